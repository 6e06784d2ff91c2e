package io.everthread.port.testkit;

import io.everthread.domain.run.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One turn of the scripted model behind a harness: it sends the chunks, then makes the calls, then ends.
 *
 * @param chunks the pieces of text, each sent by itself
 * @param calls the calls made in parallel, in this order
 * @param usage what the model reports to have spent; null if it reports nothing, as it does when it fails or holds
 */
public record Turn(
        List<String> chunks,
        List<Call> calls,
        End end,
        @Nullable Usage usage) {

    /** How a turn ends. */
    public enum End {
        /** As it should: everything is said, or the calls are made. */
        DONE,
        /** Cut at the token limit. */
        LENGTH,
        /** Cut by a content filter. */
        CONTENT_FILTER,
        /** Not at all: after its chunks the model stays silent until it is cancelled or given up. */
        HOLDS,
        /** The connection breaks after the chunks, before any end. */
        CONNECTION_LOST,
        /** Refused: too many requests (429). */
        RATE_LIMITED,
        /** Refused: the account's budget is spent (429, {@code insufficient_quota}). */
        QUOTA,
        /** Refused: the request is not acceptable (400). */
        BAD_REQUEST,
        /** Taken, and failed (500). */
        SERVER_ERROR,
        /** Nobody listens: the connection is refused. */
        UNREACHABLE
    }

    /**
     * A function call the model makes; whoever implements the harness chooses its id, unlike any other.
     *
     * @param arguments sent exactly so, valid JSON or not
     */
    public record Call(String name, String arguments) {}

    public Turn {
        chunks = List.copyOf(chunks);
        calls = List.copyOf(calls);
    }

    /** Says the chunks, and that is all. */
    public static Turn says(String... chunks) {
        return new Turn(List.of(chunks), List.of(), End.DONE, null);
    }

    /** Makes these calls in parallel. */
    public static Turn calls(Call... calls) {
        return new Turn(List.of(), List.of(calls), End.DONE, null);
    }

    /** Makes one call. */
    public static Turn calls(String name, String arguments) {
        return calls(new Call(name, arguments));
    }

    /** Says the text and is cut at the token limit. */
    public static Turn cutAtLimit(String text) {
        return new Turn(List.of(text), List.of(), End.LENGTH, null);
    }

    /** Says the chunks and then stays silent. */
    public static Turn holds(String... chunks) {
        return new Turn(List.of(chunks), List.of(), End.HOLDS, null);
    }

    /** Says the chunks and loses the connection. */
    public static Turn breaksOff(String... chunks) {
        return new Turn(List.of(chunks), List.of(), End.CONNECTION_LOST, null);
    }

    /** Says nothing and ends like this. */
    public static Turn fails(End end) {
        return new Turn(List.of(), List.of(), end, null);
    }

    /** The same turn, after which the model reports what it spent. */
    public Turn spending(long promptTokens, long completionTokens) {
        return new Turn(chunks, calls, end, new Usage(promptTokens, completionTokens));
    }
}
