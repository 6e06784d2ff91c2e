package io.everthread.application;

import io.everthread.domain.run.NumberedEvent;
import io.everthread.domain.run.Run;
import io.everthread.port.RunEvents;
import io.everthread.port.RunRef;
import io.everthread.port.StateStore;
import io.everthread.port.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads a run's log from the store, batch by batch, and is woken when there is more. What was read is guarded by this object's
 * lock, which nobody holds while waiting: an action of {@link #whenReady} may read before the call that asked for it has returned.
 */
final class LogReader implements RunEvents {

    private static final int BATCH = 256;

    private final EngineParts parts;
    private final RunFeed feed;
    private final RunDispatcher dispatcher;
    private final RunRef ref;
    private final @Nullable Instant deadline;
    private final Signal news;
    private final StateStore.Subscription subscription;
    private final AtomicReference<@Nullable Runnable> ready = new AtomicReference<>();
    private final Deque<NumberedEvent> read = new ArrayDeque<>();
    private long last;
    private boolean ended;
    private volatile boolean closed;

    LogReader(
            EngineParts parts,
            RunFeed feed,
            RunDispatcher dispatcher,
            RunRef ref,
            long after,
            @Nullable Duration timeout) {
        this.parts = parts;
        this.feed = feed;
        this.dispatcher = dispatcher;
        this.ref = ref;
        this.last = after;
        this.deadline = RunWait.deadline(parts, timeout);
        this.news = parts.scheduler().newSignal();
        this.subscription = feed.subscribe(ref.run(), this::wake);
    }

    @Override
    public boolean hasNext() {
        while (!closed) {
            Optional<Run> run;
            synchronized (this) {
                run = fill();
                if (!read.isEmpty() || ended) {
                    return !read.isEmpty();
                }
            }
            if (run.isEmpty() || feed.closed()) {
                return false;
            }
            RunWait.waitFor(parts, news, deadline, run.get());
        }
        return false;
    }

    @Override
    public NumberedEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The log has ended.");
        }
        synchronized (this) {
            return read.removeFirst();
        }
    }

    @Override
    public synchronized List<NumberedEvent> available() {
        if (closed) {
            return List.of();
        }
        fill();
        List<NumberedEvent> events = List.copyOf(read);
        read.clear();
        return events;
    }

    @Override
    public synchronized boolean ended() {
        return closed || (ended && read.isEmpty());
    }

    @Override
    public void whenReady(Runnable action) {
        ready.set(action);
        if (hasSomethingToTell()) {
            wake();
        }
    }

    private synchronized boolean hasSomethingToTell() {
        fill();
        return !read.isEmpty() || ended();
    }

    @Override
    public void close() {
        closed = true;
        subscription.close();
        wake();
    }

    private void wake() {
        news.fire();
        Runnable action = ready.getAndSet(null);
        if (action != null) {
            parts.scheduler().execute(action);
        }
    }

    /** Reads on if everything read was taken. Returns the run as it was before that; empty if it is gone. */
    private synchronized Optional<Run> fill() {
        if (ended || !read.isEmpty()) {
            return Optional.empty();
        }
        // The run is looked at before its log: a run seen as stopped then has its last event there.
        Optional<Run> run = dispatcher.settle(ref).map(Versioned::value);
        List<NumberedEvent> events = parts.store().events(ref.project(), ref.run(), last, BATCH);
        if (!events.isEmpty()) {
            read.addAll(events);
            last = events.get(events.size() - 1).number();
        } else if (run.isEmpty() || run.get().status().stopped()) {
            ended = true;
            subscription.close();
        }
        return run;
    }
}
