package io.everthread.domain.run;

import io.everthread.domain.tool.ToolCall;
import java.time.Instant;
import java.util.List;

/** A run's state with what belongs to it, so that a completed run with pending tool calls cannot be written. */
public sealed interface RunState {

    /** The status of this state, for switches that must not forget one. */
    RunStatus status();

    record Queued() implements RunState {
        @Override
        public RunStatus status() {
            return RunStatus.QUEUED;
        }
    }

    record InProgress() implements RunState {
        @Override
        public RunStatus status() {
            return RunStatus.IN_PROGRESS;
        }
    }

    /**
     * Waits for tool outputs.
     *
     * @param calls at least one, in the order the model made them
     */
    record RequiresAction(List<ToolCall> calls) implements RunState {
        public RequiresAction {
            if (calls.isEmpty()) {
                throw new IllegalArgumentException("a run that requires action has calls to answer");
            }
            calls = List.copyOf(calls);
        }

        @Override
        public RunStatus status() {
            return RunStatus.REQUIRES_ACTION;
        }
    }

    record Cancelling() implements RunState {
        @Override
        public RunStatus status() {
            return RunStatus.CANCELLING;
        }
    }

    record Cancelled(Instant at) implements RunState {
        @Override
        public RunStatus status() {
            return RunStatus.CANCELLED;
        }
    }

    record Failed(Instant at, RunError error) implements RunState {
        @Override
        public RunStatus status() {
            return RunStatus.FAILED;
        }
    }

    record Completed(Instant at) implements RunState {
        @Override
        public RunStatus status() {
            return RunStatus.COMPLETED;
        }
    }

    record Incomplete(Instant at, IncompleteReason reason) implements RunState {
        @Override
        public RunStatus status() {
            return RunStatus.INCOMPLETE;
        }
    }

    record Expired(Instant at) implements RunState {
        @Override
        public RunStatus status() {
            return RunStatus.EXPIRED;
        }
    }

    /** Which limit ended a run early. */
    enum IncompleteReason {
        MAX_COMPLETION_TOKENS,
        MAX_PROMPT_TOKENS,
        CONTENT_FILTER
    }
}
