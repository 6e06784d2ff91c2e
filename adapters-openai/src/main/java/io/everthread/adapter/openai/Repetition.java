package io.everthread.adapter.openai;

import io.everthread.port.AssistantException;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Decides whether and when a refused call is made again. Built at the first refusal. */
final class Repetition {

    private static final double JITTER = 0.25;

    private final ChatSettings.Repeats settings;
    private @Nullable Retry retry;

    Repetition(ChatSettings.Repeats settings) {
        this.settings = settings;
    }

    /** What one call's refusals are counted in. */
    synchronized Retry.AsyncContext<Object> begun() {
        if (retry == null) {
            IntervalFunction backOff = IntervalFunction.ofExponentialRandomBackoff(
                    settings.firstPause(), 2, JITTER, settings.longestPause());
            retry = Retry.of(
                    "chat",
                    RetryConfig.custom()
                            .maxAttempts(settings.attempts())
                            .retryOnException(this::mayHelp)
                            .intervalBiFunction(
                                    (attempt, outcome) -> outcome.getLeft() instanceof AssistantException failure
                                                    && failure.retryAfter() != null
                                            ? failure.retryAfter().toMillis()
                                            : backOff.apply(attempt))
                            .build());
        }
        return retry.asyncContext();
    }

    private boolean mayHelp(Throwable failure) {
        return (failure instanceof AssistantException.Unavailable || failure instanceof AssistantException.RateLimited)
                && !tooLong(((AssistantException) failure).retryAfter());
    }

    private boolean tooLong(@Nullable Duration wanted) {
        return wanted != null && wanted.compareTo(settings.longestPause()) > 0;
    }
}
