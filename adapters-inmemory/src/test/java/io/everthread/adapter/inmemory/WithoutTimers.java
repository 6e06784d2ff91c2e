package io.everthread.adapter.inmemory;

import io.everthread.application.Scheduler;
import io.everthread.application.Signal;
import java.time.Duration;
import java.time.Instant;

/** A scheduler on which no delayed task ever comes. */
record WithoutTimers(ManualClock clock) implements Scheduler {

    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    public void execute(Runnable task) {
        clock.execute(task);
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        return () -> {};
    }

    @Override
    public Signal newSignal() {
        return clock.newSignal();
    }

    @Override
    public void close() {}
}
