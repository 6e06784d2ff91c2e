package io.everthread.adapter.inmemory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What was asked of the gateways and of the model, and what came of it, in the order in which the answers came. Texts
 * are shortened; what looks like a key is hidden. The same calls give the same journal, byte for byte. Thread-safe.
 */
public final class Journal {

    /** What a call returns that returns nothing. */
    private enum Nothing {
        DONE
    }

    private final InstantSource clock;
    private final List<Entry> entries = new ArrayList<>();

    Journal(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * One call.
     *
     * @param number counts from 1
     * @param at when the answer came, on the fake's clock
     * @param operation such as {@code messages.add} or {@code model.call}
     * @param outcome what was returned, or the failure after an exclamation mark
     */
    public record Entry(long number, Instant at, String operation, List<String> arguments, String outcome) {

        /** The entry on one line. */
        @Override
        public String toString() {
            return number + " " + at + " " + operation + "(" + String.join(", ", arguments) + ") -> " + outcome;
        }
    }

    /** The entries so far. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** The entries so far, a line each, every line ended by a line feed. */
    public String text() {
        return entries().stream().map(entry -> entry + "\n").collect(Collectors.joining());
    }

    /** Makes a call and notes it. */
    <T> T note(String operation, Supplier<T> call, Object... arguments) {
        try {
            T result = call.get();
            add(operation, Shorthand.of(result), arguments);
            return result;
        } catch (RuntimeException e) { // Whatever it is, it is the call's outcome, and is thrown on.
            add(operation, failure(e), arguments);
            throw e;
        }
    }

    /** Makes a call that returns nothing and notes it. */
    void note(String operation, Runnable call, Object... arguments) {
        note(
                operation,
                () -> {
                    call.run();
                    return Nothing.DONE;
                },
                arguments);
    }

    /** Notes a call that is over. */
    synchronized void add(String operation, String outcome, Object... arguments) {
        List<String> shown = Arrays.stream(arguments).map(Shorthand::of).toList();
        entries.add(new Entry(entries.size() + 1L, clock.instant(), operation, shown, outcome));
    }

    static String failure(RuntimeException e) {
        return "! " + e.getClass().getSimpleName() + ": "
                + Redaction.of(String.valueOf(e.getMessage())).replace("\n", "\\n");
    }
}
