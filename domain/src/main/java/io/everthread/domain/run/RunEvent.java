package io.everthread.domain.run;

import io.everthread.domain.MessageId;
import io.everthread.domain.StepId;
import io.everthread.domain.ToolCallId;
import io.everthread.domain.conversation.Conversation;
import io.everthread.domain.conversation.Message;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a run. Created and changed events carry the whole object as it was then, deltas only what was added.
 *
 * <p>A text reply is told as: run created, run queued, run in progress, step created, step in progress, message created, message
 * in progress, message deltas, message completed, step completed, run completed. One message and one step are active at a time;
 * only a model that goes on talking after its calls opens a second step.
 */
public sealed interface RunEvent {

    /** The conversation was created together with the run. */
    record ConversationCreated(Conversation conversation) implements RunEvent {}

    record RunCreated(Run run) implements RunEvent {}

    /** The run took on the state it carries. */
    record RunChanged(Run run) implements RunEvent {}

    record StepCreated(RunStep step) implements RunEvent {}

    /** The step took on the state it carries. */
    record StepChanged(RunStep step) implements RunEvent {}

    /**
     * A piece of a function call arrived.
     *
     * @param index the call's place within the step, from 0
     * @param id the call's id; null after the call's first piece
     * @param name the function's name; null after the call's first piece
     * @param arguments the next piece of the arguments; may be empty
     */
    record ToolCallDelta(
            StepId step,
            int index,
            @Nullable ToolCallId id,
            @Nullable String name,
            String arguments) implements RunEvent {}

    record MessageCreated(Message message) implements RunEvent {}

    /** The message took on the state it carries. */
    record MessageChanged(Message message) implements RunEvent {}

    /**
     * A piece of a text part arrived.
     *
     * @param index the part's place within the message's content, from 0
     */
    record TextDelta(MessageId message, int index, String text) implements RunEvent {}

    /**
     * A piece of a refusal arrived.
     *
     * @param index the part's place within the message's content, from 0
     */
    record RefusalDelta(MessageId message, int index, String text) implements RunEvent {}
}
