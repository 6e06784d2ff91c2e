package io.everthread.adapter.inmemory;

import io.everthread.port.AssistantException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The ways in which a script file can have the model fail. */
enum ScriptedFailure {
    INVALID_REQUEST((message, retryAfter) -> new AssistantException.InvalidRequest(message, null, null)),
    NOT_FOUND((message, retryAfter) ->
            new AssistantException.NotFound(AssistantException.NotFound.Resource.MODEL, "scripted", message)),
    NOT_AUTHENTICATED((message, retryAfter) -> new AssistantException.NotAuthenticated(message)),
    NOT_PERMITTED((message, retryAfter) -> new AssistantException.NotPermitted(message)),
    RATE_LIMITED(AssistantException.RateLimited::new),
    QUOTA_EXCEEDED((message, retryAfter) -> new AssistantException.QuotaExceeded(message)),
    MISCONFIGURED((message, retryAfter) -> new AssistantException.Misconfigured(message)),
    UNAVAILABLE((message, retryAfter) -> new AssistantException.Unavailable(message, retryAfter, null)),
    BACKEND_FAILED((message, retryAfter) -> new AssistantException.BackendFailed(message, null)),
    TIMED_OUT((message, retryAfter) -> new AssistantException.TimedOut(message)),
    OUTCOME_UNKNOWN((message, retryAfter) -> new AssistantException.OutcomeUnknown(message, null));

    private final BiFunction<String, @Nullable Duration, AssistantException> make;

    ScriptedFailure(BiFunction<String, @Nullable Duration, AssistantException> make) {
        this.make = make;
    }

    AssistantException exception(@Nullable String message, @Nullable Duration retryAfter) {
        return make.apply(message == null ? "The script says: " + this + "." : message, retryAfter);
    }

    /** The name as script files write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
