package io.everthread.domain.conversation;

import io.everthread.domain.tool.ToolType;
import java.util.List;

/**
 * A file given along with a message.
 *
 * @param tools the hosted tools that may use it
 */
public record Attachment(String fileId, List<ToolType> tools) {
    public Attachment {
        tools = List.copyOf(tools);
    }
}
