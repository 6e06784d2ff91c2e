package io.everthread.application;

import io.everthread.domain.ConversationId;
import io.everthread.domain.conversation.NewMessage;
import io.everthread.domain.run.RunRequest;
import io.everthread.port.ToolExecutor;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One question.
 *
 * @param conversation where to ask; null to begin a new conversation
 * @param message the question
 * @param run the assistant to answer it, and how
 * @param onBusy what to do when the conversation has an active run
 * @param tools carries out the model's function calls; null leaves a run that requires action to the caller
 * @param deadline how long all of it may take; null for as long as runs live
 */
public record AskRequest(
        @Nullable ConversationId conversation,
        NewMessage message,
        RunRequest run,
        BusyPolicy onBusy,
        @Nullable ToolExecutor tools,
        @Nullable Duration deadline) {

    /** Asks in a new conversation, with nothing special. */
    public static AskRequest of(NewMessage message, RunRequest run) {
        return new AskRequest(null, message, run, BusyPolicy.WAIT, null, null);
    }

    /** Asks in {@code conversation} instead. */
    public AskRequest in(ConversationId conversation) {
        return new AskRequest(conversation, message, run, onBusy, tools, deadline);
    }

    public AskRequest onBusy(BusyPolicy onBusy) {
        return new AskRequest(conversation, message, run, onBusy, tools, deadline);
    }

    public AskRequest withTools(ToolExecutor tools) {
        return new AskRequest(conversation, message, run, onBusy, tools, deadline);
    }

    public AskRequest within(@Nullable Duration deadline) {
        return new AskRequest(conversation, message, run, onBusy, tools, deadline);
    }
}
