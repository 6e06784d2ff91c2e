package io.everthread.adapter.inmemory;

import io.everthread.port.StateStore;
import io.everthread.port.testkit.StoreHarness;
import java.time.Duration;
import java.time.Instant;

/** The memory store, as the contracts want it. */
final class MemoryStoreHarness implements StoreHarness {

    private final ManualClock clock = new ManualClock();
    private final MemoryStore store = new MemoryStore(clock);

    @Override
    public StateStore store() {
        return store;
    }

    @Override
    public StateStore another() {
        return store;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void elapse(Duration time) {
        clock.advance(time);
    }

    @Override
    public void close() {
        store.close();
    }
}
