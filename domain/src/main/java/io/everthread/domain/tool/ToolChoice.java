package io.everthread.domain.tool;

/** Whether the model may, must or must not call tools. */
public sealed interface ToolChoice {

    /** The model decides. */
    ToolChoice AUTO = new Mode(Mode.Kind.AUTO);
    /** The model must not call a tool. */
    ToolChoice NONE = new Mode(Mode.Kind.NONE);
    /** The model must call at least one tool. */
    ToolChoice REQUIRED = new Mode(Mode.Kind.REQUIRED);

    /** One of the three modes; use the constants. */
    record Mode(Kind kind) implements ToolChoice {
        /** The mode's kind. */
        public enum Kind {
            AUTO,
            NONE,
            REQUIRED
        }
    }

    /** The model must call this function. */
    record Function(String name) implements ToolChoice {}

    /** The model must use this hosted tool. */
    record Hosted(ToolType type) implements ToolChoice {}
}
