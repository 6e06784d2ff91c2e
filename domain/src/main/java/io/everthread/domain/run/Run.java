package io.everthread.domain.run;

import io.everthread.domain.AssistantId;
import io.everthread.domain.ConversationId;
import io.everthread.domain.IllegalTransition;
import io.everthread.domain.Metadata;
import io.everthread.domain.RunId;
import io.everthread.domain.ToolCallId;
import io.everthread.domain.WrongToolOutputs;
import io.everthread.domain.tool.ToolCall;
import io.everthread.domain.tool.ToolOutput;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution of an assistant over a conversation. Every transition returns a new run, or throws {@link IllegalTransition} and
 * changes nothing; {@link RunStatus#next()} is the table.
 *
 * @param expiresAt when an unfinished run counts as expired; see {@link #at(Instant)}
 * @param startedAt when the model was first asked; null before
 * @param usage summed over the turns so far; null as long as no turn has reported any
 */
public record Run(
        RunId id,
        ConversationId conversation,
        AssistantId assistant,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant startedAt,
        RunState state,
        RunSettings settings,
        @Nullable Usage usage,
        Metadata metadata) {

    /** How long a run may take from its creation, tool outputs included, as on the original service. */
    public static final Duration LIFETIME = Duration.ofMinutes(10);

    /** A run that waits for its first turn. */
    public static Run queued(
            RunId id, ConversationId conversation, Instant now, RunRequest request, RunSettings settings) {
        return new Run(
                id,
                conversation,
                request.assistant(),
                now,
                now.plus(LIFETIME),
                null,
                new RunState.Queued(),
                settings,
                null,
                request.metadata());
    }

    public RunStatus status() {
        return state.status();
    }

    /**
     * The run as it is at {@code now}: an unfinished run whose time is over has expired, or is cancelled if it was being
     * cancelled, whether or not anybody has written that down yet.
     */
    public Run at(Instant now) {
        if (status().ended() || now.isBefore(expiresAt)) {
            return this;
        }
        return become(
                status() == RunStatus.CANCELLING ? new RunState.Cancelled(expiresAt) : new RunState.Expired(expiresAt));
    }

    /** The model is asked. */
    public Run started(Instant now) {
        Run next = become(new RunState.InProgress());
        return startedAt != null ? next : next.withStartedAt(now);
    }

    /** The model made calls that the application must answer. */
    public Run requiresAction(List<ToolCall> calls) {
        return become(new RunState.RequiresAction(calls));
    }

    /**
     * The application answered; the run waits for its next turn.
     *
     * @throws IllegalTransition if the run does not wait for outputs
     * @throws WrongToolOutputs unless each call is answered exactly once
     */
    public Run answered(List<ToolOutput> outputs) {
        if (!(state instanceof RunState.RequiresAction waiting)) {
            throw new IllegalTransition(id, status(), RunStatus.QUEUED);
        }
        List<ToolCallId> expected = waiting.calls().stream().map(ToolCall::id).toList();
        List<ToolCallId> got = outputs.stream().map(ToolOutput::call).toList();
        if (got.size() != expected.size() || !new HashSet<>(got).equals(new HashSet<>(expected))) {
            throw new WrongToolOutputs(expected, got);
        }
        return become(new RunState.Queued());
    }

    /** Asked to stop. A run that is already stopping stays as it is. */
    public Run cancelling() {
        return status() == RunStatus.CANCELLING ? this : become(new RunState.Cancelling());
    }

    public Run cancelled(Instant now) {
        return become(new RunState.Cancelled(now));
    }

    public Run completed(Instant now) {
        return become(new RunState.Completed(now));
    }

    public Run incomplete(Instant now, RunState.IncompleteReason reason) {
        return become(new RunState.Incomplete(now, reason));
    }

    public Run failed(Instant now, RunError error) {
        return become(new RunState.Failed(now, error));
    }

    /** Adds what one turn reported. */
    public Run spent(Usage turn) {
        return new Run(
                id,
                conversation,
                assistant,
                createdAt,
                expiresAt,
                startedAt,
                state,
                settings,
                usage == null ? turn : usage.plus(turn),
                metadata);
    }

    public Run withMetadata(Metadata metadata) {
        return new Run(id, conversation, assistant, createdAt, expiresAt, startedAt, state, settings, usage, metadata);
    }

    private Run withStartedAt(Instant now) {
        return new Run(id, conversation, assistant, createdAt, expiresAt, now, state, settings, usage, metadata);
    }

    private Run become(RunState next) {
        if (!status().mayBecome(next.status())) {
            throw new IllegalTransition(id, status(), next.status());
        }
        return new Run(id, conversation, assistant, createdAt, expiresAt, startedAt, next, settings, usage, metadata);
    }
}
