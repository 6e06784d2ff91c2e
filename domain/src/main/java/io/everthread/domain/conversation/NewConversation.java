package io.everthread.domain.conversation;

import io.everthread.domain.Metadata;
import io.everthread.domain.tool.ToolResources;
import java.util.List;

/**
 * A conversation to be created.
 *
 * @param messages to begin with, oldest first
 */
public record NewConversation(List<NewMessage> messages, ToolResources toolResources, Metadata metadata) {

    /** Without messages or anything else. */
    public static final NewConversation EMPTY = new NewConversation(List.of(), ToolResources.NONE, Metadata.EMPTY);

    public NewConversation {
        messages = List.copyOf(messages);
    }

    /** Begins with these messages, oldest first. */
    public static NewConversation of(NewMessage... messages) {
        return new NewConversation(List.of(messages), ToolResources.NONE, Metadata.EMPTY);
    }

    public NewConversation withMetadata(Metadata metadata) {
        return new NewConversation(messages, toolResources, metadata);
    }
}
