package io.everthread.adapter.inmemory;

import io.everthread.domain.ConversationId;
import io.everthread.domain.Metadata;
import io.everthread.domain.RunId;
import io.everthread.domain.StepId;
import io.everthread.domain.conversation.NewConversation;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunRequest;
import io.everthread.domain.run.RunStep;
import io.everthread.domain.tool.ToolOutput;
import io.everthread.port.Page;
import io.everthread.port.PageRequest;
import io.everthread.port.RunEvents;
import io.everthread.port.Runs;
import java.util.List;

record JournalledRuns(Runs runs, Journal journal, Watches watches) implements Runs {

    @Override
    public Run create(ConversationId conversation, RunRequest request) {
        return journal.note("runs.create", () -> runs.create(conversation, request), conversation, request);
    }

    @Override
    public Run createWithConversation(NewConversation conversation, RunRequest request) {
        return journal.note(
                "runs.createWithConversation",
                () -> runs.createWithConversation(conversation, request),
                conversation,
                request);
    }

    @Override
    public Page<Run> list(ConversationId conversation, PageRequest page) {
        return journal.note("runs.list", () -> runs.list(conversation, page), conversation, page);
    }

    @Override
    public Run get(ConversationId conversation, RunId id) {
        return journal.note("runs.get", () -> runs.get(conversation, id), conversation, id);
    }

    @Override
    public Run update(ConversationId conversation, RunId id, Metadata metadata) {
        return journal.note("runs.update", () -> runs.update(conversation, id, metadata), conversation, id, metadata);
    }

    @Override
    public Run cancel(ConversationId conversation, RunId id) {
        return journal.note("runs.cancel", () -> runs.cancel(conversation, id), conversation, id);
    }

    @Override
    public Run submitToolOutputs(ConversationId conversation, RunId id, List<ToolOutput> outputs) {
        return journal.note(
                "runs.submitToolOutputs",
                () -> runs.submitToolOutputs(conversation, id, outputs),
                conversation,
                id,
                outputs);
    }

    @Override
    public Page<RunStep> steps(ConversationId conversation, RunId id, PageRequest page) {
        return journal.note("runs.steps", () -> runs.steps(conversation, id, page), conversation, id, page);
    }

    @Override
    public RunStep step(ConversationId conversation, RunId id, StepId step) {
        return journal.note("runs.step", () -> runs.step(conversation, id, step), conversation, id, step);
    }

    @Override
    public RunEvents watch(ConversationId conversation, RunId id, long after) {
        return journal.note(
                "runs.watch",
                () -> watches.add(id, after, runs.watch(conversation, id, after)),
                conversation,
                id,
                after);
    }

    @Override
    public Run await(ConversationId conversation, RunId id) {
        return journal.note("runs.await", () -> runs.await(conversation, id), conversation, id);
    }
}
