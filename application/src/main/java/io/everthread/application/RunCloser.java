package io.everthread.application;

import io.everthread.domain.MessageId;
import io.everthread.domain.conversation.Content;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.conversation.MessageState;
import io.everthread.domain.run.NumberedEvent;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunEvent;
import io.everthread.domain.run.RunStatus;
import io.everthread.domain.run.RunStep;
import io.everthread.domain.run.StepDetails;
import io.everthread.domain.run.Usage;
import io.everthread.port.Change;
import io.everthread.port.CommitResult;
import io.everthread.port.Lease;
import io.everthread.port.RunRef;
import io.everthread.port.StateStore;
import io.everthread.port.Versioned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends a run whose reply is not whole. Works from the store alone, so that it does the same for a run in this process, for one
 * whose process died, and for one that nobody works on; the text so far is what the event log holds.
 */
final class RunCloser {

    private static final int LOG_BATCH = 1_000;

    private final EngineParts parts;

    RunCloser(EngineParts parts) {
        this.parts = parts;
    }

    /**
     * Ends the run, unless it has ended already, is gone, or the lease is no longer good.
     *
     * @param lease the ender's; null takes the run away from whoever holds it
     */
    void close(RunRef ref, @Nullable Lease lease, RunEnding ending, @Nullable Usage usage) {
        CommitResult result;
        do {
            Optional<Versioned<Run>> stored = parts.store().run(ref.project(), ref.conversation(), ref.run());
            if (stored.isEmpty() || stored.get().value().status().ended()) {
                return;
            }
            List<Change> changes = changes(ref, stored.get(), ending, usage);
            result = parts.commit(ref.project(), lease, changes);
        } while (result instanceof CommitResult.Conflict);
    }

    private List<Change> changes(RunRef ref, Versioned<Run> stored, RunEnding wanted, @Nullable Usage usage) {
        Instant now = parts.now();
        Run run = usage == null ? stored.value() : stored.value().spent(usage);
        RunEnding ending = run.status() == RunStatus.CANCELLING ? RunEnding.CANCELLED : wanted;
        List<Change> changes = new ArrayList<>();
        List<RunEvent> events = new ArrayList<>();
        for (Versioned<RunStep> step : Steps.open(parts.store(), ref.project(), ref.run())) {
            if (step.value().details() instanceof StepDetails.MessageCreation creation) {
                closeMessage(ref, creation.message(), ending, now, changes, events);
            }
            RunStep closed = step.value().with(ending.step(now)).with(usage);
            changes.add(new Change.PutStep(closed, step.version()));
            events.add(new RunEvent.StepChanged(closed));
        }
        Run ended = ending.of(run, now);
        changes.add(new Change.PutRun(ended, stored.version()));
        parts.store()
                .conversation(ref.project(), ref.conversation())
                .ifPresent(
                        in -> changes.add(new Change.PutConversation(in.value().runEnded(ref.run()), in.version())));
        events.add(new RunEvent.RunChanged(ended));
        changes.add(new Change.Append(ref.run(), events));
        changes.add(new Change.Release(ref.run()));
        return changes;
    }

    private void closeMessage(
            RunRef ref, MessageId id, RunEnding ending, Instant now, List<Change> changes, List<RunEvent> events) {
        Optional<Versioned<Message>> stored = parts.store().message(ref.project(), ref.conversation(), id);
        if (stored.isEmpty() || stored.get().value().state().status() != MessageState.Status.IN_PROGRESS) {
            return;
        }
        Message closed = stored.get().value().incomplete(now, written(ref, id), ending.message());
        changes.add(new Change.PutMessage(closed, stored.get().version()));
        events.add(new RunEvent.MessageChanged(closed));
    }

    private List<Content> written(RunRef ref, MessageId message) {
        ContentBuilder content = new ContentBuilder();
        StateStore store = parts.store();
        List<NumberedEvent> events = store.events(ref.project(), ref.run(), 0, LOG_BATCH);
        while (!events.isEmpty()) {
            for (NumberedEvent numbered : events) {
                if (numbered.event() instanceof RunEvent.TextDelta text
                        && text.message().equals(message)) {
                    content.text(text.text());
                } else if (numbered.event() instanceof RunEvent.RefusalDelta refusal
                        && refusal.message().equals(message)) {
                    content.refusal(refusal.text());
                }
            }
            long last = events.get(events.size() - 1).number();
            events = store.events(ref.project(), ref.run(), last, LOG_BATCH);
        }
        return content.build();
    }
}
