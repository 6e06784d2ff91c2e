package io.everthread.adapter.inmemory;

import io.everthread.port.AssistantException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The ways in which a script file can have the model fail. */
enum ScriptedFailure {
    INVALID_REQUEST,
    NOT_FOUND,
    NOT_AUTHENTICATED,
    NOT_PERMITTED,
    RATE_LIMITED,
    QUOTA_EXCEEDED,
    MISCONFIGURED,
    UNAVAILABLE,
    BACKEND_FAILED,
    TIMED_OUT,
    OUTCOME_UNKNOWN;

    /**
     * @param given null for a message that says that it is the script's
     * @param retryAfter told with the failures that can tell it
     */
    AssistantException exception(@Nullable String given, @Nullable Duration retryAfter) {
        String message = given == null ? "The script has the model fail here: " + this + "." : given;
        return switch (this) {
            case INVALID_REQUEST -> new AssistantException.InvalidRequest(message, null, null);
            case NOT_FOUND ->
                new AssistantException.NotFound(AssistantException.NotFound.Resource.MODEL, "scripted", message);
            case NOT_AUTHENTICATED -> new AssistantException.NotAuthenticated(message);
            case NOT_PERMITTED -> new AssistantException.NotPermitted(message);
            case RATE_LIMITED -> new AssistantException.RateLimited(message, retryAfter);
            case QUOTA_EXCEEDED -> new AssistantException.QuotaExceeded(message);
            case MISCONFIGURED -> new AssistantException.Misconfigured(message);
            case UNAVAILABLE -> new AssistantException.Unavailable(message, retryAfter, null);
            case BACKEND_FAILED -> new AssistantException.BackendFailed(message, null);
            case TIMED_OUT -> new AssistantException.TimedOut(message);
            case OUTCOME_UNKNOWN -> new AssistantException.OutcomeUnknown(message, null);
        };
    }

    /** The name as script files write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
