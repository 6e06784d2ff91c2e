package io.everthread.domain.assistant;

import io.everthread.domain.AssistantId;
import java.time.Instant;

/** A named way of answering: a model with instructions and tools. Runs copy what they need, so later changes do not reach them. */
public record Assistant(AssistantId id, Instant createdAt, AssistantSpec spec) {

    public Assistant with(AssistantSpec changed) {
        return new Assistant(id, createdAt, changed);
    }
}
