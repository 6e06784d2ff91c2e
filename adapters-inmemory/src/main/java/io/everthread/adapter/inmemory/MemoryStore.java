package io.everthread.adapter.inmemory;

import io.everthread.adapter.inmemory.ProjectData.ConversationData;
import io.everthread.domain.AssistantId;
import io.everthread.domain.ConversationId;
import io.everthread.domain.MessageId;
import io.everthread.domain.RunId;
import io.everthread.domain.StepId;
import io.everthread.domain.assistant.Assistant;
import io.everthread.domain.conversation.Conversation;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.run.NumberedEvent;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunStep;
import io.everthread.port.Change;
import io.everthread.port.ChangeSet;
import io.everthread.port.CommitResult;
import io.everthread.port.KeyUse;
import io.everthread.port.Lease;
import io.everthread.port.Page;
import io.everthread.port.PageRequest;
import io.everthread.port.Project;
import io.everthread.port.RequestKey;
import io.everthread.port.RunRef;
import io.everthread.port.StateStore;
import io.everthread.port.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything in memory, as long as the object lives. One lock orders all commits; listeners are called outside
 * it.
 */
public final class MemoryStore implements StateStore {

    private final InstantSource clock;
    private final Object lock = new Object();
    private final Map<Project, ProjectData> projects = new HashMap<>();
    /** Oldest first. */
    private final Map<RunRef, RunData> unended = new LinkedHashMap<>();

    private final List<Consumer<RunId>> listeners = new CopyOnWriteArrayList<>();
    private long lastToken;

