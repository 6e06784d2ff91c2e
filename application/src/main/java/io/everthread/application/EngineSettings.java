package io.everthread.application;

import java.time.Duration;

/**
 * How an engine works.
 *
 * @param owner names this engine in leases; unlike any other engine on the same store
 * @param leaseLife after how long without renewal others may take over a run; renewed at a third of it
 * @param maxActiveRuns how many runs may talk to the model at once; more wait as queued; at least 1
 */
public record EngineSettings(String owner, Duration leaseLife, int maxActiveRuns) {

    /** @throws IllegalArgumentException if a number is not positive */
    public EngineSettings {
        if (maxActiveRuns < 1 || leaseLife.isNegative() || leaseLife.isZero()) {
            throw new IllegalArgumentException("leaseLife and maxActiveRuns must be positive");
        }
    }

    /** Thirty-second leases and {@code maxActiveRuns} of 64. */
    public static EngineSettings of(String owner) {
        return new EngineSettings(owner, Duration.ofSeconds(30), 64);
    }
}
