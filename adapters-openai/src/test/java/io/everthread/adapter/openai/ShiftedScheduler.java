package io.everthread.adapter.openai;

import io.everthread.application.Scheduler;
import io.everthread.application.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Real threads and the real clock, which a test can put forward. */
final class ShiftedScheduler implements Scheduler {

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Set<Due> waiting = ConcurrentHashMap.newKeySet();
    private volatile Duration shift = Duration.ZERO;

    @Override
    public Instant instant() {
        return Instant.now().plus(shift);
    }

    @Override
    public void execute(Runnable task) {
        try {
            workers.execute(task);
        } catch (RejectedExecutionException closed) {
            // Closing stops tasks.
        }
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        Due due = new Due(instant().plus(delay), task);
        waiting.add(due);
        try {
            ScheduledFuture<?> unused = timer.schedule(() -> execute(due::run), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            due.claim();
        }
        return due::claim;
    }

    /** Puts the clock forward and runs here what falls due by that. */
    void elapse(Duration time) {
        shift = shift.plus(time);
        Instant now = instant();
        List<Due> due = waiting.stream()
                .filter(task -> !task.at.isAfter(now))
                .sorted(Comparator.comparing(task -> task.at))
                .toList();
        due.forEach(Due::run);
    }

    @Override
    public Signal newSignal() {
        BlockingQueue<Boolean> fired = new ArrayBlockingQueue<>(1);
        return new Signal() {
            @Override
            public void fire() {
                fired.offer(true);
            }

            @Override
            public boolean await(@Nullable Duration timeout) {
                try {
                    return timeout == null ? fired.take() : fired.poll(timeout.toNanos(), TimeUnit.NANOSECONDS) != null;
                } catch (InterruptedException stopped) {
                    throw new IllegalStateException(stopped);
                }
            }
        };
    }

    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
    }

    private final class Due {
        private final Instant at;
        private final Runnable task;
        private final AtomicBoolean claimed = new AtomicBoolean();

        Due(Instant at, Runnable task) {
            this.at = at;
            this.task = task;
        }

        boolean claim() {
            waiting.remove(this);
            return claimed.compareAndSet(false, true);
        }

        void run() {
            if (claim()) {
                task.run();
            }
        }
    }
}
