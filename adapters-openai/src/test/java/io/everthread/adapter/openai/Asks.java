package io.everthread.adapter.openai;

import io.everthread.domain.assistant.Sampling;
import io.everthread.domain.conversation.Content;
import io.everthread.domain.conversation.Role;
import io.everthread.domain.tool.ToolChoice;
import io.everthread.domain.tool.ToolDefinition;
import io.everthread.domain.tool.ToolResources;
import io.everthread.port.ModelItem;
import io.everthread.port.ModelRequest;
import java.time.Duration;
import java.util.List;

/** Requests for tests. */
final class Asks {

    private Asks() {}

    /** "Where were you born?" to the model {@code m}, within ten seconds. */
    static ModelRequest simply() {
        return of("", List.of(said(Role.USER, "Where were you born?")), List.of());
    }

    static ModelRequest of(String instructions, List<ModelItem> history, List<ToolDefinition> tools) {
        return of(instructions, history, tools, ToolChoice.AUTO, true, Sampling.DEFAULT);
    }

    static ModelRequest of(
            String instructions,
            List<ModelItem> history,
            List<ToolDefinition> tools,
            ToolChoice choice,
            boolean parallel,
            Sampling sampling) {
        return new ModelRequest(
                "m",
                instructions,
                history,
                tools,
                ToolResources.NONE,
                choice,
                parallel,
                sampling,
                null,
                Duration.ofSeconds(10));
    }

    static ModelItem said(Role role, String text) {
        return new ModelItem.Said(role, List.of(Content.text(text)));
    }
}
