package io.everthread.domain.run;

/**
 * Why a run or a step failed.
 *
 * @param message for people; free of secrets
 */
public record RunError(Code code, String message) {

    /** The codes of the Assistants API. */
    public enum Code {
        SERVER_ERROR,
        RATE_LIMIT_EXCEEDED,
        INVALID_PROMPT
    }
}
