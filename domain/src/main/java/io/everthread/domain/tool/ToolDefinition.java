package io.everthread.domain.tool;

import io.everthread.domain.InvalidValue;
import io.everthread.domain.JsonText;
import org.jspecify.annotations.Nullable;

/** A tool an assistant offers to the model. */
public sealed interface ToolDefinition {

    /** The kind, for switches that must not forget one. */
    ToolType type();

    /**
     * A function of the application: the model names it and its arguments, the application answers with an output.
     *
     * @param name 1 to 64 characters of {@code a-z A-Z 0-9 _ -}
     * @param description tells the model when and how to call it; null if none
     * @param parameters JSON Schema of the arguments object; null for none
     * @param strict whether the arguments must follow the schema exactly; null means the server's default, false
     */
    record Function(
            String name,
            @Nullable String description,
            @Nullable JsonText parameters,
            @Nullable Boolean strict) implements ToolDefinition {

        public static final int MAX_NAME = 64;

        /** @throws InvalidValue if the name breaks its rule */
        public Function {
            if (name.isEmpty() || name.length() > MAX_NAME || !name.chars().allMatch(Function::allowed)) {
                throw new InvalidValue(
                        "function.name",
                        "must be 1 to " + MAX_NAME + " of a-z, A-Z, 0-9, '_' and '-', not '" + name + "'");
            }
        }

        private static boolean allowed(int c) {
            return "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-".indexOf(c) >= 0;
        }

        @Override
        public ToolType type() {
            return ToolType.FUNCTION;
        }
    }

    /** The hosted sandbox that runs Python. */
    record CodeInterpreter() implements ToolDefinition {
        @Override
        public ToolType type() {
            return ToolType.CODE_INTERPRETER;
        }
    }

    /**
     * Search in vector stores.
     *
     * @param maxResults 1 to 50; null for the server's default
     * @param ranker null for the server's default
     * @param scoreThreshold 0 to 1; null when no ranking options were given
     */
    record FileSearch(
            @Nullable Integer maxResults,
            @Nullable String ranker,
            @Nullable Double scoreThreshold) implements ToolDefinition {

        /** Search with the server's defaults. */
        public static final FileSearch DEFAULT = new FileSearch(null, null, null);

        /** @throws InvalidValue if a number is out of range */
        public FileSearch {
            InvalidValue.ifOutside("file_search.max_num_results", maxResults, 1, 50);
            InvalidValue.ifOutside("file_search.ranking_options.score_threshold", scoreThreshold, 0, 1);
        }

        @Override
        public ToolType type() {
            return ToolType.FILE_SEARCH;
        }
    }
}
