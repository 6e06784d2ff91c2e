package io.everthread.application;

import io.everthread.domain.conversation.MessageState;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunError;
import io.everthread.domain.run.RunState;
import io.everthread.domain.run.RunStatus;
import io.everthread.domain.run.StepState;
import io.everthread.port.AssistantException;
import java.time.Instant;
import java.util.Locale;

/** How a run ends before its reply is whole, and what becomes of the step and the message that were open. */
sealed interface RunEnding {

    RunEnding CANCELLED = new Cancelled();
    RunEnding EXPIRED = new Expired();

    /** The process that had asked the model is gone, and asking again could be paid for twice. */
    RunEnding LOST = new Failed(new RunError(
            RunError.Code.SERVER_ERROR,
            "The process that worked on this run ended while the model was answering. Start a new run.",
            null));

    Run of(Run run, Instant now);

    StepState step(Instant now);

    MessageState.IncompleteReason message();

    /** Ends a run because its model call failed. */
    static RunEnding failed(AssistantException failure) {
        RunError.Code code = switch (failure.kind()) {
            case RATE_LIMITED, QUOTA_EXCEEDED -> RunError.Code.RATE_LIMIT_EXCEEDED;
            case INVALID_REQUEST -> RunError.Code.INVALID_PROMPT;
            case NOT_FOUND,
                    BUSY,
                    WRONG_STATE,
                    KEY_REUSED,
                    NOT_AUTHENTICATED,
                    NOT_PERMITTED,
                    UNSUPPORTED,
                    MISCONFIGURED,
                    UNAVAILABLE,
                    BACKEND_FAILED,
                    TIMED_OUT,
                    OUTCOME_UNKNOWN,
                    STORE_FAILED -> RunError.Code.SERVER_ERROR;
        };
        String reason = failure.kind().name().toLowerCase(Locale.ROOT);
        return new Failed(new RunError(code, String.valueOf(failure.getMessage()), reason));
    }

    /** See {@link RunEnding#CANCELLED}. */
    record Cancelled() implements RunEnding {
        @Override
        public Run of(Run run, Instant now) {
            return (run.status() == RunStatus.CANCELLING ? run : run.cancelling()).cancelled(now);
        }

        @Override
        public StepState step(Instant now) {
            return new StepState.Cancelled(now);
        }

        @Override
        public MessageState.IncompleteReason message() {
            return MessageState.IncompleteReason.RUN_CANCELLED;
        }
    }

    /** See {@link RunEnding#EXPIRED}. */
    record Expired() implements RunEnding {
        @Override
        public Run of(Run run, Instant now) {
            return run.at(now);
        }

        @Override
        public StepState step(Instant now) {
            return new StepState.Expired(now);
        }

        @Override
        public MessageState.IncompleteReason message() {
            return MessageState.IncompleteReason.RUN_EXPIRED;
        }
    }

    /** See {@link RunEnding#failed}. */
    record Failed(RunError error) implements RunEnding {
        @Override
        public Run of(Run run, Instant now) {
            return run.failed(now, error);
        }

        @Override
        public StepState step(Instant now) {
            return new StepState.Failed(now, error);
        }

        @Override
        public MessageState.IncompleteReason message() {
            return MessageState.IncompleteReason.RUN_FAILED;
        }
    }

    /** The reply was cut off; what came of it counts, so the step that wrote it is completed. */
    record CutOff(RunState.IncompleteReason reason) implements RunEnding {
        @Override
        public Run of(Run run, Instant now) {
            return run.incomplete(now, reason);
        }

        @Override
        public StepState step(Instant now) {
            return new StepState.Completed(now);
        }

        @Override
        public MessageState.IncompleteReason message() {
            return switch (reason) {
                case MAX_COMPLETION_TOKENS, MAX_PROMPT_TOKENS -> MessageState.IncompleteReason.MAX_TOKENS;
                case CONTENT_FILTER -> MessageState.IncompleteReason.CONTENT_FILTER;
            };
        }
    }
}
