package io.everthread.application;

import io.everthread.domain.ConversationId;
import io.everthread.domain.RunId;
import io.everthread.domain.run.NumberedEvent;
import io.everthread.domain.run.Run;
import io.everthread.domain.tool.ToolCall;

/** Is told how an ask goes, on the asking thread. */
public interface AskListener {

    /** The conversation is there, new or not. */
    default void onConversation(ConversationId conversation) {}

    /** Another run is active; it is being waited for or cancelled. */
    default void onBusy(RunId active) {}

    /** The run was created. From here on it can be cancelled by its id. */
    default void onRun(Run run) {}

    /** Something happened in the run. */
    default void onEvent(NumberedEvent event) {}

    /** A tool is about to be called. */
    default void onToolCall(ToolCall call) {}
}
