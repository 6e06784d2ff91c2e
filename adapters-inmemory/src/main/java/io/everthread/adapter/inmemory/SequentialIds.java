package io.everthread.adapter.inmemory;

import io.everthread.application.IdSource;
import java.util.EnumMap;
import java.util.Map;

/** Ids that count from 1 for each kind, such as {@code thread_000001}. Thread-safe. */
final class SequentialIds implements IdSource {

    private static final int DIGITS = 6;

    private final Map<Kind, Integer> last = new EnumMap<>(Kind.class);

    @Override
    public synchronized String next(Kind kind) {
        String number = String.valueOf(last.merge(kind, 1, Integer::sum));
        return kind.prefix() + "0".repeat(Math.max(0, DIGITS - number.length())) + number;
    }
}
