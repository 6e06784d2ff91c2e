package io.everthread.application;

import io.everthread.port.AssistantGateway;
import io.everthread.port.Assistants;
import io.everthread.port.CallOptions;
import io.everthread.port.Conversations;
import io.everthread.port.Limitation;
import io.everthread.port.Messages;
import io.everthread.port.Project;
import io.everthread.port.Runs;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** One project's gateway to an engine. */
final class EngineGateway implements AssistantGateway {

    private final EngineParts parts;
    private final RunFeed feed;
    private final RunDispatcher dispatcher;
    private final Project project;
    private final CallOptions options;
    private final AtomicBoolean closed;

    EngineGateway(
            EngineParts parts,
            RunFeed feed,
            RunDispatcher dispatcher,
            Project project,
            CallOptions options,
            AtomicBoolean closed) {
        this.parts = parts;
        this.feed = feed;
        this.dispatcher = dispatcher;
        this.project = project;
        this.options = options;
        this.closed = closed;
    }

    @Override
    public Assistants assistants() {
        return new EngineAssistants(parts, project, writes());
    }

    @Override
    public Conversations conversations() {
        return new EngineConversations(parts, project, writes());
    }

    @Override
    public Messages messages() {
        return new EngineMessages(parts, dispatcher, project, writes());
    }

    @Override
    public Runs runs() {
        return new EngineRuns(parts, feed, dispatcher, project, options, writes());
    }

    @Override
    public AssistantGateway with(CallOptions options) {
        return new EngineGateway(parts, feed, dispatcher, project, options.orElse(this.options), closed);
    }

    @Override
    public Set<Limitation> limitations() {
        return parts.model().limitations();
    }

    @Override
    public void close() {
        closed.set(true);
    }

    private Writes writes() {
        if (closed.get()) {
            throw new IllegalStateException("The gateway is closed.");
        }
        return new Writes(parts, project, options.key());
    }
}
