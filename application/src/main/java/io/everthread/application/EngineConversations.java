package io.everthread.application;

import io.everthread.domain.ConversationId;
import io.everthread.domain.MessageId;
import io.everthread.domain.conversation.Conversation;
import io.everthread.domain.conversation.ConversationChange;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.conversation.NewConversation;
import io.everthread.domain.conversation.NewMessage;
import io.everthread.port.AssistantException.NotFound;
import io.everthread.port.Change;
import io.everthread.port.Conversations;
import io.everthread.port.Page;
import io.everthread.port.PageRequest;
import io.everthread.port.Project;
import io.everthread.port.Versioned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

final class EngineConversations implements Conversations {

    private final EngineParts parts;
    private final Project project;
    private final Writes writes;

    EngineConversations(EngineParts parts, Project project, Writes writes) {
        this.parts = parts;
        this.project = project;
        this.writes = writes;
    }

    @Override
    public Conversation create(NewConversation draft) {
        return writes.commit("create conversation", draft, this::found, () -> {
            Conversation conversation = created(parts, draft);
            List<Change> changes = new ArrayList<>();
            changes.add(new Change.PutConversation(conversation, 0));
            changes.addAll(added(parts, conversation.id(), draft.messages()));
            return new Writes.Plan<>(conversation, conversation.id().value(), changes);
        });
    }

    @Override
    public Page<Conversation> list(PageRequest page) {
        return parts.store().conversations(project, page);
    }

    @Override
    public Conversation get(ConversationId id) {
        return stored(parts, project, id).value();
    }

    @Override
    public Conversation update(ConversationId id, ConversationChange change) {
        return writes.commit("update conversation " + id, change, this::found, () -> {
            Versioned<Conversation> old = stored(parts, project, id);
            Conversation changed = change.applyTo(old.value());
            return new Writes.Plan<>(changed, id.value(), List.of(new Change.PutConversation(changed, old.version())));
        });
    }

    @Override
    public void delete(ConversationId id) {
        writes.commit("delete conversation", id, deleted -> id, () -> {
            Versioned<Conversation> old = stored(parts, project, id);
            // Whoever works on a run of it is told of the change and lets go.
            return new Writes.Plan<>(
                    id, id.value(), List.of(new Change.DeleteConversation(old.value(), old.version())));
        });
    }

    static Conversation created(EngineParts parts, NewConversation draft) {
        ConversationId id = new ConversationId(parts.ids().next(IdSource.Kind.CONVERSATION));
        return Conversation.created(id, parts.now(), draft);
    }

    static List<Change> added(EngineParts parts, ConversationId conversation, List<NewMessage> drafts) {
        Instant now = parts.now();
        return drafts.stream()
                .<Change>map(draft -> {
                    MessageId id = new MessageId(parts.ids().next(IdSource.Kind.MESSAGE));
                    return new Change.PutMessage(Message.added(id, conversation, now, draft), 0);
                })
                .toList();
    }

    static Versioned<Conversation> stored(EngineParts parts, Project project, ConversationId id) {
        return parts.store()
                .conversation(project, id)
                .orElseThrow(() -> new NotFound(NotFound.Resource.CONVERSATION, id.value()));
    }

    private Conversation found(String id) {
        return get(new ConversationId(id));
    }
}
