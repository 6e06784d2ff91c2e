package io.everthread.application;

import io.everthread.port.AssistantException;
import io.everthread.port.AssistantGateway;
import io.everthread.port.CallOptions;
import io.everthread.port.LanguageModel;
import io.everthread.port.Project;
import io.everthread.port.RunRef;
import io.everthread.port.StateStore;
import io.everthread.port.TokenCounter;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs assistants over a store and a model: the half of Everthread that takes the place of the original service. Several engines
 * may share a store; each run is worked on by one of them at a time. Thread-safe.
 */
public final class RunEngine implements AutoCloseable {

    private static final int RECOVERY_BATCH = 1_000;

    private final EngineParts parts;
    private final RunFeed feed;
    private final RunDispatcher dispatcher;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** An engine over parts that whoever made them closes, after the engine. */
    public RunEngine(
            StateStore store,
            LanguageModel model,
            Scheduler scheduler,
            IdSource ids,
            TokenCounter tokens,
            EngineSettings settings) {
        parts = new EngineParts(store, model, scheduler, ids, tokens, settings);
        feed = new RunFeed(store);
        dispatcher = new RunDispatcher(parts);
    }

    /** A gateway to one project's data. Closing the gateway leaves the engine running. */
    public AssistantGateway gateway(Project project) {
        return new EngineGateway(parts, feed, dispatcher, project, CallOptions.NONE, new AtomicBoolean());
    }

    /**
     * Takes up the runs that nobody works on, such as those of a process that died: a queued run is run; a run whose model had been
     * asked fails, since asking again could be paid for twice; what is overdue expires.
     *
     * @throws AssistantException.StoreFailed if the store cannot be read
     */
    public void recover() {
        for (RunRef run : parts.store().unowned(RECOVERY_BATCH)) {
            dispatcher.settle(run).ifPresent(stored -> dispatcher.dispatch(run, stored.value()));
        }
    }

    /** Stops working on runs, without ending them: another engine, or a later one, takes them up. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            dispatcher.close();
            feed.close();
        }
    }
}
