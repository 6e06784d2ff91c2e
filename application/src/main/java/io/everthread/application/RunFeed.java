package io.everthread.application;

import io.everthread.domain.RunId;
import io.everthread.port.StateStore;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Wakes those who wait for news of a run, and all of them when it is closed. */
final class RunFeed implements AutoCloseable {

    private final ConcurrentHashMap<RunId, List<Runnable>> waiting = new ConcurrentHashMap<>();
    private final StateStore.Subscription changes;
    private volatile boolean closed;

    RunFeed(StateStore store) {
        changes = store.onChange(this::wake);
    }

    /** Calls {@code wake} on every change of the run until the returned handle is closed. It must not block. */
    StateStore.Subscription subscribe(RunId run, Runnable wake) {
        waiting.compute(run, (id, all) -> {
            List<Runnable> others = all == null ? new CopyOnWriteArrayList<>() : all;
            others.add(wake);
            return others;
        });
        return () -> waiting.computeIfPresent(run, (id, all) -> {
            all.remove(wake);
            return all.isEmpty() ? null : all;
        });
    }

    /** Whether there will be no more news. */
    boolean closed() {
        return closed;
    }

    private void wake(RunId run) {
        waiting.getOrDefault(run, List.of()).forEach(Runnable::run);
    }

    @Override
    public void close() {
        closed = true;
        changes.close();
        waiting.values().forEach(all -> all.forEach(Runnable::run));
    }
}
