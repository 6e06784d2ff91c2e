package io.everthread.application;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * Where the engine's work runs and how its time passes. In a product, threads and the system's clock; in a test, the caller's own
 * thread and a clock that the test moves.
 */
public interface Scheduler extends InstantSource, Executor, AutoCloseable {

    /** Runs {@code task} soon, in no particular order towards other tasks, never inside this call. */
    @Override
    void execute(Runnable task);

    /** Runs {@code task} after {@code delay}, unless it is cancelled before. */
    Cancellable schedule(Duration delay, Runnable task);

    /** A new signal to wait for. */
    Signal newSignal();

    /** Stops running tasks. */
    @Override
    void close();

    /** A scheduled task. */
    interface Cancellable {
        /** Keeps the task from starting. Does nothing if it has started. */
        void cancel();
    }
}
