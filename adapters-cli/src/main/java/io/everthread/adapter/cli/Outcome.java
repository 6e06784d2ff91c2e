package io.everthread.adapter.cli;

import io.everthread.domain.ConversationId;
import io.everthread.domain.MessageId;
import io.everthread.domain.run.Run;
import org.jspecify.annotations.Nullable;

/**
 * What came of one question.
 *
 * @param conversation null if it did not come that far; likewise {@code run}
 * @param message the last message of the reply; null if there is none
 * @param text what was written, perhaps incomplete
 * @param failure null if all went well
 */
record Outcome(
        @Nullable ConversationId conversation,
        @Nullable Run run,
        @Nullable MessageId message,
        String text,
        @Nullable Failure failure,
        ExitCode exit) {

    /** Nothing was asked. */
    static Outcome nothing(Failure failure) {
        return new Outcome(null, null, null, "", failure, failure.exit());
    }
}
