package io.everthread.application;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Something one thread waits for and others announce. An announcement that nobody waits for is kept for the next wait. */
public interface Signal {

    /** Announces. Never blocks. */
    void fire();

    /**
     * Waits for an announcement since the last wait.
     *
     * @param timeout how long at most; null for ever
     * @return false if the time was up first
     */
    boolean await(@Nullable Duration timeout);
}
