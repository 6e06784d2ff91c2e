package io.everthread.port;

import io.everthread.domain.assistant.Sampling;
import io.everthread.domain.tool.ToolChoice;
import io.everthread.domain.tool.ToolDefinition;
import io.everthread.domain.tool.ToolResources;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked.
 *
 * @param instructions empty if there are none
 * @param history oldest first; ends with what is to be answered
 * @param maxCompletionTokens null for no limit
 * @param timeout how long the whole turn may take
 */
public record ModelRequest(
        String model,
        String instructions,
        List<ModelItem> history,
        List<ToolDefinition> tools,
        ToolResources toolResources,
        ToolChoice toolChoice,
        boolean parallelToolCalls,
        Sampling sampling,
        @Nullable Integer maxCompletionTokens,
        Duration timeout) {

    public ModelRequest {
        history = List.copyOf(history);
        tools = List.copyOf(tools);
    }

    /** The same request, with another time limit. */
    public ModelRequest within(Duration timeout) {
        return new ModelRequest(
                model,
                instructions,
                history,
                tools,
                toolResources,
                toolChoice,
                parallelToolCalls,
                sampling,
                maxCompletionTokens,
                timeout);
    }
}
