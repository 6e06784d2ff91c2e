package io.everthread.port.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.everthread.domain.AssistantId;
import io.everthread.domain.ConversationId;
import io.everthread.domain.MessageId;
import io.everthread.domain.Metadata;
import io.everthread.domain.RunId;
import io.everthread.domain.StepId;
import io.everthread.domain.assistant.AssistantChange;
import io.everthread.domain.conversation.Content;
import io.everthread.domain.conversation.Conversation;
import io.everthread.domain.conversation.ConversationChange;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.conversation.NewConversation;
import io.everthread.domain.conversation.NewMessage;
import io.everthread.domain.conversation.Role;
import io.everthread.domain.run.NumberedEvent;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunRequest;
import io.everthread.domain.run.RunState;
import io.everthread.domain.run.RunStatus;
import io.everthread.domain.tool.ToolDefinition;
import io.everthread.domain.tool.ToolOutput;
import io.everthread.port.AssistantException;
import io.everthread.port.AssistantException.NotFound.Resource;
import io.everthread.port.AssistantGateway;
import io.everthread.port.CallOptions;
import io.everthread.port.Limitation;
import io.everthread.port.PageRequest;
import io.everthread.port.Project;
import io.everthread.port.RunEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What {@link AssistantGateway} promises of all its calls; keys are in {@link RequestKeyContract}. */
public abstract class GatewayContract extends GatewayFixture {

