package io.everthread.adapter.inmemory;

import io.everthread.domain.ConversationId;
import io.everthread.domain.RunId;
import io.everthread.domain.assistant.Assistant;
import io.everthread.domain.conversation.Conversation;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.run.Run;
import io.everthread.port.KeyUse;
import io.everthread.port.RequestKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that one project has. */
final class ProjectData {

    final Listing<Assistant> assistants = new Listing<>();
    final Listing<Conversation> conversations = new Listing<>();
    final Map<ConversationId, ConversationData> contents = new HashMap<>();
    final Map<RunId, RunData> runs = new HashMap<>();
    final Map<RequestKey, KeyUse> keys = new HashMap<>();

    /** What is in a conversation. */
    static final class ConversationData {
        final Listing<Message> messages = new Listing<>();
        final Listing<Run> runs = new Listing<>();
    }

    /** What is in the conversation, nothing if there is none. */
    ConversationData contents(ConversationId conversation) {
        return contents.getOrDefault(conversation, new ConversationData());
    }

    /** The run if it belongs to the conversation. */
    @Nullable
    RunData run(ConversationId conversation, RunId id) {
        RunData run = runs.get(id);
        return run != null && run.ref.conversation().equals(conversation) ? run : null;
    }
}
