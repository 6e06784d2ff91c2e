package io.everthread.domain.run;

import io.everthread.domain.AssistantId;
import io.everthread.domain.InvalidValue;
import io.everthread.domain.Metadata;
import io.everthread.domain.assistant.AssistantSpec;
import io.everthread.domain.assistant.Sampling;
import io.everthread.domain.conversation.NewMessage;
import io.everthread.domain.tool.ToolChoice;
import io.everthread.domain.tool.ToolDefinition;
import io.everthread.domain.tool.ToolResources;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run to be started. Null leaves a choice to the assistant.
 *
 * @param instructions take the place of the assistant's; at most {@value AssistantSpec#MAX_INSTRUCTIONS} characters
 * @param additionalInstructions appended to the instructions
 * @param additionalMessages added to the conversation before the run, oldest first
 * @param tools take the place of the assistant's; at most {@value #MAX_TOOLS}
 * @param maxPromptTokens see {@link RunSettings#maxPromptTokens()}
 * @param maxCompletionTokens see {@link RunSettings#maxCompletionTokens()}
 */
public record RunRequest(
        AssistantId assistant,
        @Nullable String model,
        @Nullable String instructions,
        @Nullable String additionalInstructions,
        List<NewMessage> additionalMessages,
        @Nullable List<ToolDefinition> tools,
        @Nullable ToolResources toolResources,
        Sampling sampling,
        @Nullable Integer maxPromptTokens,
        @Nullable Integer maxCompletionTokens,
        Truncation truncation,
        ToolChoice toolChoice,
        boolean parallelToolCalls,
        Metadata metadata) {

    public static final int MAX_TOOLS = 20;

    /** @throws InvalidValue if a limit is exceeded */
    public RunRequest {
        if (model != null) {
            InvalidValue.ifBlank("model", model);
        }
        InvalidValue.ifLonger("instructions", instructions, AssistantSpec.MAX_INSTRUCTIONS);
        InvalidValue.ifLonger("additional_instructions", additionalInstructions, AssistantSpec.MAX_INSTRUCTIONS);
        if (tools != null) {
            InvalidValue.ifMore("tools", tools, MAX_TOOLS);
            tools = List.copyOf(tools);
        }
        InvalidValue.ifOutside("max_prompt_tokens", maxPromptTokens, RunSettings.MIN_TOKEN_LIMIT, Integer.MAX_VALUE);
        InvalidValue.ifOutside(
                "max_completion_tokens", maxCompletionTokens, RunSettings.MIN_TOKEN_LIMIT, Integer.MAX_VALUE);
        additionalMessages = List.copyOf(additionalMessages);
    }

    /** A run exactly as the assistant is set up. */
    public static RunRequest of(AssistantId assistant) {
        return new RunRequest(
                assistant,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                Sampling.DEFAULT,
                null,
                null,
                Truncation.AUTO,
                ToolChoice.AUTO,
                true,
                Metadata.EMPTY);
    }

    public RunRequest withModel(String model) {
        return new RunRequest(
                assistant,
                model,
                instructions,
                additionalInstructions,
                additionalMessages,
                tools,
                toolResources,
                sampling,
                maxPromptTokens,
                maxCompletionTokens,
                truncation,
                toolChoice,
                parallelToolCalls,
                metadata);
    }

    public RunRequest withInstructions(String instructions) {
        return new RunRequest(
                assistant,
                model,
                instructions,
                additionalInstructions,
                additionalMessages,
                tools,
                toolResources,
                sampling,
                maxPromptTokens,
                maxCompletionTokens,
                truncation,
                toolChoice,
                parallelToolCalls,
                metadata);
    }

    public RunRequest withAdditionalInstructions(String additionalInstructions) {
        return new RunRequest(
                assistant,
                model,
                instructions,
                additionalInstructions,
                additionalMessages,
                tools,
                toolResources,
                sampling,
                maxPromptTokens,
                maxCompletionTokens,
                truncation,
                toolChoice,
                parallelToolCalls,
                metadata);
    }

    public RunRequest withAdditionalMessages(List<NewMessage> additionalMessages) {
        return new RunRequest(
                assistant,
                model,
                instructions,
                additionalInstructions,
                additionalMessages,
                tools,
                toolResources,
                sampling,
                maxPromptTokens,
                maxCompletionTokens,
                truncation,
                toolChoice,
                parallelToolCalls,
                metadata);
    }

    public RunRequest withTools(List<? extends ToolDefinition> tools) {
        return new RunRequest(
                assistant,
                model,
                instructions,
                additionalInstructions,
                additionalMessages,
                List.copyOf(tools),
                toolResources,
                sampling,
                maxPromptTokens,
                maxCompletionTokens,
                truncation,
                toolChoice,
                parallelToolCalls,
                metadata);
    }

    public RunRequest withSampling(Sampling sampling) {
        return new RunRequest(
                assistant,
                model,
                instructions,
                additionalInstructions,
                additionalMessages,
                tools,
                toolResources,
                sampling,
                maxPromptTokens,
                maxCompletionTokens,
                truncation,
                toolChoice,
                parallelToolCalls,
                metadata);
    }

    public RunRequest withTruncation(Truncation truncation) {
        return new RunRequest(
                assistant,
                model,
                instructions,
                additionalInstructions,
                additionalMessages,
                tools,
                toolResources,
                sampling,
                maxPromptTokens,
                maxCompletionTokens,
                truncation,
                toolChoice,
                parallelToolCalls,
                metadata);
    }

    public RunRequest withToolChoice(ToolChoice toolChoice) {
        return new RunRequest(
                assistant,
                model,
                instructions,
                additionalInstructions,
                additionalMessages,
                tools,
                toolResources,
                sampling,
                maxPromptTokens,
                maxCompletionTokens,
                truncation,
                toolChoice,
                parallelToolCalls,
                metadata);
    }

    public RunRequest withMetadata(Metadata metadata) {
        return new RunRequest(
                assistant,
                model,
                instructions,
                additionalInstructions,
                additionalMessages,
                tools,
                toolResources,
                sampling,
                maxPromptTokens,
                maxCompletionTokens,
                truncation,
                toolChoice,
                parallelToolCalls,
                metadata);
    }

    /** Limits over all turns of the run; null for none. */
    public RunRequest withTokenLimits(@Nullable Integer maxPromptTokens, @Nullable Integer maxCompletionTokens) {
        return new RunRequest(
                assistant,
                model,
                instructions,
                additionalInstructions,
                additionalMessages,
                tools,
                toolResources,
                sampling,
                maxPromptTokens,
                maxCompletionTokens,
                truncation,
                toolChoice,
                parallelToolCalls,
                metadata);
    }
}
