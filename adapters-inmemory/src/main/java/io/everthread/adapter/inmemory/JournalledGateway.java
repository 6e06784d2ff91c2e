package io.everthread.adapter.inmemory;

import io.everthread.port.AssistantGateway;
import io.everthread.port.Assistants;
import io.everthread.port.CallOptions;
import io.everthread.port.Conversations;
import io.everthread.port.Limitation;
import io.everthread.port.Messages;
import io.everthread.port.Runs;
import java.util.Set;

/** Notes every call of a gateway in a journal. */
final class JournalledGateway implements AssistantGateway {

    private final AssistantGateway gateway;
    private final Journal journal;
    private final Watches watches;

    JournalledGateway(AssistantGateway gateway, Journal journal, Watches watches) {
        this.gateway = gateway;
        this.journal = journal;
        this.watches = watches;
    }

    @Override
    public Assistants assistants() {
        return new JournalledAssistants(gateway.assistants(), journal);
    }

    @Override
    public Conversations conversations() {
        return new JournalledConversations(gateway.conversations(), journal);
    }

    @Override
    public Messages messages() {
        return new JournalledMessages(gateway.messages(), journal);
    }

    @Override
    public Runs runs() {
        return new JournalledRuns(gateway.runs(), journal, watches);
    }

    @Override
    public AssistantGateway with(CallOptions options) {
        return new JournalledGateway(gateway.with(options), journal, watches);
    }

    @Override
    public Set<Limitation> limitations() {
        return gateway.limitations();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
