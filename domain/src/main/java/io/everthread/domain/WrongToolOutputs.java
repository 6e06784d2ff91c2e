package io.everthread.domain;

import java.util.List;

/** The outputs handed in do not answer exactly the calls a run waits for, each once, in one go. */
public final class WrongToolOutputs extends RuleViolation {

    private static final long serialVersionUID = 1L;

    private final transient List<ToolCallId> expected;
    private final transient List<ToolCallId> got;

    public WrongToolOutputs(List<ToolCallId> expected, List<ToolCallId> got) {
        super("Expected tool outputs for call_ids " + quoted(expected) + ", got " + quoted(got));
        this.expected = List.copyOf(expected);
        this.got = List.copyOf(got);
    }

    /** The calls that wait, in the order the model made them. */
    public List<ToolCallId> expected() {
        return expected;
    }

    /** The calls that were answered, as given. */
    public List<ToolCallId> got() {
        return got;
    }

    private static String quoted(List<ToolCallId> ids) {
        return ids.stream().map(id -> "'" + id + "'").toList().toString();
    }
}
