package io.everthread.domain;

/**
 * An opaque identifier: existence decides whether it is good, never its prefix. People bring ids along from other services, so
 * any text of 1 to {@value #MAX_LENGTH} characters without white space or control characters is accepted.
 */
public sealed interface Id permits AssistantId, ConversationId, MessageId, RunId, StepId, ToolCallId {

    /** Most characters an id may have. */
    int MAX_LENGTH = 256;

    /** The identifier as users and servers write it. */
    String value();

    /**
     * Returns {@code value} if it may be an id.
     *
     * @throws InvalidValue naming {@code field} otherwise
     */
    static String checked(String field, String value) {
        boolean sound = !value.isEmpty()
                && value.length() <= MAX_LENGTH
                && value.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
        if (!sound) {
            throw new InvalidValue(field, "must be 1 to " + MAX_LENGTH + " characters without white space");
        }
        return value;
    }
}
