package io.everthread.domain.run;

import java.time.Instant;
import java.util.Locale;

/** How far a step has come. */
public sealed interface StepState {

    /** The name of the state, for switches that must not forget one. */
    Status status();

    /** The names of the states. */
    enum Status {
        IN_PROGRESS,
        CANCELLED,
        FAILED,
        COMPLETED,
        EXPIRED;

        /** The status as the wire and people write it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record InProgress() implements StepState {
        @Override
        public Status status() {
            return Status.IN_PROGRESS;
        }
    }

    record Cancelled(Instant at) implements StepState {
        @Override
        public Status status() {
            return Status.CANCELLED;
        }
    }

    record Failed(Instant at, RunError error) implements StepState {
        @Override
        public Status status() {
            return Status.FAILED;
        }
    }

    record Completed(Instant at) implements StepState {
        @Override
        public Status status() {
            return Status.COMPLETED;
        }
    }

    record Expired(Instant at) implements StepState {
        @Override
        public Status status() {
            return Status.EXPIRED;
        }
    }
}
