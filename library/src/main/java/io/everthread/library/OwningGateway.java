package io.everthread.library;

import io.everthread.port.AssistantGateway;
import io.everthread.port.Assistants;
import io.everthread.port.CallOptions;
import io.everthread.port.Conversations;
import io.everthread.port.Limitation;
import io.everthread.port.Messages;
import io.everthread.port.Runs;
import java.util.Set;

/** A gateway that closes more than itself: what was opened for it. */
record OwningGateway(AssistantGateway gateway, Runnable closing) implements AssistantGateway {

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
        return new OwningGateway(gateway.with(options), closing);
    }

    @Override
    public Set<Limitation> limitations() {
        return gateway.limitations();
    }

    @Override
    public void close() {
        gateway.close();
        closing.run();
    }
}
