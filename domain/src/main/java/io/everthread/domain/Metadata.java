package io.everthread.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The user's own key-value pairs, kept exactly and in their order; Everthread never adds to them. Limits as in the Assistants
 * API.
 *
 * @param pairs at most {@value #MAX_PAIRS}; keys up to {@value #MAX_KEY} and values up to {@value #MAX_VALUE} characters
 */
public record Metadata(Map<String, String> pairs) {

    public static final int MAX_PAIRS = 16;
    public static final int MAX_KEY = 64;
    public static final int MAX_VALUE = 512;

    /** No pairs. */
    public static final Metadata EMPTY = new Metadata(Map.of());

    /** @throws InvalidValue if a limit is exceeded */
    public Metadata {
        InvalidValue.ifMore("metadata", pairs.keySet(), MAX_PAIRS);
        pairs.forEach((key, value) -> {
            InvalidValue.ifLonger("metadata", key, MAX_KEY);
            InvalidValue.ifLonger("metadata." + key, value, MAX_VALUE);
        });
        pairs = Collections.unmodifiableMap(new LinkedHashMap<>(pairs));
    }

    /** A single pair. */
    public static Metadata of(String key, String value) {
        return new Metadata(Map.of(key, value));
    }
}
