package io.everthread.domain.run;

import io.everthread.domain.MessageId;
import java.util.List;

/** What a step did. */
public sealed interface StepDetails {

    /** The model wrote a message. */
    record MessageCreation(MessageId message) implements StepDetails {}

    /** The model called tools; several at once are one step. */
    record ToolCalls(List<StepToolCall> calls) implements StepDetails {
        public ToolCalls {
            calls = List.copyOf(calls);
        }
    }
}
