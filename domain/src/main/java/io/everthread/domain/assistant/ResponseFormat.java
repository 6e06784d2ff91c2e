package io.everthread.domain.assistant;

import io.everthread.domain.JsonText;
import org.jspecify.annotations.Nullable;

/** The form a reply must have. */
public sealed interface ResponseFormat {

    /** The server decides; in practice, text. */
    record Auto() implements ResponseFormat {}

    /** Plain text. */
    record Text() implements ResponseFormat {}

    /** Any JSON object; the instructions must ask for JSON too. */
    record JsonObject() implements ResponseFormat {}

    /**
     * JSON that follows a schema.
     *
     * @param name 1 to 64 characters of {@code a-z A-Z 0-9 _ -}
     * @param schema null when only the name is given
     */
    record JsonSchema(
            String name,
            @Nullable String description,
            @Nullable JsonText schema,
            @Nullable Boolean strict) implements ResponseFormat {}
}
