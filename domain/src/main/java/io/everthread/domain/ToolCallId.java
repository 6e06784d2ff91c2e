package io.everthread.domain;

/**
 * Identifies one tool call, unique within its run.
 *
 * @param value see {@link Id}
 */
public record ToolCallId(String value) implements Id {

    /** @throws InvalidValue if {@code value} cannot be an id */
    public ToolCallId {
        Id.checked("tool_call_id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
