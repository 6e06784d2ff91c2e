package io.everthread.library;

import io.everthread.application.Scheduler;
import io.everthread.application.Signal;
import io.everthread.port.AssistantException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler of products: the system's clock and real threads. Work runs on virtual threads where the JDK has them (21 and
 * later), otherwise on at most {@value #MAX_THREADS} threads; what exceeds them waits. Threads are started when first needed and
 * never keep the JVM alive.
 */
final class ThreadScheduler implements Scheduler {

    /** More than the runs that may be active at once, each of which has a thread reading: their events need threads, too. */
    static final int MAX_THREADS = 96;

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable ExecutorService workers;
    private @Nullable ScheduledThreadPoolExecutor timer;
    private boolean closed;

    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public void execute(Runnable task) {
        ExecutorService executor;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (workers == null) {
                workers = newWorkers();
            }
            executor = workers;
        } finally {
            lock.unlock();
        }
        submit(executor, task);
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        AtomicBoolean claimed = new AtomicBoolean();
        Runnable once = () -> {
            if (claimed.compareAndSet(false, true)) {
                task.run();
            }
        };
        lock.lock();
        try {
            if (closed) {
                return () -> {};
            }
            if (timer == null) {
                timer = newTimer();
            }
            var due = timer.schedule(() -> execute(once), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> {
                claimed.set(true);
                due.cancel(false);
            };
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Signal newSignal() {
        return new ThreadSignal();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (timer != null) {
                timer.shutdownNow();
            }
            if (workers != null) {
                workers.shutdownNow();
            }
        } finally {
            lock.unlock();
        }
    }

    private static void submit(Executor executor, Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException closedMeanwhile) {
            // Closing stops tasks, and this one came too late to start.
        }
    }

    private static ExecutorService newWorkers() {
        ThreadFactory threads = daemons("everthread-worker");
        try {
            // By reflection, because this is compiled for 17.
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException olderJdk) {
            ThreadPoolExecutor pool = new ThreadPoolExecutor(
                    MAX_THREADS, MAX_THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
            pool.allowCoreThreadTimeOut(true);
            return pool;
        }
    }

    private static ScheduledThreadPoolExecutor newTimer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, daemons("everthread-timer"));
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    private static final class ThreadSignal implements Signal {

        private final ReentrantLock lock = new ReentrantLock();
        private final Condition announced = lock.newCondition();
        private boolean pending;

        @Override
        public void fire() {
            lock.lock();
            try {
                pending = true;
                announced.signal();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public boolean await(@Nullable Duration timeout) {
            lock.lock();
            try {
                long left = timeout == null ? Long.MAX_VALUE : timeout.toNanos();
                while (!pending) {
                    if (left <= 0) {
                        return false;
                    }
                    left = announced.awaitNanos(left);
                }
                pending = false;
                return true;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssistantException.TimedOut("The waiting thread was interrupted.");
            } finally {
                lock.unlock();
            }
        }
    }
}
