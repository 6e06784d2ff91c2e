package io.everthread.application;

import io.everthread.domain.ConversationId;
import io.everthread.domain.Metadata;
import io.everthread.domain.RunId;
import io.everthread.domain.StepId;
import io.everthread.domain.assistant.Assistant;
import io.everthread.domain.conversation.Conversation;
import io.everthread.domain.conversation.NewConversation;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunEvent;
import io.everthread.domain.run.RunRequest;
import io.everthread.domain.run.RunSettings;
import io.everthread.domain.run.RunStatus;
import io.everthread.domain.run.RunStep;
import io.everthread.domain.tool.ToolOutput;
import io.everthread.port.AssistantException.NotFound;
import io.everthread.port.CallOptions;
import io.everthread.port.Change;
import io.everthread.port.Page;
import io.everthread.port.PageRequest;
import io.everthread.port.Project;
import io.everthread.port.RunEvents;
import io.everthread.port.RunRef;
import io.everthread.port.Runs;
import io.everthread.port.Versioned;
import java.util.ArrayList;
import java.util.List;

final class EngineRuns implements Runs {

    private final EngineParts parts;
    private final RunFeed feed;
    private final RunDispatcher dispatcher;
    private final Project project;
    private final CallOptions options;
    private final Writes writes;

    EngineRuns(
            EngineParts parts,
            RunFeed feed,
            RunDispatcher dispatcher,
            Project project,
            CallOptions options,
            Writes writes) {
        this.parts = parts;
        this.feed = feed;
        this.dispatcher = dispatcher;
        this.project = project;
        this.options = options;
        this.writes = writes;
    }

    @Override
    public Run create(ConversationId conversation, RunRequest request) {
        Run created =
                writes.commit("create run " + conversation, request, id -> get(conversation, new RunId(id)), () -> {
                    Versioned<Conversation> in = dispatcher.settled(project, conversation);
                    return creation(in.value(), in.version(), request, List.of(), List.of());
                });
        return dispatched(created);
    }

    @Override
    public Run createWithConversation(NewConversation draft, RunRequest request) {
        Run created = writes.commit("create conversation and run", List.of(draft, request), this::foundAnywhere, () -> {
            Conversation conversation = EngineConversations.created(parts, draft);
            Writes.Plan<Run> plan = creation(
                    conversation,
                    0,
                    request,
                    EngineConversations.added(parts, conversation.id(), draft.messages()),
                    List.of(new RunEvent.ConversationCreated(conversation)));
            return new Writes.Plan<>(plan.result(), conversation.id() + " " + plan.id(), plan.changes());
        });
        return dispatched(created);
    }

    @Override
    public Page<Run> list(ConversationId conversation, PageRequest page) {
        EngineConversations.stored(parts, project, conversation);
        return parts.store().runs(project, conversation, page).map(run -> run.at(parts.now()));
    }

    @Override
    public Run get(ConversationId conversation, RunId id) {
        return stored(conversation, id).value().at(parts.now());
    }

    @Override
    public Run update(ConversationId conversation, RunId id, Metadata metadata) {
        return writes.commit("update run " + id, metadata, found -> get(conversation, id), () -> {
                    Versioned<Run> old = stored(conversation, id);
                    Run changed = old.value().withMetadata(metadata);
                    return new Writes.Plan<>(changed, id.value(), List.of(new Change.PutRun(changed, old.version())));
                })
                .at(parts.now());
    }

    @Override
    public Run cancel(ConversationId conversation, RunId id) {
        Run cancelling = writes.commit("cancel run", id, found -> get(conversation, id), () -> {
            Versioned<Run> old = settled(conversation, id);
            Run changed = old.value().cancelling();
            List<Change> changes = old.value().status() == RunStatus.CANCELLING
                    ? List.of()
                    : List.of(
                            new Change.PutRun(changed, old.version()),
                            new Change.Append(id, List.of(new RunEvent.RunChanged(changed))));
            return new Writes.Plan<>(changed, id.value(), changes);
        });
        if (cancelling.status() == RunStatus.CANCELLING) {
            dispatcher.stop(ref(conversation, id), RunEnding.CANCELLED);
        }
        return cancelling;
    }

