package io.everthread.port.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.everthread.domain.AssistantId;
import io.everthread.domain.ConversationId;
import io.everthread.domain.MessageId;
import io.everthread.domain.RunId;
import io.everthread.domain.StepId;
import io.everthread.domain.assistant.Assistant;
import io.everthread.domain.conversation.Conversation;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.conversation.NewConversation;
import io.everthread.domain.run.NumberedEvent;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunEvent;
import io.everthread.domain.run.RunRequest;
import io.everthread.domain.run.RunSettings;
import io.everthread.domain.run.RunStep;
import io.everthread.domain.run.StepDetails;
import io.everthread.port.Change;
import io.everthread.port.ChangeSet;
import io.everthread.port.CommitResult;
import io.everthread.port.Lease;
import io.everthread.port.Project;
import io.everthread.port.RunRef;
import io.everthread.port.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A store per test, and what the store contracts put into it. */
@Timeout(60)
abstract class StoreFixture {

    static final Project HERE = Project.DEFAULT;
    static final Project ELSEWHERE = new Project("elsewhere");
    static final Duration LIFE = Duration.ofSeconds(30);

    StoreHarness harness;
    StateStore store;

    /** Opens a harness of its own for the test that is about to run. */
    protected abstract StoreHarness open();

    @BeforeEach
    void openHarness() {
        harness = open();
        store = harness.store();
    }

    @AfterEach
    void closeHarness() {
        harness.close();
    }

    final CommitResult commit(Change... changes) {
        return store.commit(new ChangeSet(HERE, null, null, List.of(changes)));
    }

    final CommitResult commitIn(Project project, Change... changes) {
        return store.commit(new ChangeSet(project, null, null, List.of(changes)));
    }

    final CommitResult commitUnder(Lease lease, Change... changes) {
        return store.commit(new ChangeSet(HERE, lease, null, List.of(changes)));
    }

    static void assertCommitted(CommitResult result) {
        assertThat(result).isEqualTo(new CommitResult.Committed());
    }

    static void assertConflict(CommitResult result) {
        assertThat(result).isInstanceOf(CommitResult.Conflict.class);
    }

    static void assertStale(CommitResult result) {
        assertThat(result).isEqualTo(new CommitResult.StaleLease());
    }

    /** The store's time, as precise as every store has to keep it. */
    final Instant now() {
        return harness.now().truncatedTo(ChronoUnit.MILLIS);
    }

    final Assistant assistant(String id) {
        return new Assistant(new AssistantId(id), now(), Samples.ASSISTANT);
    }

    final Conversation conversation(String id) {
        return Conversation.created(
                new ConversationId(id), now(), NewConversation.EMPTY.withMetadata(Samples.METADATA));
    }

    final Message message(Conversation in, String id) {
        return Message.added(new MessageId(id), in.id(), now(), Samples.user("I am " + id));
    }

    final Run run(Conversation in, String id) {
        Assistant assistant = assistant("asst");
        RunRequest request = RunRequest.of(assistant.id());
        return Run.queued(new RunId(id), in.id(), now(), request, RunSettings.of(assistant, request));
    }

    final RunStep step(Run of, String id) {
        return RunStep.begun(new StepId(id), of, now(), new StepDetails.MessageCreation(new MessageId("msg-of-" + id)));
    }

    /** A conversation that is stored. */
    final Conversation storedConversation(String id) {
        Conversation conversation = conversation(id);
        assertCommitted(commit(new Change.PutConversation(conversation, 0)));
        return conversation;
    }

    /** A queued run that is stored, in a stored conversation of its own. */
    final Run storedRun(String id) {
        Run run = run(storedConversation("conversation-of-" + id), id);
        assertCommitted(commit(new Change.PutRun(run, 0)));
        return run;
    }

    static RunRef ref(Run run) {
        return new RunRef(HERE, run.conversation(), run.id());
    }

    final Lease claimed(Run run, String owner) {
        return store.claim(ref(run), owner, LIFE).orElseThrow();
    }

    final List<NumberedEvent> events(Run run) {
        return store.events(HERE, run.id(), 0, 1_000);
    }

    static Change append(Run run, RunEvent... events) {
        return new Change.Append(run.id(), List.of(events));
    }
}
