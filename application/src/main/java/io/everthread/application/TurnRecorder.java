package io.everthread.application;

import io.everthread.domain.MessageId;
import io.everthread.domain.StepId;
import io.everthread.domain.ToolCallId;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunEvent;
import io.everthread.domain.run.RunStep;
import io.everthread.domain.run.StepDetails;
import io.everthread.domain.run.StepState;
import io.everthread.domain.run.StepToolCall;
import io.everthread.domain.run.Usage;
import io.everthread.domain.tool.ToolCall;
import io.everthread.port.Change;
import io.everthread.port.ModelChunk;
import io.everthread.port.Project;
import io.everthread.port.Versioned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a model says into steps, messages and events. Changes to things that others may change too, such as a message whose
 * metadata is being edited, are worked out anew at each attempt to commit. Used by one thread at a time.
 */
final class TurnRecorder {

    private record OpenMessage(MessageId id, StepId step, ContentBuilder content) {}

    private record OpenCall(ToolCallId id, String name, StringBuilder arguments, int position) {}

    private final EngineParts parts;
    private final Project project;
    private final Run run;
    private final List<List<Supplier<List<Change>>>> pending = new ArrayList<>();
    private final Map<Integer, OpenCall> calls = new LinkedHashMap<>();
    private @Nullable OpenMessage message;
    private @Nullable StepId toolStep;

    TurnRecorder(EngineParts parts, Project project, Run run) {
        this.parts = parts;
        this.project = project;
        this.run = run;
    }

    /**
     * What was recorded since the last call: batches to be committed one after another, since a later one reads what an earlier one
     * has put into the store.
     */
    List<List<Supplier<List<Change>>>> takePending() {
        List<List<Supplier<List<Change>>>> taken = List.copyOf(pending);
        pending.clear();
        return taken;
    }

    void add(ModelChunk chunk) {
        if (chunk instanceof ModelChunk.Text text) {
            OpenMessage to = openMessage();
            log(new RunEvent.TextDelta(to.id(), to.content().text(text.text()), text.text()));
        } else if (chunk instanceof ModelChunk.Refusal refusal) {
            OpenMessage to = openMessage();
            log(new RunEvent.RefusalDelta(to.id(), to.content().refusal(refusal.text()), refusal.text()));
        } else if (chunk instanceof ModelChunk.CallBegun begun) {
            beginCall(begun);
        } else if (chunk instanceof ModelChunk.CallArguments arguments) {
            addArguments(arguments);
        }
    }

    /** The calls made so far, in order. */
    List<ToolCall> calls() {
        return calls.values().stream()
                .map(call ->
                        new ToolCall(call.id(), call.name(), call.arguments().toString()))
                .toList();
    }

    /** Completes the turn's message; a turn without calls and without text gets an empty one. */
    void endMessage(@Nullable Usage usage) {
        if (message == null && calls.isEmpty()) {
            openMessage().content().text("");
        }
        completeMessage(calls.isEmpty() ? usage : null);
    }

    /** Enters the calls, now whole, into their step, which stays open until they are answered. */
    void endCalls(@Nullable Usage usage) {
        StepId step = toolStep;
        if (step == null) {
            return;
        }
        List<StepToolCall> made = calls().stream()
                .<StepToolCall>map(call -> new StepToolCall.Function(call, null))
                .toList();
        readingTheStore(() -> stored(step)
                .<List<Change>>map(stored -> List.of(new Change.PutStep(
                        stored.value().with(new StepDetails.ToolCalls(made)).with(usage), stored.version())))
                .orElse(List.of()));
    }

    private void beginCall(ModelChunk.CallBegun begun) {
        if (calls.containsKey(begun.index())) {
            return;
        }
        completeMessage(null);
        StepId step = toolStep;
        if (step == null) {
            step = new StepId(parts.ids().next(IdSource.Kind.STEP));
            toolStep = step;
            openStep(step, new StepDetails.ToolCalls(List.of()));
        }
        OpenCall call = new OpenCall(uniqueId(begun.id()), begun.name(), new StringBuilder(), calls.size());
        calls.put(begun.index(), call);
        log(new RunEvent.ToolCallDelta(step, call.position(), call.id(), call.name(), ""));
    }

    private void addArguments(ModelChunk.CallArguments arguments) {
        OpenCall call = calls.get(arguments.index());
        StepId step = toolStep;
        if (call == null || step == null) {
            throw new IllegalStateException("arguments of call " + arguments.index() + ", which has not begun");
        }
        call.arguments().append(arguments.text());
        log(new RunEvent.ToolCallDelta(step, call.position(), null, null, arguments.text()));
    }

    /** Some servers give no id, or the same id to every call. */
    private ToolCallId uniqueId(@Nullable ToolCallId id) {
        boolean usable = id != null
                && calls.values().stream().noneMatch(call -> call.id().equals(id));
        return id != null && usable ? id : new ToolCallId(parts.ids().next(IdSource.Kind.TOOL_CALL));
    }

    private OpenMessage openMessage() {
        if (message == null) {
            MessageId id = new MessageId(parts.ids().next(IdSource.Kind.MESSAGE));
            StepId step = new StepId(parts.ids().next(IdSource.Kind.STEP));
            openStep(step, new StepDetails.MessageCreation(id));
            Message begun = Message.begun(id, run.conversation(), parts.now(), run.assistant(), run.id());
            change(new Change.PutMessage(begun, 0));
            log(new RunEvent.MessageCreated(begun));
            log(new RunEvent.MessageChanged(begun));
            message = new OpenMessage(id, step, new ContentBuilder());
        }
        return message;
    }

    private void openStep(StepId id, StepDetails details) {
        RunStep begun = RunStep.begun(id, run, parts.now(), details);
        change(new Change.PutStep(begun, 0));
        log(new RunEvent.StepCreated(begun));
        log(new RunEvent.StepChanged(begun));
    }

    private void completeMessage(@Nullable Usage usage) {
        OpenMessage open = message;
        if (open == null) {
            return;
        }
        message = null;
        Instant now = parts.now();
        readingTheStore(() -> {
            List<Change> changes = new ArrayList<>();
            List<RunEvent> events = new ArrayList<>();
            // Its reader may have deleted it meanwhile.
            parts.store().message(project, run.conversation(), open.id()).ifPresent(stored -> {
                Message completed = stored.value().completed(now, open.content().build());
                changes.add(new Change.PutMessage(completed, stored.version()));
                events.add(new RunEvent.MessageChanged(completed));
            });
            stored(open.step()).ifPresent(step -> {
                RunStep completed =
                        step.value().with(new StepState.Completed(now)).with(usage);
                changes.add(new Change.PutStep(completed, step.version()));
                events.add(new RunEvent.StepChanged(completed));
            });
            changes.add(new Change.Append(run.id(), events));
            return changes;
        });
    }

    /** Empty if the conversation was deleted meanwhile; the commit will then find the lease gone as well. */
    private Optional<Versioned<RunStep>> stored(StepId step) {
        return parts.store().step(project, run.id(), step);
    }

    private void readingTheStore(Supplier<List<Change>> changes) {
        pending.add(new ArrayList<>(List.of(changes)));
    }

    private void change(Change change) {
        if (pending.isEmpty()) {
            pending.add(new ArrayList<>());
        }
        pending.get(pending.size() - 1).add(() -> List.of(change));
    }

    private void log(RunEvent event) {
        change(new Change.Append(run.id(), List.of(event)));
    }
}
