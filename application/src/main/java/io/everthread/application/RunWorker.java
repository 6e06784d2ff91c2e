package io.everthread.application;

import io.everthread.domain.conversation.Conversation;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunError;
import io.everthread.domain.run.RunEvent;
import io.everthread.domain.run.RunState;
import io.everthread.domain.run.RunStatus;
import io.everthread.domain.run.Usage;
import io.everthread.domain.tool.ToolCall;
import io.everthread.port.AssistantException;
import io.everthread.port.Change;
import io.everthread.port.CommitResult;
import io.everthread.port.Lease;
import io.everthread.port.ModelCall;
import io.everthread.port.ModelChunk;
import io.everthread.port.ModelFinish;
import io.everthread.port.ModelListener;
import io.everthread.port.ModelRequest;
import io.everthread.port.RunRef;
import io.everthread.port.Versioned;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one run through one turn. What happens, from whichever thread, is put into an inbox and worked off by one task at a time;
 * what has gathered there meanwhile is committed together.
 */
final class RunWorker implements ModelListener {

    private final EngineParts parts;
    private final RunCloser closer;
    private final Lease lease;
    private final RunRef ref;
    private final Consumer<RunWorker> whenDone;
    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean draining = new AtomicBoolean();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicBoolean done = new AtomicBoolean();
    private volatile @Nullable ModelCall call;
    private volatile Scheduler.@Nullable Cancellable renewal;
    private @Nullable TurnRecorder turn;

    /** @param whenDone is told once, when this worker has nothing more to do with the run */
    RunWorker(EngineParts parts, RunCloser closer, Lease lease, Consumer<RunWorker> whenDone) {
        this.parts = parts;
        this.closer = closer;
        this.lease = lease;
        this.ref = lease.run();
        this.whenDone = whenDone;
    }

    void start() {
        renewLater();
        post(this::begin);
    }

    /** Ends the run in this way, unless it ends in another way first. */
    void stop(RunEnding ending) {
        post(() -> end(ending, null));
    }

    /** Somebody has changed the run, perhaps an engine elsewhere: looks whether it is still to be worked on. */
    void look() {
        if (looking.compareAndSet(false, true)) {
            post(() -> {
                looking.set(false);
                Optional<Versioned<Run>> stored = stored();
                if (stored.isEmpty()) {
                    abandon();
                } else if (stored.get().value().status() == RunStatus.CANCELLING) {
                    end(RunEnding.CANCELLED, null);
                }
            });
        }
    }

    /** Lets go of the run without a word: it belongs to somebody else now, or to nobody. */
    void abandon() {
        if (done.compareAndSet(false, true)) {
            Scheduler.Cancellable timer = renewal;
            if (timer != null) {
                timer.cancel();
            }
            ModelCall under = call;
            if (under != null) {
                under.cancel();
            }
            whenDone.accept(this);
        }
    }

    @Override
    public void onChunk(ModelChunk chunk) {
        post(() -> recorder().add(chunk));
    }

    @Override
    public void onFinished(ModelFinish finish) {
        post(() -> finish(finish));
    }

    @Override
    public void onFailed(AssistantException failure) {
        post(() -> end(RunEnding.failed(failure), null));
    }

    private void post(Runnable item) {
        inbox.add(item);
        if (draining.compareAndSet(false, true)) {
            parts.scheduler().execute(this::drain);
        }
    }

    private void drain() {
        try {
            for (Runnable item = inbox.poll(); item != null && !done.get(); item = inbox.poll()) {
                item.run();
            }
            flush(List.of());
        } catch (AssistantException.StoreFailed failure) {
            log().error("Run {} is left to be recovered: {}", ref.run(), failure.getMessage());
            abandon();
        } catch (RuntimeException | Error fault) {
            // A fault of ours, or of a model adapter, down to a class that cannot be loaded, must end this run and no
            // other.
            log().error("Run {} failed by a fault of ours", ref.run(), fault);
            try {
                closer.close(ref, lease, faulty(fault), null);
            } finally {
                abandon();
            }
        }
        draining.set(false);
        if (!inbox.isEmpty() && !done.get() && draining.compareAndSet(false, true)) {
            parts.scheduler().execute(this::drain);
        }
    }

    private void begin() {
        Optional<Versioned<Run>> stored = stored();
        while (stored.isPresent()) {
            Run run = stored.get().value();
            switch (run.status()) {
                case QUEUED -> {
                    if (commitStart(stored.get())) {
                        return;
                    }
                    stored = stored();
                }
                case IN_PROGRESS -> {
                    end(RunEnding.LOST, null);
                    return;
                }
                case CANCELLING -> {
                    end(RunEnding.CANCELLED, null);
                    return;
                }
                case REQUIRES_ACTION, CANCELLED, FAILED, COMPLETED, INCOMPLETE, EXPIRED -> {
                    abandon();
                    return;
                }
            }
        }
        abandon();
    }

    /**
     * Records that the model is about to be asked, and asks it.
     *
     * @return false if the run was changed meanwhile
     */
    private boolean commitStart(Versioned<Run> queued) {
        Run started = queued.value().started(parts.now());
        Optional<ModelRequest> request = new Prompt(parts, ref.project(), started).request();
        CommitResult result = commit(List.of(
                new Change.PutRun(started, queued.version()),
                new Change.Append(ref.run(), List.of(new RunEvent.RunChanged(started)))));
        if (result instanceof CommitResult.Committed) {
            turn = new TurnRecorder(parts, ref.project(), started);
            if (request.isPresent()) {
                ModelCall asked = parts.model().call(request.get(), this);
                call = asked;
                if (done.get()) {
                    asked.cancel();
                }
            } else {
                end(Prompt.limitReached(started), null);
            }
            return true;
        }
        return !(result instanceof CommitResult.Conflict);
    }

