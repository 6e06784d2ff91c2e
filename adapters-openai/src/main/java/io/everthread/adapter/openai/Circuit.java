package io.everthread.adapter.openai;

import io.everthread.port.AssistantException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps calls from a server that keeps failing. Each call that {@link #enter} lets in must be followed by exactly one
 * of the other methods. Until the first failure there is nothing to remember, and so no breaker is built.
 */
final class Circuit {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final URI server;
    private final ChatSettings.Breaker settings;
    private final Clock clock;
    private volatile @Nullable CircuitBreaker breaker;
    private volatile Instant closedUntil = Instant.MIN;

    Circuit(ChatSettings settings, Clock clock) {
        this.server = settings.baseUrl();
        this.settings = settings.breaker();
        this.clock = clock;
    }

    /** Null if the call may be made, and otherwise why not. */
    AssistantException.@Nullable Unavailable enter() {
        CircuitBreaker present = breaker;
        if (present == null || present.tryAcquirePermission()) {
            return null;
        }
        Duration left = Duration.between(clock.instant(), closedUntil);
        Duration wait = left.compareTo(SOON) < 0 ? SOON : left;
        return new AssistantException.Unavailable(
                server + " failed too often and is left alone; come back in "
                        + wait.plusMillis(999).toSeconds() + " s.",
                wait,
                null);
    }

    void succeeded() {
        CircuitBreaker present = breaker;
        if (present != null) {
            present.onSuccess(0, TimeUnit.MILLISECONDS);
        }
    }

    void failed(AssistantException failure) {
        if (breaker != null || serversFault(failure)) {
            built().onError(0, TimeUnit.MILLISECONDS, failure);
        }
    }

    void cancelled() {
        CircuitBreaker present = breaker;
        if (present != null) {
            present.releasePermission();
        }
    }

    private synchronized CircuitBreaker built() {
        CircuitBreaker present = breaker;
        if (present == null) {
            present = CircuitBreaker.of(
                    server.toString(),
                    CircuitBreakerConfig.custom()
                            .slidingWindowSize(settings.calls())
                            .minimumNumberOfCalls(settings.calls())
                            .failureRateThreshold(50)
                            .waitDurationInOpenState(settings.pause())
                            .permittedNumberOfCallsInHalfOpenState(1)
                            .clock(clock)
                            .recordException(Circuit::serversFault)
                            .ignoreException(AssistantException.Unsupported.class::isInstance)
                            .build());
            present.getEventPublisher().onStateTransition(change -> {
                if (change.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
                    closedUntil = clock.instant().plus(settings.pause());
                }
            });
            breaker = present;
        }
        return present;
    }

    /** What a server refuses for cause proves that it is alive. */
    private static boolean serversFault(Throwable failure) {
        return failure instanceof AssistantException known
                && switch (known.kind()) {
                    case UNAVAILABLE, BACKEND_FAILED, OUTCOME_UNKNOWN -> true;
                    case INVALID_REQUEST,
                            NOT_FOUND,
                            BUSY,
                            WRONG_STATE,
                            KEY_REUSED,
                            NOT_AUTHENTICATED,
                            NOT_PERMITTED,
                            RATE_LIMITED,
                            QUOTA_EXCEEDED,
                            UNSUPPORTED,
                            MISCONFIGURED,
                            TIMED_OUT,
                            STORE_FAILED -> false;
                };
    }
}
