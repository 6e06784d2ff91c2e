package io.everthread.domain.assistant;

import io.everthread.domain.InvalidValue;
import io.everthread.domain.Metadata;
import io.everthread.domain.tool.ToolDefinition;
import io.everthread.domain.tool.ToolResources;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about an assistant that its owner chooses.
 *
 * @param model the model's name, as the backend knows it; not blank
 * @param name at most {@value #MAX_NAME} characters
 * @param description at most {@value #MAX_DESCRIPTION} characters
 * @param instructions at most {@value #MAX_INSTRUCTIONS} characters
 * @param tools at most {@value #MAX_TOOLS}
 */
public record AssistantSpec(
        String model,
        @Nullable String name,
        @Nullable String description,
        @Nullable String instructions,
        List<ToolDefinition> tools,
        ToolResources toolResources,
        Sampling sampling,
        Metadata metadata) {

    public static final int MAX_NAME = 256;
    public static final int MAX_DESCRIPTION = 512;
    public static final int MAX_INSTRUCTIONS = 256_000;
    public static final int MAX_TOOLS = 128;

    /** @throws InvalidValue if a limit is exceeded */
    public AssistantSpec {
        InvalidValue.ifBlank("model", model);
        InvalidValue.ifLonger("name", name, MAX_NAME);
        InvalidValue.ifLonger("description", description, MAX_DESCRIPTION);
        InvalidValue.ifLonger("instructions", instructions, MAX_INSTRUCTIONS);
        InvalidValue.ifMore("tools", tools, MAX_TOOLS);
        tools = List.copyOf(tools);
    }

    /** An assistant that only has a model. */
    public static AssistantSpec of(String model) {
        return new AssistantSpec(
                model, null, null, null, List.of(), ToolResources.NONE, Sampling.DEFAULT, Metadata.EMPTY);
    }

    public AssistantSpec withName(String name) {
        return new AssistantSpec(model, name, description, instructions, tools, toolResources, sampling, metadata);
    }

    public AssistantSpec withInstructions(String instructions) {
        return new AssistantSpec(model, name, description, instructions, tools, toolResources, sampling, metadata);
    }

    public AssistantSpec withTools(List<? extends ToolDefinition> tools) {
        return new AssistantSpec(
                model, name, description, instructions, List.copyOf(tools), toolResources, sampling, metadata);
    }

    public AssistantSpec withSampling(Sampling sampling) {
        return new AssistantSpec(model, name, description, instructions, tools, toolResources, sampling, metadata);
    }

    public AssistantSpec withMetadata(Metadata metadata) {
        return new AssistantSpec(model, name, description, instructions, tools, toolResources, sampling, metadata);
    }
}
