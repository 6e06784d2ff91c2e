package io.everthread.port;

import io.everthread.domain.run.NumberedEvent;
import java.util.Iterator;
import java.util.List;

/**
 * A reader of one run's event log. One thread reads; any thread may close. How slowly it is read concerns nobody else.
 *
 * <ul>
 *   <li>AG-66: {@link #available()} never blocks; together with {@link #whenReady} it gives the same events as iterating.
 *   <li>AG-67: If the call's timeout passes first, {@link #hasNext} fails with {@link AssistantException.TimedOut}; what comes
 *       later can still be read.
 * </ul>
 */
public interface RunEvents extends Iterator<NumberedEvent>, AutoCloseable {

    /**
     * Blocks until there is another event, or the log has ended, or this is closed.
     *
     * @throws AssistantException.TimedOut see AG-67
     */
    @Override
    boolean hasNext();

    /** The next events, as far as they are there now, and at most a few hundred at a time; empty if there are none. */
    List<NumberedEvent> available();

    /** Whether everything was read: the run has ended or requires action, or this is closed. */
    boolean ended();

    /**
     * Runs {@code action} once, on any thread, as soon as there is something to read or the log has ended; it may find that there
     * was no cause. It must not block. Asking again takes the place of an earlier request that is still open.
     */
    void whenReady(Runnable action);

    @Override
    void close();
}
