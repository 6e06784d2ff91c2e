package io.everthread.domain.run;

import io.everthread.domain.AssistantId;
import io.everthread.domain.ConversationId;
import io.everthread.domain.Metadata;
import io.everthread.domain.RunId;
import io.everthread.domain.StepId;
import io.everthread.domain.tool.ToolOutput;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing a run did: write a message or call tools.
 *
 * @param usage tokens of the turn this step was part of; null until reported
 */
public record RunStep(
        StepId id,
        RunId run,
        ConversationId conversation,
        AssistantId assistant,
        Instant createdAt,
        StepDetails details,
        StepState state,
        @Nullable Usage usage,
        Metadata metadata) {

    /** A step that has just begun. */
    public static RunStep begun(StepId id, Run run, Instant now, StepDetails details) {
        return new RunStep(
                id,
                run.id(),
                run.conversation(),
                run.assistant(),
                now,
                details,
                new StepState.InProgress(),
                null,
                Metadata.EMPTY);
    }

    public RunStep with(StepState state) {
        return new RunStep(id, run, conversation, assistant, createdAt, details, state, usage, metadata);
    }

    public RunStep with(StepDetails details) {
        return new RunStep(id, run, conversation, assistant, createdAt, details, state, usage, metadata);
    }

    public RunStep with(@Nullable Usage usage) {
        return new RunStep(id, run, conversation, assistant, createdAt, details, state, usage, metadata);
    }

    /** The outputs entered beside their calls, and the step completed. */
    public RunStep answered(Instant now, List<ToolOutput> outputs) {
        if (!(details instanceof StepDetails.ToolCalls calls)) {
            throw new IllegalStateException("step " + id + " called no tools");
        }
        List<StepToolCall> answered =
                calls.calls().stream().map(call -> withOutput(call, outputs)).toList();
        return with(new StepDetails.ToolCalls(answered)).with(new StepState.Completed(now));
    }

    private static StepToolCall withOutput(StepToolCall call, List<ToolOutput> outputs) {
        if (!(call instanceof StepToolCall.Function function)) {
            return call;
        }
        return outputs.stream()
                .filter(output -> output.call().equals(call.id()))
                .<StepToolCall>map(output -> new StepToolCall.Function(function.call(), output.output()))
                .findFirst()
                .orElse(call);
    }
}
