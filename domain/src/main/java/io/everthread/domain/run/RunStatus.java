package io.everthread.domain.run;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The nine statuses a run can have, and which may follow which. */
public enum RunStatus {
    /** Waits for its turn with the model. */
    QUEUED,
    /** The model is answering. */
    IN_PROGRESS,
    /** Waits for the application's tool outputs. */
    REQUIRES_ACTION,
    /** Asked to stop, and stopping. */
    CANCELLING,
    CANCELLED,
    FAILED,
    COMPLETED,
    /** Ended at a token limit or a content filter; what had come is kept. */
    INCOMPLETE,
    /** Did not end in time. */
    EXPIRED;

    /** Whether nothing follows. */
    public boolean ended() {
        return next().isEmpty();
    }

    /** Whether the run needs somebody else before it moves on: it has ended, or waits for tool outputs. */
    public boolean stopped() {
        return ended() || this == REQUIRES_ACTION;
    }

    /** Whether {@code to} may follow directly. */
    public boolean mayBecome(RunStatus to) {
        return next().contains(to);
    }

    /** The statuses that may follow directly. */
    public Set<RunStatus> next() {
        return switch (this) {
            case QUEUED -> EnumSet.of(IN_PROGRESS, CANCELLING, FAILED, EXPIRED);
            case IN_PROGRESS -> EnumSet.of(REQUIRES_ACTION, CANCELLING, COMPLETED, INCOMPLETE, FAILED, EXPIRED);
            case REQUIRES_ACTION -> EnumSet.of(QUEUED, CANCELLING, EXPIRED);
            case CANCELLING -> EnumSet.of(CANCELLED);
            case CANCELLED, FAILED, COMPLETED, INCOMPLETE, EXPIRED -> EnumSet.noneOf(RunStatus.class);
        };
    }

    /** The status as the wire and people write it, such as {@code in_progress}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
