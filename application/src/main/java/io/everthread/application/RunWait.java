package io.everthread.application;

import io.everthread.domain.run.Run;
import io.everthread.port.AssistantException;
import io.everthread.port.AssistantException.NotFound;
import io.everthread.port.RunRef;
import io.everthread.port.StateStore;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Waits for a run to end or to require action. */
final class RunWait {

    private final EngineParts parts;
    private final RunFeed feed;
    private final RunDispatcher dispatcher;
    private final RunRef ref;
    private final @Nullable Instant deadline;

    RunWait(EngineParts parts, RunFeed feed, RunDispatcher dispatcher, RunRef ref, @Nullable Duration timeout) {
        this.parts = parts;
        this.feed = feed;
        this.dispatcher = dispatcher;
        this.ref = ref;
        this.deadline = deadline(parts, timeout);
    }

    Run untilStopped() {
        Signal news = parts.scheduler().newSignal();
        StateStore.Subscription subscription = feed.subscribe(ref.run(), news::fire);
        try {
            Run run = current();
            while (!run.status().stopped()) {
                if (feed.closed()) {
                    throw new IllegalStateException(
                            "The gateway was closed while run " + run.id() + " was waited for.");
                }
                waitFor(parts, news, deadline, run);
                run = current();
            }
            return run;
        } finally {
            subscription.close();
        }
    }

    private Run current() {
        return dispatcher
                .settle(ref)
                .orElseThrow(() -> new NotFound(NotFound.Resource.RUN, ref.run().value()))
                .value();
    }

    /** Null if it is not needed: no run lives longer than its lifetime. */
    static @Nullable Instant deadline(EngineParts parts, @Nullable Duration timeout) {
        return timeout == null || timeout.compareTo(Run.LIFETIME) > 0
                ? null
                : parts.now().plus(timeout);
    }

    /**
     * Waits for news of an unended run, at most until it expires.
     *
     * @throws AssistantException.TimedOut if the caller's deadline comes first
     */
    static void waitFor(EngineParts parts, Signal news, @Nullable Instant deadline, Run run) {
        Instant until = deadline != null && deadline.isBefore(run.expiresAt()) ? deadline : run.expiresAt();
        Duration left = Duration.between(parts.now(), until);
        boolean informed = news.await(left.isNegative() ? Duration.ZERO : left);
        if (!informed && until.equals(deadline)) {
            throw new AssistantException.TimedOut(
                    "Run " + run.id() + " is still " + run.status() + " and the time given for waiting is over.");
        }
    }
}