    private void finish(ModelFinish finish) {
        Usage usage = finish.usage();
        switch (finish.reason()) {
            case LENGTH -> end(new RunEnding.CutOff(RunState.IncompleteReason.MAX_COMPLETION_TOKENS), usage);
            case CONTENT_FILTER -> end(new RunEnding.CutOff(RunState.IncompleteReason.CONTENT_FILTER), usage);
            case STOP, TOOL_CALLS -> {
                TurnRecorder recorder = recorder();
                recorder.endMessage(usage);
                recorder.endCalls(usage);
                List<ToolCall> calls = recorder.calls();
                flush(List.of(() -> calls.isEmpty() ? completion(usage) : requiringAction(calls, usage)));
                boolean cancelledMeanwhile =
                        stored().stream().anyMatch(run -> run.value().status() == RunStatus.CANCELLING);
                if (cancelledMeanwhile) {
                    end(RunEnding.CANCELLED, usage);
                } else {
                    abandon();
                }
            }
        }
    }

    private List<Change> completion(@Nullable Usage usage) {
        Optional<Versioned<Run>> unended = stored().filter(run -> run.value().status() == RunStatus.IN_PROGRESS);
        if (unended.isEmpty()) {
            return List.of();
        }
        Versioned<Run> stored = unended.get();
        Run run = spent(stored.value(), usage);
        Run completed = run.completed(parts.now());
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.PutRun(completed, stored.version()));
        Optional<Versioned<Conversation>> in = parts.store().conversation(ref.project(), ref.conversation());
        in.ifPresent(conversation -> changes.add(
                new Change.PutConversation(conversation.value().runEnded(ref.run()), conversation.version())));
        changes.add(new Change.Append(ref.run(), List.of(new RunEvent.RunChanged(completed))));
        changes.add(new Change.Release(ref.run()));
        return changes;
    }

    private List<Change> requiringAction(List<ToolCall> calls, @Nullable Usage usage) {
        Optional<Versioned<Run>> unended = stored().filter(run -> run.value().status() == RunStatus.IN_PROGRESS);
        if (unended.isEmpty()) {
            return List.of();
        }
        Versioned<Run> stored = unended.get();
        Run run = spent(stored.value(), usage);
        Run waiting = run.requiresAction(calls);
        return List.of(
                new Change.PutRun(waiting, stored.version()),
                new Change.Append(ref.run(), List.of(new RunEvent.RunChanged(waiting))),
                new Change.Release(ref.run()));
    }

    private void end(RunEnding ending, @Nullable Usage usage) {
        flush(List.of());
        if (!done.get()) {
            closer.close(ref, lease, ending, usage);
            abandon();
        }
    }

    /** Commits what was recorded, and {@code last} along with the last of it. */
    private void flush(List<Supplier<List<Change>>> last) {
        TurnRecorder recorder = turn;
        List<List<Supplier<List<Change>>>> batches =
                new ArrayList<>(recorder == null ? List.of() : recorder.takePending());
        if (!last.isEmpty()) {
            List<Supplier<List<Change>>> together =
                    new ArrayList<>(batches.isEmpty() ? List.of() : batches.remove(batches.size() - 1));
            together.addAll(last);
            batches.add(together);
        }
        for (List<Supplier<List<Change>>> batch : batches) {
            CommitResult result;
            do {
                if (done.get()) {
                    return;
                }
                result = commit(batch.stream()
                        .flatMap(changes -> changes.get().stream())
                        .toList());
            } while (result instanceof CommitResult.Conflict);
        }
    }

    private CommitResult commit(List<Change> changes) {
        CommitResult result = parts.commit(ref.project(), lease, changes);
        if (result instanceof CommitResult.StaleLease) {
            log().info("Run {} was taken over", ref.run());
            abandon();
        }
        return result;
    }

    private void renewLater() {
        Duration third = parts.settings().leaseLife().dividedBy(3);
        if (third.compareTo(Run.LIFETIME) < 0) {
            renewal = parts.scheduler().schedule(third, this::renew);
        }
    }

    private void renew() {
        if (done.get()) {
            return;
        }
        if (parts.store().renew(lease, parts.settings().leaseLife())) {
            renewLater();
        } else {
            log().info("Run {} was taken over", ref.run());
            abandon();
        }
    }

    /** Looked up when there is something to say: finding the logging takes longer than a short run. */
    private static Logger log() {
        return LoggerFactory.getLogger(RunWorker.class);
    }

    private static RunEnding faulty(Throwable fault) {
        return new RunEnding.Failed(
                new RunError(RunError.Code.SERVER_ERROR, "A fault inside Everthread ended this run: " + fault, null));
    }

    private TurnRecorder recorder() {
        TurnRecorder recorder = turn;
        if (recorder == null) {
            throw new IllegalStateException("the model answered before it was asked");
        }
        return recorder;
    }

    private Optional<Versioned<Run>> stored() {
        return parts.store().run(ref.project(), ref.conversation(), ref.run());
    }

    private static Run spent(Run run, @Nullable Usage usage) {
        return usage == null ? run : run.spent(usage);
    }
}
