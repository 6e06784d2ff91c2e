package io.everthread.domain.run;

import io.everthread.domain.InvalidValue;
import io.everthread.domain.assistant.Assistant;
import io.everthread.domain.assistant.AssistantSpec;
import io.everthread.domain.assistant.Sampling;
import io.everthread.domain.tool.ToolChoice;
import io.everthread.domain.tool.ToolDefinition;
import io.everthread.domain.tool.ToolResources;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run runs with: the assistant's choices and the request's overrides, settled when the run was created.
 *
 * @param instructions never null; empty if there are none. Additional instructions are already appended.
 * @param maxPromptTokens over all turns of the run; at least {@value #MIN_TOKEN_LIMIT}; null for no limit
 * @param maxCompletionTokens over all turns of the run; at least {@value #MIN_TOKEN_LIMIT}; null for no limit
 */
public record RunSettings(
        String model,
        String instructions,
        List<ToolDefinition> tools,
        ToolResources toolResources,
        Sampling sampling,
        @Nullable Integer maxPromptTokens,
        @Nullable Integer maxCompletionTokens,
        Truncation truncation,
        ToolChoice toolChoice,
        boolean parallelToolCalls) {

    public static final int MIN_TOKEN_LIMIT = 256;

    public RunSettings {
        tools = List.copyOf(tools);
    }

    /**
     * Settles a request against the assistant it names.
     *
     * @throws InvalidValue if instructions and additional instructions together are too long
     */
    public static RunSettings of(Assistant assistant, RunRequest request) {
        AssistantSpec spec = assistant.spec();
        return new RunSettings(
                request.model() != null ? request.model() : spec.model(),
                instructions(spec, request),
                request.tools() != null ? request.tools() : spec.tools(),
                request.toolResources() != null ? request.toolResources() : spec.toolResources(),
                request.sampling().orElse(spec.sampling()),
                request.maxPromptTokens(),
                request.maxCompletionTokens(),
                request.truncation(),
                request.toolChoice(),
                request.parallelToolCalls());
    }

    private static String instructions(AssistantSpec spec, RunRequest request) {
        String base = request.instructions() != null ? request.instructions() : spec.instructions();
        String more = request.additionalInstructions();
        String all = base == null || base.isEmpty()
                ? (more == null ? "" : more)
                : more == null || more.isEmpty() ? base : base + "\n\n" + more;
        InvalidValue.ifLonger("instructions", all, AssistantSpec.MAX_INSTRUCTIONS);
        return all;
    }
}
