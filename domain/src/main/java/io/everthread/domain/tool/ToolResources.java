package io.everthread.domain.tool;

import io.everthread.domain.InvalidValue;
import io.everthread.domain.JsonText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files and vector stores that hosted tools may use. Null and an empty list differ: null means that the tool has no entry at all.
 *
 * @param codeInterpreterFiles at most {@value #MAX_FILES} file ids
 * @param vectorStores at most {@value #MAX_VECTOR_STORES} vector store id
 * @param newVectorStores a vector store to be made of files first, kept as JSON array; null if none
 */
public record ToolResources(
        @Nullable List<String> codeInterpreterFiles,
        @Nullable List<String> vectorStores,
        @Nullable JsonText newVectorStores) {

    public static final int MAX_FILES = 20;
    public static final int MAX_VECTOR_STORES = 1;

    /** Nothing for any tool. */
    public static final ToolResources NONE = new ToolResources(null, null, null);

    /** @throws InvalidValue if a limit is exceeded */
    public ToolResources {
        if (codeInterpreterFiles != null) {
            InvalidValue.ifMore("tool_resources.code_interpreter.file_ids", codeInterpreterFiles, MAX_FILES);
            codeInterpreterFiles = List.copyOf(codeInterpreterFiles);
        }
        if (vectorStores != null) {
            InvalidValue.ifMore("tool_resources.file_search.vector_store_ids", vectorStores, MAX_VECTOR_STORES);
            vectorStores = List.copyOf(vectorStores);
        }
    }
}
