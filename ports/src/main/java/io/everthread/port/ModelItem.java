package io.everthread.port;

import io.everthread.domain.conversation.Content;
import io.everthread.domain.conversation.Role;
import io.everthread.domain.tool.ToolCall;
import io.everthread.domain.tool.ToolOutput;
import java.util.List;

/** One entry of the history a model is shown. */
public sealed interface ModelItem {

    /** Somebody said something. */
    record Said(Role role, List<Content> content) implements ModelItem {
        public Said {
            content = List.copyOf(content);
        }
    }

    /** The model made these calls in one turn. */
    record Called(List<ToolCall> calls) implements ModelItem {
        public Called {
            calls = List.copyOf(calls);
        }
    }

    /** The application answered one of them. */
    record Answered(ToolOutput output) implements ModelItem {}
}
