package io.everthread.port;

import io.everthread.domain.RunId;
import io.everthread.domain.assistant.Assistant;
import io.everthread.domain.conversation.Conversation;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunEvent;
import io.everthread.domain.run.RunStep;
import java.util.List;

/** One change of a {@link ChangeSet}. {@code expected} is the stored version it builds on; 0 if the object is new. */
public sealed interface Change {

    record PutAssistant(Assistant assistant, long expected) implements Change {}

    record DeleteAssistant(Assistant assistant, long expected) implements Change {}

    record PutConversation(Conversation conversation, long expected) implements Change {}

    /** Deletes the conversation with everything in it. */
    record DeleteConversation(Conversation conversation, long expected) implements Change {}

    record PutMessage(Message message, long expected) implements Change {}

    record DeleteMessage(Message message, long expected) implements Change {}

    record PutRun(Run run, long expected) implements Change {}

    record PutStep(RunStep step, long expected) implements Change {}

    /** Appends to the run's event log. */
    record Append(RunId run, List<RunEvent> events) implements Change {
        public Append {
            events = List.copyOf(events);
        }
    }

    /** Gives up the lease of a run, which nobody needs to work on for now. */
    record Release(RunId run) implements Change {}
}
