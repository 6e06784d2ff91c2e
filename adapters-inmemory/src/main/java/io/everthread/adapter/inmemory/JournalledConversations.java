package io.everthread.adapter.inmemory;

import io.everthread.domain.ConversationId;
import io.everthread.domain.conversation.Conversation;
import io.everthread.domain.conversation.ConversationChange;
import io.everthread.domain.conversation.NewConversation;
import io.everthread.port.Conversations;
import io.everthread.port.Page;
import io.everthread.port.PageRequest;

record JournalledConversations(Conversations conversations, Journal journal) implements Conversations {

    @Override
    public Conversation create(NewConversation conversation) {
        return journal.note("conversations.create", () -> conversations.create(conversation), conversation);
    }

    @Override
    public Page<Conversation> list(PageRequest page) {
        return journal.note("conversations.list", () -> conversations.list(page), page);
    }

    @Override
    public Conversation get(ConversationId id) {
        return journal.note("conversations.get", () -> conversations.get(id), id);
    }

    @Override
    public Conversation update(ConversationId id, ConversationChange change) {
        return journal.note("conversations.update", () -> conversations.update(id, change), id);
    }

    @Override
    public void delete(ConversationId id) {
        journal.note("conversations.delete", () -> conversations.delete(id), id);
    }
}