    @Override
    public Run submitToolOutputs(ConversationId conversation, RunId id, List<ToolOutput> outputs) {
        Run queued = writes.commit("submit tool outputs " + id, outputs, found -> get(conversation, id), () -> {
            Versioned<Run> old = settled(conversation, id);
            Run answered = old.value().answered(outputs);
            List<Change> changes = new ArrayList<>();
            List<RunEvent> events = new ArrayList<>();
            changes.add(new Change.PutRun(answered, old.version()));
            // No step is open if the run was ended since it was read; the commit then finds a conflict.
            Steps.open(parts.store(), project, id).forEach(step -> {
                RunStep completed = step.value().answered(parts.now(), outputs);
                changes.add(new Change.PutStep(completed, step.version()));
                events.add(new RunEvent.StepChanged(completed));
            });
            events.add(new RunEvent.RunChanged(answered));
            changes.add(new Change.Append(id, events));
            return new Writes.Plan<>(answered, id.value(), changes);
        });
        return dispatched(queued);
    }

    @Override
    public Page<RunStep> steps(ConversationId conversation, RunId id, PageRequest page) {
        stored(conversation, id);
        return parts.store().steps(project, id, page);
    }

    @Override
    public RunStep step(ConversationId conversation, RunId id, StepId step) {
        stored(conversation, id);
        return parts.store()
                .step(project, id, step)
                .orElseThrow(() -> new NotFound(NotFound.Resource.STEP, step.value()))
                .value();
    }

    @Override
    public RunEvents watch(ConversationId conversation, RunId id, long after) {
        stored(conversation, id);
        return new LogReader(parts, feed, dispatcher, ref(conversation, id), after, options.timeout());
    }

    @Override
    public Run await(ConversationId conversation, RunId id) {
        stored(conversation, id);
        return new RunWait(parts, feed, dispatcher, ref(conversation, id), options.timeout()).untilStopped();
    }

    private Writes.Plan<Run> creation(
            Conversation conversation,
            long version,
            RunRequest request,
            List<Change> messages,
            List<RunEvent> firstEvents) {
        Assistant assistant = parts.store()
                .assistant(project, request.assistant())
                .orElseThrow(() -> new NotFound(
                        NotFound.Resource.ASSISTANT, request.assistant().value()))
                .value();
        RunId id = new RunId(parts.ids().next(IdSource.Kind.RUN));
        Run run = Run.queued(id, conversation.id(), parts.now(), request, RunSettings.of(assistant, request));
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.PutConversation(conversation.runStarted(id), version));
        changes.addAll(messages);
        changes.addAll(EngineConversations.added(parts, conversation.id(), request.additionalMessages()));
        changes.add(new Change.PutRun(run, 0));
        List<RunEvent> events = new ArrayList<>(firstEvents);
        events.add(new RunEvent.RunCreated(run));
        events.add(new RunEvent.RunChanged(run));
        changes.add(new Change.Append(id, events));
        return new Writes.Plan<>(run, id.value(), changes);
    }

    private Run dispatched(Run run) {
        if (run.status() == RunStatus.QUEUED) {
            dispatcher.dispatch(ref(run.conversation(), run.id()), run);
        }
        return run;
    }

    private Versioned<Run> stored(ConversationId conversation, RunId id) {
        return parts.store().run(project, conversation, id).orElseThrow(() -> {
            EngineConversations.stored(parts, project, conversation);
            return new NotFound(NotFound.Resource.RUN, id.value());
        });
    }

    /** The run as stored, its end written down first if it is overdue. */
    private Versioned<Run> settled(ConversationId conversation, RunId id) {
        return dispatcher.settle(ref(conversation, id)).orElseGet(() -> stored(conversation, id));
    }

    private Run foundAnywhere(String conversationAndRun) {
        int space = conversationAndRun.indexOf(' ');
        return get(
                new ConversationId(conversationAndRun.substring(0, space)),
                new RunId(conversationAndRun.substring(space + 1)));
    }

    private RunRef ref(ConversationId conversation, RunId id) {
        return new RunRef(project, conversation, id);
    }
}
