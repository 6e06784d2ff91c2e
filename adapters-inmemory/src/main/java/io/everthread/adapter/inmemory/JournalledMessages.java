package io.everthread.adapter.inmemory;

import io.everthread.domain.ConversationId;
import io.everthread.domain.MessageId;
import io.everthread.domain.Metadata;
import io.everthread.domain.RunId;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.conversation.NewMessage;
import io.everthread.port.Messages;
import io.everthread.port.Page;
import io.everthread.port.PageRequest;

record JournalledMessages(Messages messages, Journal journal) implements Messages {

    @Override
    public Message add(ConversationId conversation, NewMessage message) {
        return journal.note("messages.add", () -> messages.add(conversation, message), conversation, message);
    }

    @Override
    public Page<Message> list(ConversationId conversation, PageRequest page) {
        return journal.note("messages.list", () -> messages.list(conversation, page), conversation, page);
    }

    @Override
    public Page<Message> listOfRun(ConversationId conversation, RunId run, PageRequest page) {
        return journal.note(
                "messages.listOfRun", () -> messages.listOfRun(conversation, run, page), conversation, run, page);
    }

    @Override
    public Message get(ConversationId conversation, MessageId id) {
        return journal.note("messages.get", () -> messages.get(conversation, id), conversation, id);
    }

    @Override
    public Message update(ConversationId conversation, MessageId id, Metadata metadata) {
        return journal.note(
                "messages.update", () -> messages.update(conversation, id, metadata), conversation, id, metadata);
    }

    @Override
    public void delete(ConversationId conversation, MessageId id) {
        journal.note("messages.delete", () -> messages.delete(conversation, id), conversation, id);
    }
}
