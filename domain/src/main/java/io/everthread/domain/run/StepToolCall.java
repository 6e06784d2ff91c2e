package io.everthread.domain.run;

import io.everthread.domain.JsonText;
import io.everthread.domain.ToolCallId;
import io.everthread.domain.tool.ToolCall;
import org.jspecify.annotations.Nullable;

/** A tool call as a step records it. */
public sealed interface StepToolCall {

    ToolCallId id();

    /**
     * A call the application answers.
     *
     * @param output null until answered
     */
    record Function(ToolCall call, @Nullable String output) implements StepToolCall {
        @Override
        public ToolCallId id() {
            return call.id();
        }
    }

    /**
     * A run of the hosted sandbox.
     *
     * @param outputs a JSON array in the wire's shape: logs and images
     */
    record CodeInterpreter(ToolCallId id, String input, JsonText outputs) implements StepToolCall {}

    /**
     * A hosted search.
     *
     * @param details a JSON object in the wire's shape: ranking options and results
     */
    record FileSearch(ToolCallId id, JsonText details) implements StepToolCall {}
}