    /** @param clock tells when leases are over */
    public MemoryStore(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public CommitResult commit(ChangeSet changes) {
        Set<RunId> changed = new LinkedHashSet<>();
        synchronized (lock) {
            ProjectData data = projects.computeIfAbsent(changes.project(), project -> new ProjectData());
            KeyUse use = changes.keyUse();
            KeyUse first = use == null ? null : data.keys.get(use.key());
            if (first != null) {
                return new CommitResult.KeyTaken(first);
            }
            if (changes.lease() != null && !valid(changes.lease())) {
                return new CommitResult.StaleLease();
            }
            String conflict = new VersionCheck(data).firstConflict(changes.changes());
            if (conflict != null) {
                return new CommitResult.Conflict(conflict);
            }
            for (Change change : changes.changes()) {
                apply(changes.project(), data, change, changed);
            }
            if (use != null) {
                data.keys.put(use.key(), use);
            }
        }
        changed.forEach(run -> listeners.forEach(listener -> listener.accept(run)));
        return new CommitResult.Committed();
    }

    private void apply(Project project, ProjectData data, Change change, Set<RunId> changed) {
        if (change instanceof Change.PutAssistant put) {
            data.assistants.put(put.assistant().id().value(), put.assistant());
        } else if (change instanceof Change.DeleteAssistant delete) {
            data.assistants.remove(delete.assistant().id().value());
        } else if (change instanceof Change.PutConversation put) {
            ConversationId id = put.conversation().id();
            data.conversations.put(id.value(), put.conversation());
            data.contents.computeIfAbsent(id, conversation -> new ConversationData());
        } else if (change instanceof Change.DeleteConversation delete) {
            changed.addAll(deleteConversation(data, delete.conversation().id()));
        } else if (change instanceof Change.PutMessage put) {
            putMessage(data, put.message());
        } else if (change instanceof Change.DeleteMessage delete) {
            deleteMessage(data, delete.message());
        } else if (change instanceof Change.PutRun put) {
            putRun(project, data, put.run());
            changed.add(put.run().id());
        } else if (change instanceof Change.PutStep put) {
            existing(data, put.step().run()).steps.put(put.step().id().value(), put.step());
        } else if (change instanceof Change.Append append) {
            existing(data, append.run()).append(append.events());
            changed.add(append.run());
        } else if (change instanceof Change.Release release) {
            existing(data, release.run()).release();
        }
    }

    private List<RunId> deleteConversation(ProjectData data, ConversationId id) {
        List<RunId> runs = data.contents(id).runs.ids().stream().map(RunId::new).toList();
        for (RunId run : runs) {
            unended.remove(existing(data, run).ref);
            data.runs.remove(run);
        }
        data.contents.remove(id);
        data.conversations.remove(id.value());
        return runs;
    }

    private static void putMessage(ProjectData data, Message message) {
        data.contents(message.conversation()).messages.put(message.id().value(), message);
        RunData writer = message.run() == null ? null : data.runs.get(message.run());
        if (writer != null) {
            writer.messages.put(message.id().value(), message);
        }
    }

    private static void deleteMessage(ProjectData data, Message message) {
        data.contents(message.conversation()).messages.remove(message.id().value());
        RunData writer = message.run() == null ? null : data.runs.get(message.run());
        if (writer != null) {
            writer.messages.remove(message.id().value());
        }
    }

    private void putRun(Project project, ProjectData data, Run run) {
        data.contents(run.conversation()).runs.put(run.id().value(), run);
        RunData stored = data.runs.computeIfAbsent(
                run.id(), id -> new RunData(new RunRef(project, run.conversation(), id), run));
        stored.put(run);
        if (run.status().ended()) {
            unended.remove(stored.ref);
        } else {
            unended.put(stored.ref, stored);
        }
    }

    private static RunData existing(ProjectData data, RunId id) {
        RunData run = data.runs.get(id);
        if (run == null) {
            throw new IllegalStateException("the version check let a change of the missing run " + id + " pass");
        }
        return run;
    }

    @Override
    public Optional<Versioned<Assistant>> assistant(Project project, AssistantId id) {
        synchronized (lock) {
            return Optional.ofNullable(data(project).assistants.get(id.value()));
        }
    }

    @Override
    public Optional<Versioned<Conversation>> conversation(Project project, ConversationId id) {
        synchronized (lock) {
            return Optional.ofNullable(data(project).conversations.get(id.value()));
        }
    }

    @Override
    public Optional<Versioned<Message>> message(Project project, ConversationId conversation, MessageId id) {
        synchronized (lock) {
            return Optional.ofNullable(
                    data(project).contents(conversation).messages.get(id.value()));
        }
    }

    @Override
    public Optional<Versioned<Run>> run(Project project, ConversationId conversation, RunId id) {
        synchronized (lock) {
            return Optional.ofNullable(data(project).contents(conversation).runs.get(id.value()));
        }
    }

    @Override
    public Optional<Versioned<RunStep>> step(Project project, RunId run, StepId id) {
        synchronized (lock) {
            return Optional.ofNullable(data(project).runs.get(run)).map(found -> found.steps.get(id.value()));
        }
    }

    @Override
    public Optional<KeyUse> keyUse(Project project, RequestKey key) {
        synchronized (lock) {
            return Optional.ofNullable(data(project).keys.get(key));
        }
    }

    @Override
    public Page<Assistant> assistants(Project project, PageRequest page) {
        synchronized (lock) {
            return data(project).assistants.page(page);
        }
    }

    @Override
    public Page<Conversation> conversations(Project project, PageRequest page) {
        synchronized (lock) {
            return data(project).conversations.page(page);
        }
    }

    @Override
    public Page<Message> messages(Project project, ConversationId conversation, @Nullable RunId run, PageRequest page) {
        synchronized (lock) {
            ProjectData data = data(project);
            if (run == null) {
                return data.contents(conversation).messages.page(page);
            }
            RunData writer = data.run(conversation, run);
            return writer == null ? new Listing<Message>().page(page) : writer.messages.page(page);
        }
    }

    @Override
    public Page<Run> runs(Project project, ConversationId conversation, PageRequest page) {
        synchronized (lock) {
            return data(project).contents(conversation).runs.page(page);
        }
    }

    @Override
    public Page<RunStep> steps(Project project, RunId run, PageRequest page) {
        synchronized (lock) {
            RunData found = data(project).runs.get(run);
            return found == null ? new Listing<RunStep>().page(page) : found.steps.page(page);
        }
    }

    @Override
    public List<NumberedEvent> events(Project project, RunId run, long after, int limit) {
        synchronized (lock) {
            RunData found = data(project).runs.get(run);
            return found == null ? List.of() : found.events(after, limit);
        }
    }

    @Override
    public Optional<Lease> claim(RunRef ref, String owner, Duration life) {
        synchronized (lock) {
            Instant now = clock.instant();
            RunData run = unended.get(ref);
            if (run == null || run.heldAt(now)) {
                return Optional.empty();
            }
            Lease lease = new Lease(ref, owner, ++lastToken);
            run.lease(lease, now.plus(life));
            return Optional.of(lease);
        }
    }

    @Override
    public boolean renew(Lease lease, Duration life) {
        synchronized (lock) {
            RunData run = data(lease.run().project()).runs.get(lease.run().run());
            if (run == null || !run.newest(lease)) {
                return false;
            }
            run.lease(lease, clock.instant().plus(life));
            return true;
        }
    }

    private boolean valid(Lease lease) {
        RunData run = data(lease.run().project()).runs.get(lease.run().run());
        return run != null && run.newest(lease) && run.heldAt(clock.instant());
    }

    @Override
    public List<RunRef> unowned(int limit) {
        synchronized (lock) {
            Instant now = clock.instant();
            return unended.values().stream()
                    .filter(run -> !run.heldAt(now) && run.needsWork(now))
                    .limit(limit)
                    .map(run -> run.ref)
                    .toList();
        }
    }

    @Override
    public void forgetKeys(Instant instant) {
        synchronized (lock) {
            projects.values()
                    .forEach(data -> data.keys.values().removeIf(use -> use.at().isBefore(instant)));
        }
    }

    @Override
    public Subscription onChange(Consumer<RunId> listener) {
        // A wrapper of its own, so that a listener subscribed twice is told twice and ended once by each handle.
        Consumer<RunId> subscribed = run -> listener.accept(run);
        listeners.add(subscribed);
        return () -> listeners.remove(subscribed);
    }

    /** Does nothing: what is in memory goes with the object. */
    @Override
    public void close() {}

    private ProjectData data(Project project) {
        return projects.getOrDefault(project, new ProjectData());
    }
}
