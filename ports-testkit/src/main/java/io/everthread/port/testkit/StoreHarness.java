package io.everthread.port.testkit;

import io.everthread.port.StateStore;
import java.time.Duration;
import java.time.Instant;

/** An empty store whose clock the test moves. Each test opens its own. */
public interface StoreHarness extends AutoCloseable {

    /** The store under test; the same one each time. */
    StateStore store();

    /** Another view of the same data, as another engine would open it; the store itself where nothing else can share it. */
    StateStore another();

    /** The time on the store's clock. */
    Instant now();

    /** Lets {@code time} pass on the store's clock. */
    void elapse(Duration time);

    /** Closes what was opened. */
    @Override
    void close();
}
