package io.everthread.application;

import io.everthread.domain.ConversationId;
import io.everthread.domain.RunId;
import io.everthread.domain.conversation.Conversation;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunStatus;
import io.everthread.port.Lease;
import io.everthread.port.Project;
import io.everthread.port.RunRef;
import io.everthread.port.StateStore;
import io.everthread.port.Versioned;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides which runs this engine works on and when: at most as many at once as it may; more wait as queued. Also sees to it that a
 * run's time ends.
 */
final class RunDispatcher implements AutoCloseable {

    private static final Duration MIN_DELAY = Duration.ofMillis(1);

    private final EngineParts parts;
    private final RunCloser closer;
    private final StateStore.Subscription changes;
    private final Deque<RunRef> waiting = new ArrayDeque<>();
    private final Map<RunId, RunWorker> workers = new HashMap<>();
    private final Map<RunId, Scheduler.Cancellable> expiries = new HashMap<>();
    private int starting;
    private boolean closed;

    RunDispatcher(EngineParts parts) {
        this.parts = parts;
        this.closer = new RunCloser(parts);
        this.changes = parts.store().onChange(this::changed);
    }

    /** Works on the run as soon as there is room. */
    void dispatch(RunRef ref, Run run) {
        synchronized (this) {
            if (closed) {
                return;
            }
            waiting.add(ref);
            if (!expiries.containsKey(ref.run())) {
                expireLater(ref, run);
            }
        }
        startWaiting();
    }

    /** Ends the run in this way, as soon as whoever works on it can. */
    void stop(RunRef ref, RunEnding ending) {
        RunWorker worker = worker(ref.run());
        if (worker != null) {
            worker.stop(ending);
        } else {
            parts.scheduler().execute(() -> closeUnowned(ref, ending));
        }
    }

    /** The run is gone, and so is the work on it. */
    void forget(RunRef ref) {
        RunWorker worker = worker(ref.run());
        if (worker != null) {
            worker.abandon();
        }
        forgetExpiry(ref.run());
    }

    /** The run as stored, its end written down first if it is overdue; empty if it is not there. */
    Optional<Versioned<Run>> settle(RunRef ref) {
        Optional<Versioned<Run>> stored = parts.store().run(ref.project(), ref.conversation(), ref.run());
        if (stored.isEmpty() || !overdue(stored.get().value())) {
            return stored;
        }
        closer.close(ref, null, RunEnding.EXPIRED, null);
        forget(ref);
        return parts.store().run(ref.project(), ref.conversation(), ref.run());
    }

    /** The conversation as stored, an overdue run of it ended first. */
    Versioned<Conversation> settled(Project project, ConversationId id) {
        Versioned<Conversation> stored = EngineConversations.stored(parts, project, id);
        RunId active = stored.value().activeRun();
        if (active == null) {
            return stored;
        }
        settle(new RunRef(project, id, active));
        return EngineConversations.stored(parts, project, id);
    }

    private void changed(RunId run) {
        RunWorker worker = worker(run);
        if (worker != null) {
            worker.look();
        }
    }

    @Override
    public void close() {
        changes.close();
        List<RunWorker> all;
        synchronized (this) {
            closed = true;
            waiting.clear();
            all = List.copyOf(workers.values());
            expiries.values().forEach(Scheduler.Cancellable::cancel);
            expiries.clear();
        }
        all.forEach(RunWorker::abandon);
    }

    private void startWaiting() {
        while (true) {
            RunRef next;
            synchronized (this) {
                if (waiting.isEmpty()
                        || closed
                        || workers.size() + starting >= parts.settings().maxActiveRuns()) {
                    return;
                }
                next = waiting.remove();
                starting++;
            }
            parts.scheduler().execute(() -> start(next));
        }
    }

    private void start(RunRef ref) {
        Optional<RunWorker> worker = Optional.empty();
        try {
            worker = claim(ref).map(lease -> new RunWorker(parts, closer, lease, done -> finished(ref, done)));
        } finally {
            synchronized (this) {
                starting--;
                // Claimed while closing: the lease lapses, and somebody else takes the run up.
                worker = closed ? Optional.empty() : worker;
                worker.ifPresent(claimed -> workers.put(ref.run(), claimed));
            }
        }
        worker.ifPresentOrElse(RunWorker::start, this::startWaiting);
    }

    /** Empty if somebody else works on the run, or this engine does not work any more. */
    private Optional<Lease> claim(RunRef ref) {
        synchronized (this) {
            if (closed) {
                return Optional.empty();
            }
        }
        return parts.store()
                .claim(ref, parts.settings().owner(), parts.settings().leaseLife());
    }

    private void finished(RunRef ref, RunWorker worker) {
        synchronized (this) {
            // The run's next turn may have another worker already.
            workers.remove(ref.run(), worker);
        }
        RunStatus left = parts.store()
                .run(ref.project(), ref.conversation(), ref.run())
                .map(run -> run.value().status())
                .orElse(RunStatus.CANCELLED);
        if (left.ended()) {
            forgetExpiry(ref.run());
        } else if (left == RunStatus.CANCELLING) {
            // It was asked to stop when it had just stopped listening.
            closeUnowned(ref, RunEnding.CANCELLED);
        }
        startWaiting();
    }

    private boolean overdue(Run run) {
        return !run.status().ended() && run.at(parts.now()).status().ended();
    }

    private void closeUnowned(RunRef ref, RunEnding ending) {
        RunWorker worker = worker(ref.run());
        if (worker != null) {
            worker.stop(ending);
            return;
        }
        parts.store()
                .claim(ref, parts.settings().owner(), parts.settings().leaseLife())
                .ifPresent(lease -> closer.close(ref, lease, ending, null));
        forgetExpiry(ref.run());
    }

    private synchronized void expireLater(RunRef ref, Run run) {
        Duration left = Duration.between(parts.now(), run.expiresAt());
        Duration delay = left.compareTo(MIN_DELAY) < 0 ? MIN_DELAY : left;
        expiries.put(ref.run(), parts.scheduler().schedule(delay, () -> expire(ref)));
    }

    private void expire(RunRef ref) {
        // A timer may be a little early.
        settle(ref)
                .map(Versioned::value)
                .filter(run -> !run.status().ended())
                .ifPresentOrElse(run -> expireLater(ref, run), () -> forgetExpiry(ref.run()));
    }

    private synchronized @Nullable RunWorker worker(RunId run) {
        return workers.get(run);
    }

    private void forgetExpiry(RunId run) {
        Scheduler.Cancellable expiry;
        synchronized (this) {
            expiry = expiries.remove(run);
        }
        if (expiry != null) {
            expiry.cancel();
        }
    }
}
