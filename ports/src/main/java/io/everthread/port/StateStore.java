package io.everthread.port;

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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything the run engine knows. May be shared by several engines, in one process or in many.
 *
 * <ul>
 *   <li>ST-01: A change set is committed as a whole or not at all; afterwards every read sees it.
 *   <li>ST-02: A change whose expected version is not the stored one makes the commit a {@link CommitResult.Conflict}. Version 0
 *       means: must not exist yet. Each put adds 1. Nothing is put into a conversation or run that is not there: that is a conflict
 *       too.
 *   <li>ST-03: With a lease that is no longer the run's newest, was given up, or is past its time, the commit is a
 *       {@link CommitResult.StaleLease}, also if there would be a conflict besides: a writer that lost its run must not try again.
 *   <li>ST-04: With a request key already used in the project, the commit is a {@link CommitResult.KeyTaken} with what was
 *       recorded then; keys are forgotten by {@link #forgetKeys} only.
 *   <li>ST-05: Events are numbered by the store, per run, from 1 without gaps, in the order committed.
 *   <li>ST-06: Listings follow the order in which things were first committed and obey {@link PageRequest}, also when what lies
 *       before the page is changed or deleted.
 *   <li>ST-07: Nothing of one project is seen from another.
 *   <li>ST-08: Deleting a conversation deletes its messages, runs, steps, events and leases.
 *   <li>ST-09: {@link #claim} gives a run to one owner at a time, with a token larger than any before; a lease past its time may be
 *       claimed by anybody.
 *   <li>ST-10: {@link #renew} extends the newest lease of a run and refuses any other.
 *   <li>ST-11: {@link #unowned} finds, in all projects, the runs that nobody holds and that are queued, in progress, cancelling or
 *       overdue, oldest first.
 *   <li>ST-12: After each commit that changed a run or its log, every listener of {@link #onChange} is told its id, also when
 *       another process committed; being told too often is allowed.
 *   <li>ST-13: All methods may be called by many threads at once.
 * </ul>
 *
 * <p>Pages are found by key: what a page costs does not grow with what lies before it.
 *
 * <p>A store that cannot read or write fails with {@link AssistantException.StoreFailed}.
 */
public interface StateStore extends AutoCloseable {

    CommitResult commit(ChangeSet changes);

    Optional<Versioned<Assistant>> assistant(Project project, AssistantId id);

    Optional<Versioned<Conversation>> conversation(Project project, ConversationId id);

    Optional<Versioned<Message>> message(Project project, ConversationId conversation, MessageId id);

    Optional<Versioned<Run>> run(Project project, ConversationId conversation, RunId id);

    Optional<Versioned<RunStep>> step(Project project, RunId run, StepId id);

    Optional<KeyUse> keyUse(Project project, RequestKey key);

    Page<Assistant> assistants(Project project, PageRequest page);

    Page<Conversation> conversations(Project project, PageRequest page);

    /** @param run only what this run wrote; null for all */
    Page<Message> messages(Project project, ConversationId conversation, @Nullable RunId run, PageRequest page);

    Page<Run> runs(Project project, ConversationId conversation, PageRequest page);

    Page<RunStep> steps(Project project, RunId run, PageRequest page);

    /**
     * The events that follow event {@code after}, oldest first.
     *
     * @param limit at most so many
     */
    List<NumberedEvent> events(Project project, RunId run, long after, int limit);

    /**
     * Takes an unowned run for {@code life} from now, by the store's clock.
     *
     * @return empty if somebody holds it, it is not there, or it has ended
     */
    Optional<Lease> claim(RunRef run, String owner, Duration life);

    /** Extends a lease to {@code life} from now. Returns whether it was still the newest. */
    boolean renew(Lease lease, Duration life);

    /** See ST-11. */
    List<RunRef> unowned(int limit);

    /** Forgets the request keys used before {@code instant}. */
    void forgetKeys(Instant instant);

    /** Tells {@code listener} of changed runs until the returned handle is closed. The listener must not block. */
    Subscription onChange(Consumer<RunId> listener);

    @Override
    void close();

    /** Ends something when closed; closing again does nothing. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
