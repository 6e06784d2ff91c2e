package io.everthread.domain.conversation;

/** Who speaks in a message. */
public enum Role {
    USER,
    ASSISTANT
}
