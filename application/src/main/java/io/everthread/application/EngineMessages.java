package io.everthread.application;

import io.everthread.domain.ConversationId;
import io.everthread.domain.MessageId;
import io.everthread.domain.Metadata;
import io.everthread.domain.RunId;
import io.everthread.domain.conversation.Conversation;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.conversation.NewMessage;
import io.everthread.port.AssistantException.NotFound;
import io.everthread.port.Change;
import io.everthread.port.Messages;
import io.everthread.port.Page;
import io.everthread.port.PageRequest;
import io.everthread.port.Project;
import io.everthread.port.Versioned;
import java.util.List;

final class EngineMessages implements Messages {

    private final EngineParts parts;
    private final RunDispatcher dispatcher;
    private final Project project;
    private final Writes writes;

    EngineMessages(EngineParts parts, RunDispatcher dispatcher, Project project, Writes writes) {
        this.parts = parts;
        this.dispatcher = dispatcher;
        this.project = project;
        this.writes = writes;
    }

    @Override
    public Message add(ConversationId conversation, NewMessage draft) {
        return writes.commit("add message " + conversation, draft, id -> get(conversation, new MessageId(id)), () -> {
            Versioned<Conversation> in = dispatcher.settled(project, conversation);
            in.value().ensureAcceptsMessages();
            MessageId id = new MessageId(parts.ids().next(IdSource.Kind.MESSAGE));
            Message message = Message.added(id, conversation, parts.now(), draft);
            // Putting the conversation back unchanged makes a run that starts at the same moment a conflict.
            return new Writes.Plan<>(
                    message,
                    id.value(),
                    List.of(new Change.PutConversation(in.value(), in.version()), new Change.PutMessage(message, 0)));
        });
    }

    @Override
    public Page<Message> list(ConversationId conversation, PageRequest page) {
        EngineConversations.stored(parts, project, conversation);
        return parts.store().messages(project, conversation, null, page);
    }

    @Override
    public Page<Message> listOfRun(ConversationId conversation, RunId run, PageRequest page) {
        EngineConversations.stored(parts, project, conversation);
        return parts.store().messages(project, conversation, run, page);
    }

    @Override
    public Message get(ConversationId conversation, MessageId id) {
        return stored(conversation, id).value();
    }

    @Override
    public Message update(ConversationId conversation, MessageId id, Metadata metadata) {
        return writes.commit(
                "update message " + conversation + " " + id, metadata, found -> get(conversation, id), () -> {
                    Versioned<Message> old = stored(conversation, id);
                    Message changed = old.value().withMetadata(metadata);
                    return new Writes.Plan<>(
                            changed, id.value(), List.of(new Change.PutMessage(changed, old.version())));
                });
    }

    @Override
    public void delete(ConversationId conversation, MessageId id) {
        writes.commit("delete message " + conversation, id, deleted -> id, () -> {
            Versioned<Message> old = stored(conversation, id);
            return new Writes.Plan<>(id, id.value(), List.of(new Change.DeleteMessage(old.value(), old.version())));
        });
    }

    private Versioned<Message> stored(ConversationId conversation, MessageId id) {
        return parts.store().message(project, conversation, id).orElseThrow(() -> {
            EngineConversations.stored(parts, project, conversation);
            return new NotFound(NotFound.Resource.MESSAGE, id.value());
        });
    }
}
