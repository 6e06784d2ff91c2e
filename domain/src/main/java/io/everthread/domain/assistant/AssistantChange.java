package io.everthread.domain.assistant;

import io.everthread.domain.InvalidValue;
import io.everthread.domain.Metadata;
import io.everthread.domain.Patch;
import io.everthread.domain.tool.ToolDefinition;
import io.everthread.domain.tool.ToolResources;
import java.util.List;

/** A modification of an assistant: each field is kept or set. */
public record AssistantChange(
        Patch<String> model,
        Patch<String> name,
        Patch<String> description,
        Patch<String> instructions,
        Patch<List<ToolDefinition>> tools,
        Patch<ToolResources> toolResources,
        Patch<Double> temperature,
        Patch<Double> topP,
        Patch<String> reasoningEffort,
        Patch<ResponseFormat> responseFormat,
        Patch<Metadata> metadata) {

    /** Keeps everything. */
    public static AssistantChange none() {
        return new AssistantChange(
                Patch.keep(),
                Patch.keep(),
                Patch.keep(),
                Patch.keep(),
                Patch.keep(),
                Patch.keep(),
                Patch.keep(),
                Patch.keep(),
                Patch.keep(),
                Patch.keep(),
                Patch.keep());
    }

    public AssistantChange withModel(String model) {
        return new AssistantChange(
                Patch.set(model),
                name,
                description,
                instructions,
                tools,
                toolResources,
                temperature,
                topP,
                reasoningEffort,
                responseFormat,
                metadata);
    }

    public AssistantChange withName(Patch<String> name) {
        return new AssistantChange(
                model,
                name,
                description,
                instructions,
                tools,
                toolResources,
                temperature,
                topP,
                reasoningEffort,
                responseFormat,
                metadata);
    }

    public AssistantChange withInstructions(Patch<String> instructions) {
        return new AssistantChange(
                model,
                name,
                description,
                instructions,
                tools,
                toolResources,
                temperature,
                topP,
                reasoningEffort,
                responseFormat,
                metadata);
    }

    public AssistantChange withMetadata(Patch<Metadata> metadata) {
        return new AssistantChange(
                model,
                name,
                description,
                instructions,
                tools,
                toolResources,
                temperature,
                topP,
                reasoningEffort,
                responseFormat,
                metadata);
    }

    /**
     * The specification after the change. A cleared list or map is empty; the model cannot be cleared.
     *
     * @throws InvalidValue if the result would exceed a limit
     */
    public AssistantSpec applyTo(AssistantSpec spec) {
        String newModel = model.or(spec.model());
        if (newModel == null) {
            throw new InvalidValue("model", "must not be null");
        }
        Sampling old = spec.sampling();
        return new AssistantSpec(
                newModel,
                name.or(spec.name()),
                description.or(spec.description()),
                instructions.or(spec.instructions()),
                tools.or(spec.tools(), List.of()),
                toolResources.or(spec.toolResources(), ToolResources.NONE),
                new Sampling(
                        temperature.or(old.temperature()),
                        topP.or(old.topP()),
                        reasoningEffort.or(old.reasoningEffort()),
                        responseFormat.or(old.responseFormat())),
                metadata.or(spec.metadata(), Metadata.EMPTY));
    }
}
