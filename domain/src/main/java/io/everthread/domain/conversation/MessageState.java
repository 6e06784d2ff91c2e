package io.everthread.domain.conversation;

import java.time.Instant;

/** How far a message has come. Only a message that a run writes is ever anything but completed. */
public sealed interface MessageState {

    /** The name of the state, for switches that must not forget one. */
    Status status();

    /** The names of the states. */
    enum Status {
        IN_PROGRESS,
        COMPLETED,
        INCOMPLETE
    }

    /** Why a message stopped short. */
    enum IncompleteReason {
        CONTENT_FILTER,
        MAX_TOKENS,
        RUN_CANCELLED,
        RUN_EXPIRED,
        RUN_FAILED
    }

    /** A run is writing it; its content may be empty until it stops. */
    record InProgress() implements MessageState {
        @Override
        public Status status() {
            return Status.IN_PROGRESS;
        }
    }

    /** Nothing more will come. */
    record Completed(Instant at) implements MessageState {
        @Override
        public Status status() {
            return Status.COMPLETED;
        }
    }

    /** It stopped in the middle; what had come is kept. */
    record Incomplete(Instant at, IncompleteReason reason) implements MessageState {
        @Override
        public Status status() {
            return Status.INCOMPLETE;
        }
    }
}
