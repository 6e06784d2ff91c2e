package io.everthread.domain;

/**
 * Identifies an assistant.
 *
 * @param value see {@link Id}
 */
public record AssistantId(String value) implements Id {

    /** @throws InvalidValue if {@code value} cannot be an id */
    public AssistantId {
        Id.checked("assistant_id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
