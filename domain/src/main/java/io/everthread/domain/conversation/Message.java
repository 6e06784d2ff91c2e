package io.everthread.domain.conversation;

import io.everthread.domain.AssistantId;
import io.everthread.domain.ConversationId;
import io.everthread.domain.MessageId;
import io.everthread.domain.Metadata;
import io.everthread.domain.RunId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation.
 *
 * @param assistant who wrote it, if a run did
 * @param run which run wrote it; null if it was added by hand
 */
public record Message(
        MessageId id,
        ConversationId conversation,
        Instant createdAt,
        Role role,
        List<Content> content,
        MessageState state,
        @Nullable AssistantId assistant,
        @Nullable RunId run,
        List<Attachment> attachments,
        Metadata metadata) {

    public Message {
        content = List.copyOf(content);
        attachments = List.copyOf(attachments);
    }

    /** A message added by hand: complete from the start. */
    public static Message added(MessageId id, ConversationId conversation, Instant now, NewMessage draft) {
        return new Message(
                id,
                conversation,
                now,
                draft.role(),
                draft.content(),
                new MessageState.Completed(now),
                null,
                null,
                draft.attachments(),
                draft.metadata());
    }

    /** A message a run begins to write: the assistant's, and still empty. */
    public static Message begun(
            MessageId id, ConversationId conversation, Instant now, AssistantId assistant, RunId run) {
        return new Message(
                id,
                conversation,
                now,
                Role.ASSISTANT,
                List.of(),
                new MessageState.InProgress(),
                assistant,
                run,
                List.of(),
                Metadata.EMPTY);
    }

    public Message completed(Instant now, List<Content> content) {
        return with(content, new MessageState.Completed(now));
    }

    public Message incomplete(Instant now, List<Content> content, MessageState.IncompleteReason reason) {
        return with(content, new MessageState.Incomplete(now, reason));
    }

    public Message withMetadata(Metadata metadata) {
        return new Message(id, conversation, createdAt, role, content, state, assistant, run, attachments, metadata);
    }

    /** The text parts and refusals joined, without images and annotations. */
    public String text() {
        return content.stream()
                .map(part -> part instanceof Content.Text text
                        ? text.value()
                        : part instanceof Content.Refusal refusal ? refusal.text() : "")
                .collect(Collectors.joining());
    }

    private Message with(List<Content> content, MessageState state) {
        return new Message(id, conversation, createdAt, role, content, state, assistant, run, attachments, metadata);
    }
}
