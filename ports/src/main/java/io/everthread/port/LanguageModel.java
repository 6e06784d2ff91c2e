package io.everthread.port;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A model that takes one turn: it is shown a conversation and answers with text or with tool calls. It keeps nothing between
 * turns.
 *
 * <ul>
 *   <li>LM-01: {@link #call} returns without waiting for the answer; whatever happens is told to the listener.
 *   <li>LM-02: The listener is called by one thread at a time, in the order things arrived, and last with exactly one of
 *       {@code onFinished} and {@code onFailed}.
 *   <li>LM-03: Text arrives in the pieces in which the model sent them, none held back for later ones; joined they are the reply.
 *   <li>LM-04: Parallel tool calls arrive with indexes from 0, each begun once with its name before its arguments.
 *   <li>LM-05: After {@link ModelCall#cancel()} at most the chunks already under way are told; the upstream request is closed, and
 *       no end is told. Cancelling twice, or after the end, does nothing.
 *   <li>LM-06: The finish reason says why the model stopped; a reply cut at the token limit is {@code LENGTH}.
 *   <li>LM-07: Usage is told if the model reported it and absent otherwise, never guessed.
 *   <li>LM-08: A refused request fails with what {@link AssistantException#refused()} calls refused; a lost or broken answer with
 *       {@link AssistantException.OutcomeUnknown} or {@link AssistantException.BackendFailed}.
 *   <li>LM-09: A call is repeated by the implementation only while it was refused, never once an answer had begun.
 *   <li>LM-10: Instructions, history, tool calls and tool outputs are shown to the model in the order given.
 *   <li>LM-11: Several calls may be under way at once.
 * </ul>
 */
public interface LanguageModel extends AutoCloseable {

    /** Asks for one turn. */
    ModelCall call(ModelRequest request, ModelListener listener);

    /**
     * The names of the models this backend offers; empty if it does not tell. Blocks.
     *
     * @throws AssistantException if the backend cannot be asked
     */
    List<String> models();

    /** How many tokens a model can be shown and write together; empty if not known. Does not block. */
    default OptionalInt contextWindow(String model) {
        return OptionalInt.empty();
    }

    /** What this backend cannot do. */
    Set<Limitation> limitations();

    /** Cancels what is under way and lets go of connections. */
    @Override
    void close();
}
