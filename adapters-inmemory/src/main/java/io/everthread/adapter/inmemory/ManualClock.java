package io.everthread.adapter.inmemory;

import io.everthread.application.Scheduler;
import io.everthread.application.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Time and work in a test's hands. Tasks run on the thread that waits or {@link #advance advances}, in the order in
 * which they are due and then in which they were submitted, and never by themselves: the same calls give the same
 * history.
 *
 * <p>Whoever waits runs what is due. When nothing is due at the moment, the clock goes by itself to the next moment
 * at which something is, so that ten minutes take no time. A test that wants to decide about time {@link #hold holds}
 * the clock; then waiting with nothing due fails at once with {@link ClockHeldException}.
 *
 * <p>Begins at {@link #START}. Thread-safe: tasks run one at a time; a second thread that waits is blocked while a
 * task runs.
 */
public final class ManualClock implements Scheduler {

    /** When time begins. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Object lock = new Object();
    private final TreeSet<Task> tasks =
            new TreeSet<>(Comparator.comparing(Task::due).thenComparing(Task::number));
    private Instant now = START;
    private long submitted;
    private boolean held;
    private boolean closed;
    private @Nullable Thread worker;

    @Override
    public Instant instant() {
        synchronized (lock) {
            return now;
        }
    }

    /** Keeps the clock where it is until {@link #advance} or {@link #release}. */
    public void hold() {
        synchronized (lock) {
            held = true;
        }
    }

    /** Lets the clock go by itself again while somebody waits. */
    public void release() {
        synchronized (lock) {
            held = false;
        }
    }

    /**
     * Moves the clock, held or not, and runs what falls due on the way, each task at its own time. With {@link
     * Duration#ZERO}, runs what is due now.
     *
     * @throws IllegalArgumentException if {@code duration} is negative
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not go back by " + duration);
        }
        Instant end = instant().plus(duration);
        while (true) {
            Task task;
            synchronized (lock) {
                awaitWorker();
                task = firstDue(end);
                if (task == null) {
                    now = later(now, end);
                    return;
                }
                now = later(now, task.due);
                start(task);
            }
            run(task);
        }
    }

    @Override
    public void execute(Runnable task) {
        schedule(Duration.ZERO, task);
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        synchronized (lock) {
            Task submission = new Task(delay.isNegative() ? now : now.plus(delay), ++submitted, task);
            if (!closed) {
                tasks.add(submission);
            }
            return submission;
        }
    }

    @Override
    public Signal newSignal() {
        return new TaskRunningSignal();
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            tasks.clear();
            lock.notifyAll();
        }
    }

    private void start(Task task) {
        tasks.remove(task);
        task.outer = worker;
        worker = Thread.currentThread();
    }

    private void run(Task task) {
        try {
            task.work.run();
        } finally {
            synchronized (lock) {
                worker = task.outer;
                lock.notifyAll();
            }
        }
    }

    /** Blocks while another thread runs a task. A task may itself wait: its own thread goes on. */
    private void awaitWorker() {
        boolean interrupted = false;
        while (worker != null && worker != Thread.currentThread()) {
            try {
                lock.wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Task firstDue(Instant until) {
        return tasks.isEmpty() || tasks.first().due.isAfter(until) ? null : tasks.first();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private final class Task implements Cancellable {
        private final Instant due;
        private final long number;
        private final Runnable work;
        private @Nullable Thread outer;

        Task(Instant due, long number, Runnable work) {
            this.due = due;
            this.number = number;
            this.work = work;
        }

        Instant due() {
            return due;
        }

        long number() {
            return number;
        }

        @Override
        public void cancel() {
            synchronized (lock) {
                tasks.remove(this);
            }
        }
    }

    /** Waiting for it runs due tasks, and moves the clock when there are none. */
    private final class TaskRunningSignal implements Signal {
        private boolean fired;
        private boolean timedOut;

        @Override
        public void fire() {
            synchronized (lock) {
                fired = true;
            }
        }

        @Override
        public boolean await(@Nullable Duration timeout) {
            timedOut = false;
            Cancellable alarm = timeout == null ? () -> {} : schedule(timeout, this::timeOut);
            try {
                return runUntilFired();
            } finally {
                alarm.cancel();
            }
        }

        private void timeOut() {
            synchronized (lock) {
                timedOut = true;
            }
        }

        private boolean runUntilFired() {
            while (true) {
                Task task;
                synchronized (lock) {
                    awaitWorker();
                    if (fired) {
                        fired = false;
                        return true;
                    }
                    if (timedOut) {
                        return false;
                    }
                    task = next();
                    now = later(now, task.due);
                    start(task);
                }
                run(task);
            }
        }

        private Task next() {
            if (closed) {
                throw new IllegalStateException("The clock was closed while somebody waited.");
            }
            Task due = firstDue(now);
            if (due != null) {
                return due;
            }
            if (held) {
                throw new ClockHeldException(now, tasks.isEmpty() ? null : tasks.first().due);
            }
            if (tasks.isEmpty()) {
                throw new IllegalStateException("Nothing is scheduled, now or later, so this would wait for ever.");
            }
            return tasks.first();
        }
    }
}
