package io.everthread.port;

import io.everthread.domain.ToolCallId;
import org.jspecify.annotations.Nullable;

/** A piece of a turn. */
public sealed interface ModelChunk {

    /** Some text; not empty. */
    record Text(String text) implements ModelChunk {}

    /** Some text of a refusal; not empty. */
    record Refusal(String text) implements ModelChunk {}

    /**
     * A function call begins.
     *
     * @param index the call's place in the turn, from 0
     * @param id null if the model gave none; the engine then makes one
     */
    record CallBegun(int index, @Nullable ToolCallId id, String name) implements ModelChunk {}

    /**
     * The next piece of a call's arguments; not empty.
     *
     * @param index of a call that has begun
     */
    record CallArguments(int index, String text) implements ModelChunk {}
}
