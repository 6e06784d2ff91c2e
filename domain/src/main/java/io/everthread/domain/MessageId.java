package io.everthread.domain;

/**
 * Identifies a message.
 *
 * @param value see {@link Id}
 */
public record MessageId(String value) implements Id {

    /** @throws InvalidValue if {@code value} cannot be an id */
    public MessageId {
        Id.checked("message_id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
