package io.everthread.adapter.inmemory;

import io.everthread.domain.AssistantId;
import io.everthread.domain.assistant.Assistant;
import io.everthread.domain.assistant.AssistantChange;
import io.everthread.domain.assistant.AssistantSpec;
import io.everthread.port.Assistants;
import io.everthread.port.Page;
import io.everthread.port.PageRequest;

record JournalledAssistants(Assistants assistants, Journal journal) implements Assistants {

    @Override
    public Assistant create(AssistantSpec spec) {
        return journal.note("assistants.create", () -> assistants.create(spec), spec);
    }

    @Override
    public Page<Assistant> list(PageRequest page) {
        return journal.note("assistants.list", () -> assistants.list(page), page);
    }

    @Override
    public Assistant get(AssistantId id) {
        return journal.note("assistants.get", () -> assistants.get(id), id);
    }

    @Override
    public Assistant update(AssistantId id, AssistantChange change) {
        return journal.note("assistants.update", () -> assistants.update(id, change), id);
    }

    @Override
    public Assistant put(AssistantId id, AssistantSpec spec) {
        return journal.note("assistants.put", () -> assistants.put(id, spec), id, spec);
    }

    @Override
    public void delete(AssistantId id) {
        journal.note("assistants.delete", () -> assistants.delete(id), id);
    }
}
