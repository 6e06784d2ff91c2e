package io.everthread.adapter.inmemory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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
    private final List<Note> notes = new ArrayList<>();

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

    /** What is kept of a call until somebody reads the journal, which most runs of the program never do. */
    private record Note(Instant at, String operation, List<Object> arguments, Supplier<String> outcome) {

        Entry entry(long number) {
            List<String> shown = arguments.stream().map(Shorthand::of).toList();
            return new Entry(number, at, operation, shown, outcome.get());
        }
    }

    /** The entries so far. */
    public List<Entry> entries() {
        List<Note> noted;
        synchronized (this) {
            noted = List.copyOf(notes);
        }
        List<Entry> entries = new ArrayList<>();
        noted.forEach(note -> entries.add(note.entry(entries.size() + 1L)));
        return entries;
    }

    /** The entries so far, a line each, every line ended by a line feed. */
    public String text() {
        return entries().stream().map(entry -> entry + "\n").collect(Collectors.joining());
    }

    /** Makes a call and notes it. */
    <T> T note(String operation, Supplier<T> call, Object... arguments) {
        try {
            T result = call.get();
            add(operation, () -> Shorthand.of(result), arguments);
            return result;
        } catch (RuntimeException e) { // Whatever it is, it is the call's outcome, and is thrown on.
            add(operation, () -> failure(e), arguments);
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

    /** Notes a call that is over; all that is noted must be immutable. */
    synchronized void add(String operation, Supplier<String> outcome, Object... arguments) {
        notes.add(new Note(clock.instant(), operation, List.of(arguments), outcome));
    }

    static String failure(RuntimeException e) {
        return "! " + e.getClass().getSimpleName() + ": "
                + Redaction.of(String.valueOf(e.getMessage())).replace("\n", "\\n");
    }
}
