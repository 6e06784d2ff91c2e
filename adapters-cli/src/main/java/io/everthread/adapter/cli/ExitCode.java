package io.everthread.adapter.cli;

import io.everthread.domain.run.RunStatus;
import io.everthread.port.AssistantException;

/** What the process tells its caller; by who must act. */
enum ExitCode {
    DONE(0, "done"),
    FAULT(1, "a fault of Everthread's own"),
    USAGE(2, "wrong usage"),
    CONFIGURATION(3, "wrong configuration, or the backend lacks it"),
    NOT_PERMITTED(4, "not authenticated or not permitted"),
    NOT_FOUND(5, "not found"),
    LIMIT(6, "rate limit or quota"),
    BACKEND(7, "backend unreachable, failing or busy; timed out"),
    RUN_FAILED(8, "the run failed, expired or is incomplete"),
    REQUIRES_ACTION(9, "the run needs tool outputs"),
    INTERRUPTED(130, "Ctrl-C"),
    CLOSED_OUTPUT(141, "stdout was closed");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    String meaning() {
        return meaning;
    }

    static ExitCode of(AssistantException.Kind kind) {
        return switch (kind) {
            case INVALID_REQUEST, WRONG_STATE, KEY_REUSED -> USAGE;
            case UNSUPPORTED, MISCONFIGURED -> CONFIGURATION;
            case NOT_AUTHENTICATED, NOT_PERMITTED -> NOT_PERMITTED;
            case NOT_FOUND -> NOT_FOUND;
            case RATE_LIMITED, QUOTA_EXCEEDED -> LIMIT;
            case BUSY, UNAVAILABLE, BACKEND_FAILED, TIMED_OUT, OUTCOME_UNKNOWN, STORE_FAILED -> BACKEND;
        };
    }

    /** For a run that nobody works on any more. */
    static ExitCode of(RunStatus status) {
        return switch (status) {
            case COMPLETED -> DONE;
            case REQUIRES_ACTION -> REQUIRES_ACTION;
            case QUEUED, IN_PROGRESS, CANCELLING, CANCELLED, FAILED, INCOMPLETE, EXPIRED -> RUN_FAILED;
        };
    }
}
