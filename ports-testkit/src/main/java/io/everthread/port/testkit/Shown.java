package io.everthread.port.testkit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model was shown for one turn.
 *
 * @param instructions empty if there were none
 * @param history oldest first, a line each: {@code user: TEXT}, {@code assistant: TEXT}, {@code call: NAME ARGUMENTS},
 *     {@code output: TEXT}; the texts as they are, line ends included
 * @param tools the names of the functions offered, in order; hosted tools as {@code code_interpreter} and {@code file_search}
 * @param temperature null if left to the model
 */
public record Shown(
        String model,
        String instructions,
        List<String> history,
        List<String> tools,
        @Nullable Double temperature) {

    public Shown {
        history = List.copyOf(history);
        tools = List.copyOf(tools);
    }
}
