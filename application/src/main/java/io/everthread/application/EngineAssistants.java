package io.everthread.application;

import io.everthread.domain.AssistantId;
import io.everthread.domain.assistant.Assistant;
import io.everthread.domain.assistant.AssistantChange;
import io.everthread.domain.assistant.AssistantSpec;
import io.everthread.port.AssistantException.NotFound;
import io.everthread.port.Assistants;
import io.everthread.port.Change;
import io.everthread.port.Page;
import io.everthread.port.PageRequest;
import io.everthread.port.Project;
import io.everthread.port.Versioned;
import java.util.List;
import java.util.Optional;

final class EngineAssistants implements Assistants {

    private final EngineParts parts;
    private final Project project;
    private final Writes writes;

    EngineAssistants(EngineParts parts, Project project, Writes writes) {
        this.parts = parts;
        this.project = project;
        this.writes = writes;
    }

    @Override
    public Assistant create(AssistantSpec spec) {
        return writes.commit("create assistant", spec, this::found, () -> {
            AssistantId id = new AssistantId(parts.ids().next(IdSource.Kind.ASSISTANT));
            return put(new Assistant(id, parts.now(), spec), 0);
        });
    }

    @Override
    public Page<Assistant> list(PageRequest page) {
        return parts.store().assistants(project, page);
    }

    @Override
    public Assistant get(AssistantId id) {
        return stored(id).value();
    }

    @Override
    public Assistant update(AssistantId id, AssistantChange change) {
        return writes.commit("update assistant " + id, change, this::found, () -> {
            Versioned<Assistant> old = stored(id);
            return put(old.value().with(change.applyTo(old.value().spec())), old.version());
        });
    }

    @Override
    public Assistant put(AssistantId id, AssistantSpec spec) {
        return writes.commit("put assistant " + id, spec, this::found, () -> {
            Optional<Versioned<Assistant>> old = parts.store().assistant(project, id);
            return old.isPresent()
                    ? put(old.get().value().with(spec), old.get().version())
                    : put(new Assistant(id, parts.now(), spec), 0);
        });
    }

    @Override
    public void delete(AssistantId id) {
        writes.commit("delete assistant", id, deleted -> id, () -> {
            Versioned<Assistant> old = stored(id);
            return new Writes.Plan<>(id, id.value(), List.of(new Change.DeleteAssistant(old.value(), old.version())));
        });
    }

    private Versioned<Assistant> stored(AssistantId id) {
        return parts.store()
                .assistant(project, id)
                .orElseThrow(() -> new NotFound(NotFound.Resource.ASSISTANT, id.value()));
    }

    private Assistant found(String id) {
        return get(new AssistantId(id));
    }

    private static Writes.Plan<Assistant> put(Assistant assistant, long expected) {
        return new Writes.Plan<>(
                assistant, assistant.id().value(), List.of(new Change.PutAssistant(assistant, expected)));
    }
}
