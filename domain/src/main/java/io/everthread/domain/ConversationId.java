package io.everthread.domain;

/**
 * Identifies a conversation.
 *
 * @param value see {@link Id}
 */
public record ConversationId(String value) implements Id {

    /** @throws InvalidValue if {@code value} cannot be an id */
    public ConversationId {
        Id.checked("thread_id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
