package io.everthread.port;

import io.everthread.domain.run.Usage;
import org.jspecify.annotations.Nullable;

/**
 * How a turn ended.
 *
 * @param usage null if the model reported none
 */
public record ModelFinish(Reason reason, @Nullable Usage usage) {

    /** Why the model stopped. */
    public enum Reason {
        /** It had said everything. */
        STOP,
        /** It waits for the outputs of its tool calls. */
        TOOL_CALLS,
        /** It reached the token limit. */
        LENGTH,
        /** A filter cut it off. */
        CONTENT_FILTER
    }
}
