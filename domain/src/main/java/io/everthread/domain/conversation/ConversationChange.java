package io.everthread.domain.conversation;

import io.everthread.domain.Metadata;
import io.everthread.domain.Patch;
import io.everthread.domain.tool.ToolResources;

/** A modification of a conversation: each field is kept or set. */
public record ConversationChange(Patch<ToolResources> toolResources, Patch<Metadata> metadata) {

    /** Sets the metadata and keeps the rest. */
    public static ConversationChange metadata(Metadata metadata) {
        return new ConversationChange(Patch.keep(), Patch.set(metadata));
    }

    /** The conversation after the change; cleared fields are empty. */
    public Conversation applyTo(Conversation conversation) {
        return conversation.with(
                toolResources.or(conversation.toolResources(), ToolResources.NONE),
                metadata.or(conversation.metadata(), Metadata.EMPTY));
    }
}
