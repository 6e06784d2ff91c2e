package io.everthread.library;

import io.everthread.port.AssistantGateway;
import io.everthread.port.Assistants;
import io.everthread.port.CallOptions;
import io.everthread.port.Conversations;
import io.everthread.port.Limitation;
import io.everthread.port.Messages;
import io.everthread.port.Runs;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** A gateway that closes more than itself: what was opened for it, once. */
final class OwningGateway implements AssistantGateway {

    private final AssistantGateway gateway;
    private final Runnable closing;
    private final AtomicBoolean closed;

    /** @param closing closes what was opened for the gateway */
    OwningGateway(AssistantGateway gateway, Runnable closing) {
        this(gateway, closing, new AtomicBoolean());
    }

    private OwningGateway(AssistantGateway gateway, Runnable closing, AtomicBoolean closed) {
        this.gateway = gateway;
        this.closing = closing;
        this.closed = closed;
    }

    @Override
    public Assistants assistants() {
        return gateway.assistants();
    }

    @Override
    public Conversations conversations() {
        return gateway.conversations();
    }

    @Override
    public Messages messages() {
        return gateway.messages();
    }

    @Override
    public Runs runs() {
        return gateway.runs();
    }

    @Override
    public AssistantGateway with(CallOptions options) {
        return new OwningGateway(gateway.with(options), closing, closed);
    }

    @Override
    public Set<Limitation> limitations() {
        return gateway.limitations();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            gateway.close();
            closing.run();
        }
    }
}