    @Test
    @Proves("AG-01")
    void manyThreadsAddToOneConversation() throws Exception {
        ConversationId conversation = conversation();

        List<Message> added = InParallel.call(
                8, i -> gateway.with(CallOptions.NONE).messages().add(conversation, Samples.user("from " + i)));

        assertThat(texts(conversation))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 8).mapToObj(i -> "from " + i).toList());
        assertThat(messages(conversation)).containsExactlyInAnyOrderElementsOf(added);
    }

    @Test
    @Proves("AG-01")
    void manyThreadsRunAtOnce() throws Exception {
        harness.script(Turn.says("hel", "lo"));
        RunRequest request = RunRequest.of(assistant());

        List<Run> ended = InParallel.call(
                8, i -> awaited(gateway.runs().createWithConversation(Samples.conversation("from " + i), request)));

        assertThat(ended).extracting(Run::status).containsOnly(RunStatus.COMPLETED);
        for (int i = 0; i < ended.size(); i++) {
            assertThat(texts(ended.get(i).conversation())).containsExactly("from " + i, "hello");
        }
    }

    @Test
    @Proves({"AG-01", "AG-41"})
    void ofManyRunsCreatedAtOnceOneIs() throws Exception {
        harness.script(Turn.holds());
        ConversationId conversation = conversation("hi");
        RunRequest request = RunRequest.of(assistant());

        List<Boolean> created = InParallel.call(8, i -> {
            try {
                gateway.runs().create(conversation, request);
                return true;
            } catch (AssistantException.Busy e) {
                return false;
            }
        });

        assertThat(created).containsOnlyOnce(true);
        assertThat(gateway.runs().list(conversation, PageRequest.NEWEST).items())
                .hasSize(1);
    }

    @Test
    @Proves("AG-02")
    void whatDoesNotExistIsNotFound() {
        // No id of these has the form that the backend would give.
        AssistantId assistant = new AssistantId("no-such-assistant");
        ConversationId conversation = new ConversationId("no.such/conversation");
        MessageId message = new MessageId("0");
        RunId run = new RunId("läuft-nicht");
        StepId step = new StepId("step");
        Run there = stoppedRun(Turn.says("hello"));
        ConversationId in = there.conversation();

        assertNotFound(Resource.ASSISTANT, assistant, () -> gateway.assistants().get(assistant));
        assertNotFound(
                Resource.ASSISTANT, assistant, () -> gateway.assistants().update(assistant, AssistantChange.none()));
        assertNotFound(Resource.ASSISTANT, assistant, () -> gateway.assistants().delete(assistant));
        assertNotFound(Resource.ASSISTANT, assistant, () -> gateway.runs().create(in, RunRequest.of(assistant)));

        assertNotFound(
                Resource.CONVERSATION,
                conversation,
                () -> gateway.conversations().get(conversation));
        assertNotFound(
                Resource.CONVERSATION,
                conversation,
                () -> gateway.conversations().update(conversation, ConversationChange.metadata(Metadata.EMPTY)));
        assertNotFound(
                Resource.CONVERSATION,
                conversation,
                () -> gateway.conversations().delete(conversation));
        assertNotFound(
                Resource.CONVERSATION, conversation, () -> gateway.messages().add(conversation, Samples.user("hi")));
        assertNotFound(Resource.CONVERSATION, conversation, () -> messages(conversation));
        assertNotFound(
                Resource.CONVERSATION,
                conversation,
                () -> gateway.runs().create(conversation, RunRequest.of(there.assistant())));
        assertNotFound(
                Resource.CONVERSATION, conversation, () -> gateway.runs().list(conversation, PageRequest.NEWEST));

        assertMessageNotFound(in, message);
        assertRunNotFound(in, run);
        assertNotFound(Resource.STEP, step, () -> gateway.runs().step(in, there.id(), step));
    }

    @Test
    @Proves("AG-02")
    void whatBelongsToAnotherConversationIsNotFound() {
        Run here = stoppedRun(Turn.says("hello"));
        Run there = stoppedRun(Turn.says("elsewhere"));

        assertMessageNotFound(here.conversation(), written(there).get(0).id());
        assertRunNotFound(here.conversation(), there.id());
        StepId step = steps(there).get(0).id();
        assertNotFound(Resource.STEP, step, () -> gateway.runs().step(here.conversation(), here.id(), step));

        assertThat(texts(there.conversation())).containsExactly("hi", "elsewhere");
        assertThat(current(there)).isEqualTo(there);
    }

    @Test
    @Proves("AG-03")
    void aFailedCallChangesNothing() {
        Run active = stoppedRun(Turn.calls("look_up", "{}"));
        ConversationId id = active.conversation();
        Conversation conversation = gateway.conversations().get(id);
        List<Message> messages = messages(id);
        List<NumberedEvent> events = history(active);
        RunRequest request = RunRequest.of(active.assistant())
                .withAdditionalMessages(List.of(Samples.user("one"), Samples.user("two")));

        assertThrows(AssistantException.Busy.class, () -> gateway.runs().create(id, request));
        assertThrows(AssistantException.Busy.class, () -> gateway.messages().add(id, Samples.user("three")));
        assertThrows(AssistantException.InvalidRequest.class, () -> submitted(active));
        assertThrows(
                AssistantException.NotFound.class,
                () -> gateway.runs()
                        .createWithConversation(NewConversation.EMPTY, RunRequest.of(new AssistantId("no-such"))));

        assertThat(gateway.conversations().get(id)).isEqualTo(conversation);
        assertThat(messages(id)).isEqualTo(messages);
        assertThat(gateway.runs().list(id, PageRequest.NEWEST).items()).containsExactly(active);
        assertThat(history(active)).isEqualTo(events);
        assertThat(harness.shown()).hasSize(1);
    }

    @Test
    @Proves("AG-06")
    void conversationsAreListedOrNot() throws Throwable {
        ConversationId conversation = conversation();

        unlessLimited(
                Limitation.LIST_CONVERSATIONS,
                () -> gateway.conversations().list(PageRequest.NEWEST),
                () -> assertThat(
                                gateway.conversations().list(PageRequest.NEWEST).items())
                        .extracting(Conversation::id)
                        .containsExactly(conversation));
    }

    @Test
    @Proves("AG-06")
    void assistantIdsAreChosenOrNot() throws Throwable {
        AssistantId own = new AssistantId("own");

        unlessLimited(
                Limitation.CHOOSE_ASSISTANT_ID,
                () -> gateway.assistants().put(own, Samples.ASSISTANT),
                () -> assertThat(
                                gateway.assistants().put(own, Samples.ASSISTANT).id())
                        .isEqualTo(own));
    }

    @Test
    @Proves("AG-06")
    void requestKeysAreRecognisedOrNot() throws Throwable {
        AssistantGateway keyed = gateway.with(CallOptions.key("k"));

        unlessLimited(
                Limitation.REQUEST_KEYS,
                () -> keyed.assistants().create(Samples.ASSISTANT),
                () -> assertThat(keyed.assistants().create(Samples.ASSISTANT))
                        .isEqualTo(keyed.assistants().create(Samples.ASSISTANT)));
    }

    @Test
    @Proves("AG-06")
    void eventsAreResumedOrNot() throws Throwable {
        Run run = stoppedRun(Turn.says("hello"));

        unlessLimited(Limitation.RESUME_EVENTS, () -> watch(run, 1), () -> {
            try (RunEvents events = watch(run, 1)) {
                assertThat(events.next().number()).isEqualTo(2);
            }
        });
    }

    @Test
    @Proves("AG-06")
    void filesAreSearchedOrNot() throws Throwable {
        assertToolRunsOrNot(Limitation.FILE_SEARCH, ToolDefinition.FileSearch.DEFAULT);
    }

    @Test
    @Proves("AG-06")
    void codeIsRunOrNot() throws Throwable {
        assertToolRunsOrNot(Limitation.CODE_INTERPRETER, new ToolDefinition.CodeInterpreter());
    }

    @Test
    @Proves("AG-06")
    void imageFilesAreTakenOrNot() throws Throwable {
        ConversationId conversation = conversation();
        NewMessage image =
                new NewMessage(Role.USER, List.of(new Content.ImageFile("file-1", "high")), List.of(), Metadata.EMPTY);

        assertThat(gateway.messages().add(conversation, image).content()).isEqualTo(image.content());
        assertEndsAccordingTo(Limitation.IMAGE_FILES, gateway.runs().create(conversation, RunRequest.of(assistant())));
    }

    @Test
    @Proves("AG-07")
    void projectsDoNotSeeEachOther() throws Throwable {
        Run run = stoppedRun(Turn.says("hello"));
        Message message = written(run).get(0);
        StepId step = steps(run).get(0).id();
        AssistantGateway other = harness.gateway(new Project("other"));
        Conversation theirs = other.conversations().create(Samples.conversation("theirs"));

        assertNotFound(
                Resource.ASSISTANT, run.assistant(), () -> other.assistants().get(run.assistant()));
        assertNotFound(
                Resource.CONVERSATION,
                run.conversation(),
                () -> other.conversations().get(run.conversation()));
        assertNotFound(
                Resource.ASSISTANT,
                run.assistant(),
                () -> other.runs().create(theirs.id(), RunRequest.of(run.assistant())));
        assertThatIsGone(() -> other.messages().get(run.conversation(), message.id()));
        assertThatIsGone(() -> other.messages().list(run.conversation(), PageRequest.NEWEST));
        assertThatIsGone(() -> other.messages().add(run.conversation(), Samples.user("mine now")));
        assertThatIsGone(() -> other.runs().get(run.conversation(), run.id()));
        assertThatIsGone(() -> other.runs().step(run.conversation(), run.id(), step));
        assertThatIsGone(
                () -> other.runs().watch(run.conversation(), run.id(), 0).hasNext());
        assertThatIsGone(() -> other.conversations().delete(run.conversation()));
        assertThat(other.assistants().list(PageRequest.NEWEST).items()).isEmpty();
        unlessLimited(
                Limitation.LIST_CONVERSATIONS,
                () -> other.conversations().list(PageRequest.NEWEST),
                () -> assertThat(other.conversations().list(PageRequest.NEWEST).items())
                        .containsExactly(theirs));
        assertThat(texts(run.conversation())).containsExactly("hi", "hello");
    }

    @Test
    @Proves("AG-08")
    void afterClosingEveryCallFails() {
        Run run = stoppedRun(Turn.calls("look_up", "{}"));
        Message message = messages(run.conversation()).get(0);
        StepId step = steps(run).get(0).id();
        AssistantGateway view = gateway.with(CallOptions.key("k"));

        gateway.close();
        gateway.close();

        for (AssistantGateway closed : List.of(gateway, view)) {
            for (Executable call : everyCall(closed, run, message, step)) {
                assertThrows(IllegalStateException.class, call);
            }
        }
    }

    @Test
    @Proves("AG-08")
    void aViewClosesWhatItIsAViewOf() {
        gateway.with(CallOptions.NONE).with(CallOptions.key("k")).close();

        assertThrows(IllegalStateException.class, this::assistant);
    }

    @Test
    @Proves("AG-09")
    void metadataComesBackAsGiven() {
        Metadata given = Samples.METADATA;
        RunRequest request = RunRequest.of(gateway.assistants()
                        .create(Samples.ASSISTANT.withMetadata(given))
                        .id())
                .withMetadata(given)
                .withAdditionalMessages(List.of(Samples.user("hi").withMetadata(given)));
        ConversationId conversation = gateway.conversations()
                .create(NewConversation.EMPTY.withMetadata(given))
                .id();

        Run run = awaited(gateway.runs().create(conversation, request));

        assertSameOrder(gateway.assistants().get(run.assistant()).spec().metadata());
        assertSameOrder(gateway.assistants()
                .list(PageRequest.NEWEST)
                .items()
                .get(0)
                .spec()
                .metadata());
        assertSameOrder(gateway.conversations().get(conversation).metadata());
        assertSameOrder(messages(conversation).get(0).metadata());
        assertSameOrder(run.metadata());
        assertSameOrder(gateway.runs()
                .list(conversation, PageRequest.NEWEST)
                .items()
                .get(0)
                .metadata());
        assertThat(written(run).get(0).metadata()).isEqualTo(Metadata.EMPTY);
        assertThat(steps(run).get(0).metadata()).isEqualTo(Metadata.EMPTY);
    }

    private void assertToolRunsOrNot(Limitation limitation, ToolDefinition tool) {
        ConversationId conversation = conversation("hi");
        AssistantId assistant = gateway.assistants()
                .create(Samples.ASSISTANT.withTools(List.of(tool)))
                .id();
        assertThat(gateway.assistants().get(assistant).spec().tools()).containsExactly(tool);

        assertEndsAccordingTo(limitation, gateway.runs().create(conversation, RunRequest.of(assistant)));
        assertEndsAccordingTo(
                limitation,
                gateway.runs().create(conversation, RunRequest.of(assistant()).withTools(List.of(tool))));
    }

    /** What the model lacks ends the run as failed and is named; otherwise it makes no difference. */
    private void assertEndsAccordingTo(Limitation limitation, Run run) {
        RunState end = awaited(run).state();
        if (gateway.limitations().contains(limitation)) {
            assertThat(end)
                    .isInstanceOfSatisfying(
                            RunState.Failed.class,
                            failed -> assertThat(failed.error().message()).contains(limitation.ability()));
        } else {
            assertThat(end).isInstanceOf(RunState.Completed.class);
        }
    }

    private void assertMessageNotFound(ConversationId in, MessageId id) {
        assertNotFound(Resource.MESSAGE, id, () -> gateway.messages().get(in, id));
        assertNotFound(Resource.MESSAGE, id, () -> gateway.messages().update(in, id, Metadata.EMPTY));
        assertNotFound(Resource.MESSAGE, id, () -> gateway.messages().delete(in, id));
    }

    private void assertRunNotFound(ConversationId in, RunId id) {
        assertNotFound(Resource.RUN, id, () -> gateway.runs().get(in, id));
        assertNotFound(Resource.RUN, id, () -> gateway.runs().update(in, id, Metadata.EMPTY));
        assertNotFound(Resource.RUN, id, () -> gateway.runs().cancel(in, id));
        assertNotFound(Resource.RUN, id, () -> gateway.runs().submitToolOutputs(in, id, List.of()));
        assertNotFound(Resource.RUN, id, () -> gateway.runs().steps(in, id, PageRequest.NEWEST));
        assertNotFound(Resource.RUN, id, () -> gateway.runs().step(in, id, new StepId("step")));
        assertNotFound(Resource.RUN, id, () -> gateway.runs().watch(in, id, 0).hasNext());
        assertNotFound(Resource.RUN, id, () -> gateway.runs().await(in, id));
    }

    private static void assertSameOrder(Metadata metadata) {
        // Maps that are equal may still differ in order.
        assertThat(new ArrayList<>(metadata.pairs().entrySet())).isEqualTo(new ArrayList<>(Samples.PAIRS.entrySet()));
    }

    private static List<Executable> everyCall(AssistantGateway closed, Run run, Message message, StepId step) {
        ConversationId in = run.conversation();
        return List.of(
                () -> closed.assistants().create(Samples.ASSISTANT),
                () -> closed.assistants().list(PageRequest.NEWEST),
                () -> closed.assistants().get(run.assistant()),
                () -> closed.assistants().update(run.assistant(), AssistantChange.none()),
                () -> closed.assistants().put(run.assistant(), Samples.ASSISTANT),
                () -> closed.assistants().delete(run.assistant()),
                () -> closed.conversations().create(NewConversation.EMPTY),
                () -> closed.conversations().list(PageRequest.NEWEST),
                () -> closed.conversations().get(in),
                () -> closed.conversations().update(in, ConversationChange.metadata(Metadata.EMPTY)),
                () -> closed.conversations().delete(in),
                () -> closed.messages().add(in, Samples.user("hi")),
                () -> closed.messages().list(in, PageRequest.NEWEST),
                () -> closed.messages().listOfRun(in, run.id(), PageRequest.NEWEST),
                () -> closed.messages().get(in, message.id()),
                () -> closed.messages().update(in, message.id(), Metadata.EMPTY),
                () -> closed.messages().delete(in, message.id()),
                () -> closed.runs().create(in, RunRequest.of(run.assistant())),
                () -> closed.runs().createWithConversation(NewConversation.EMPTY, RunRequest.of(run.assistant())),
                () -> closed.runs().list(in, PageRequest.NEWEST),
                () -> closed.runs().get(in, run.id()),
                () -> closed.runs().update(in, run.id(), Metadata.EMPTY),
                () -> closed.runs().cancel(in, run.id()),
                () -> closed.runs().submitToolOutputs(in, run.id(), List.<ToolOutput>of()),
                () -> closed.runs().steps(in, run.id(), PageRequest.NEWEST),
                () -> closed.runs().step(in, run.id(), step),
                () -> closed.runs().watch(in, run.id(), 0),
                () -> closed.runs().await(in, run.id()));
    }
}
