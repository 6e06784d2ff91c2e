package io.everthread.domain.run;

import org.jspecify.annotations.Nullable;

/**
 * Why a run or a step failed.
 *
 * @param message for people; free of secrets
 * @param reason our own finer name for the cause, such as {@code not_authenticated}; null if nothing more is known, as with
 *     foreign servers. Not part of the Assistants API.
 */
public record RunError(Code code, String message, @Nullable String reason) {

    /** The codes of the Assistants API. */
    public enum Code {
        SERVER_ERROR,
        RATE_LIMIT_EXCEEDED,
        INVALID_PROMPT
    }
}
