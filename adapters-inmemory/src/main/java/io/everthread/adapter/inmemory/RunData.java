package io.everthread.adapter.inmemory;

import io.everthread.domain.conversation.Message;
import io.everthread.domain.run.NumberedEvent;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunEvent;
import io.everthread.domain.run.RunStep;
import io.everthread.port.Lease;
import io.everthread.port.RunRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run and all that belongs to it. */
final class RunData {

    final RunRef ref;
    final Listing<RunStep> steps = new Listing<>();
    /** What this run wrote, once more beside the conversation's messages, so that it is paged by itself. */
    final Listing<Message> messages = new Listing<>();

    private final List<NumberedEvent> log = new ArrayList<>();
    private @Nullable Lease lease;
    private Instant leasedUntil = Instant.MIN;
    private Run run;

    RunData(RunRef ref, Run run) {
        this.ref = ref;
        this.run = run;
    }

    void put(Run changed) {
        run = changed;
    }

    void append(List<RunEvent> events) {
        for (RunEvent event : events) {
            log.add(new NumberedEvent(log.size() + 1L, event));
        }
    }

    List<NumberedEvent> events(long after, int limit) {
        int from = (int) Math.min(Math.max(after, 0), log.size());
        int to = (int) Math.min((long) from + limit, log.size());
        return List.copyOf(log.subList(from, to));
    }

    boolean heldAt(Instant now) {
        return lease != null && now.isBefore(leasedUntil);
    }

    /** Whether {@code candidate} is the newest lease, its time over or not. */
    boolean newest(Lease candidate) {
        return candidate.equals(lease);
    }

    void lease(Lease newest, Instant until) {
        lease = newest;
        leasedUntil = until;
    }

    void release() {
        lease = null;
    }

    /** Whether an engine should take the run, which has not ended, up: it can go on by itself, or its time is over. */
    boolean needsWork(Instant now) {
        return !run.status().stopped() || run.at(now).status().ended();
    }
}
