package io.everthread.port.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.everthread.domain.AssistantId;
import io.everthread.domain.ConversationId;
import io.everthread.domain.Metadata;
import io.everthread.domain.Patch;
import io.everthread.domain.assistant.AssistantChange;
import io.everthread.domain.assistant.Sampling;
import io.everthread.domain.conversation.Conversation;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.conversation.MessageState;
import io.everthread.domain.conversation.NewConversation;
import io.everthread.domain.conversation.NewMessage;
import io.everthread.domain.conversation.Role;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunError;
import io.everthread.domain.run.RunRequest;
import io.everthread.domain.run.RunState;
import io.everthread.domain.run.RunStatus;
import io.everthread.domain.run.Truncation;
import io.everthread.domain.run.Usage;
import io.everthread.port.AssistantException;
import io.everthread.port.AssistantException.NotFound;
import io.everthread.port.CallOptions;
import io.everthread.port.Limitation;
import io.everthread.port.PageRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@link io.everthread.port.Runs} promises of a run from its creation to its end, cancel and expiry aside. */
public abstract class RunsContract extends GatewayFixture {

    @Test
    @Proves("AG-40")
    void aRunCompletesWithOneMessage() {
        harness.script(Turn.says("Hel", "lo", "."));
        ConversationId conversation = conversation("hi");
        AssistantId assistant = assistant();

        Run created = gateway.runs().create(conversation, RunRequest.of(assistant));

        assertThat(created.conversation()).isEqualTo(conversation);
        assertThat(created.assistant()).isEqualTo(assistant);
        assertThat(created.status()).isIn(RunStatus.QUEUED, RunStatus.IN_PROGRESS, RunStatus.COMPLETED);
        Run ended = awaited(created);
        assertThat(ended.id()).isEqualTo(created.id());
        assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(current(created)).isEqualTo(ended);
        assertThat(texts(conversation)).containsExactly("hi", "Hello.");
        Message reply = messages(conversation).get(1);
        assertThat(reply.role()).isEqualTo(Role.ASSISTANT);
        assertThat(reply.run()).isEqualTo(created.id());
        assertThat(reply.assistant()).isEqualTo(assistant);
        assertThat(reply.state().status()).isEqualTo(MessageState.Status.COMPLETED);
    }

    @Test
    @Proves("AG-43")
    void theModelIsShownTheConversationSoFar() {
        harness.script(Turn.says("one"), Turn.says("two"));
        ConversationId conversation = conversation("first");
        RunRequest request = RunRequest.of(assistant());
        awaited(gateway.runs().create(conversation, request));
        gateway.messages().add(conversation, Samples.user("second"));

        awaited(gateway.runs().create(conversation, request));

        assertThat(harness.shown().get(1).history()).containsExactly("user: first", "assistant: one", "user: second");
        assertThat(texts(conversation)).containsExactly("first", "one", "second", "two");
    }

    @Test
    @Proves("AG-41")
    void whileARunIsInProgressNoOtherIsCreated() {
        assertBusy(runHeldAfter("so far"));
    }

    @Test
    @Proves("AG-41")
    void whileARunRequiresActionNoOtherIsCreated() {
        assertBusy(stoppedRun(Turn.calls("look_up", "{}")));
    }

    @Test
    @Proves("AG-42")
    void additionalMessagesComeBeforeTheRunsOwn() {
        harness.script(Turn.says("hello"));
        ConversationId conversation = conversation("hi");
        List<NewMessage> more = List.of(Samples.user("one"), Samples.assistant("two"), Samples.user("three"));

        awaited(gateway.runs().create(conversation, RunRequest.of(assistant()).withAdditionalMessages(more)));

        assertThat(texts(conversation)).containsExactly("hi", "one", "two", "three", "hello");
        assertThat(harness.shown().get(0).history())
                .containsExactly("user: hi", "user: one", "assistant: two", "user: three");
    }

    @Test
    @Proves("AG-42")
    void additionalMessagesOfARefusedRunAreNotAdded() {
        Run active = stoppedRun(Turn.calls("look_up", "{}"));
        ConversationId busy = active.conversation();
        ConversationId idle = conversation("hi");
        List<NewMessage> more = List.of(Samples.user("lost"));

        assertThrows(
                AssistantException.Busy.class,
                () -> gateway.runs()
                        .create(busy, RunRequest.of(active.assistant()).withAdditionalMessages(more)));
        assertThrows(
                NotFound.class,
                () -> gateway.runs()
                        .create(idle, RunRequest.of(new AssistantId("no-such")).withAdditionalMessages(more)));

        assertThat(texts(busy)).containsExactly("hi");
        assertThat(texts(idle)).containsExactly("hi");
    }

    @Test
    @Proves("AG-43")
    void theModelIsShownTheAssistantsInstructions() {
        awaited(startedRun());

        assertThat(harness.shown().get(0).instructions()).isEqualTo(Samples.ASSISTANT.instructions());
    }

    @Test
    @Proves("AG-43")
    void theInstructionsOfTheRequestTakeTheirPlaceAndAdditionalOnesFollow() {
        RunRequest request = RunRequest.of(assistant());
        ConversationId conversation = conversation("hi");

        awaited(gateway.runs().create(conversation, request.withInstructions("Sing.")));
        awaited(gateway.runs().create(conversation, request.withAdditionalInstructions("Loudly.")));
        awaited(gateway.runs()
                .create(conversation, request.withInstructions("Sing.").withAdditionalInstructions("Loudly.")));

        List<Shown> shown = harness.shown();
        assertThat(shown.get(0).instructions()).isEqualTo("Sing.");
        assertThat(shown.get(1).instructions()).matches("Answer briefly\\.\\s+Loudly\\.");
        assertThat(shown.get(2).instructions()).matches("Sing\\.\\s+Loudly\\.");
    }

    @Test
    @Proves("AG-44")
    void theRequestsChoicesHoldForThisRunOnly() {
        AssistantId assistant = gateway.assistants()
                .create(Samples.ASSISTANT
                        .withTools(List.of(Samples.function("look_up")))
                        .withSampling(temperature(0.2)))
                .id();
        ConversationId conversation = conversation("hi");
        RunRequest request = RunRequest.of(assistant);

        Run own = awaited(gateway.runs()
                .create(
                        conversation,
                        request.withModel("model-9")
                                .withTools(List.of(Samples.function("book"), Samples.function("cancel")))
                                .withSampling(temperature(1.5))));
        Run next = awaited(gateway.runs().create(conversation, request));

        assertThat(own.settings().model()).isEqualTo("model-9");
        assertThat(next.settings().model()).isEqualTo("model-1");
        List<Shown> shown = harness.shown();
        assertThat(shown.get(0).model()).isEqualTo("model-9");
        assertThat(shown.get(0).tools()).containsExactly("book", "cancel");
        assertThat(shown.get(0).temperature()).isEqualTo(1.5);
        assertThat(shown.get(1).model()).isEqualTo("model-1");
        assertThat(shown.get(1).tools()).containsExactly("look_up");
        assertThat(shown.get(1).temperature()).isEqualTo(0.2);
    }

    @Test
    @Proves("AG-44")
    void theRequestMayTakeAllToolsAway() {
        awaited(gateway.runs()
                .create(
                        conversation("hi"),
                        RunRequest.of(assistantWith("look_up")).withTools(List.of())));

        assertThat(harness.shown().get(0).tools()).isEmpty();
    }

    @Test
    @Proves("AG-44")
    void aLaterChangeOfTheAssistantDoesNotReachTheRun() {
        Run waiting = stoppedRun(Turn.calls("look_up", "{}"), Turn.says("done"));

        gateway.assistants()
                .update(
                        waiting.assistant(),
                        AssistantChange.none().withModel("model-9").withInstructions(Patch.set("Sing.")));
        submitted(waiting, outputsFor(waiting));
        awaited(waiting);

        Shown second = harness.shown().get(1);
        assertThat(second.model()).isEqualTo("model-1");
        assertThat(second.instructions()).isEqualTo(Samples.ASSISTANT.instructions());
    }

    @Test
    @Proves("AG-45")
    void aConversationAndItsRunAreCreatedTogether() {
        harness.script(Turn.says("hello"));
        NewConversation draft = Samples.conversation("one", "two").withMetadata(Samples.METADATA);

        Run run = gateway.runs().createWithConversation(draft, RunRequest.of(assistant()));

        assertThat(awaited(run).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(texts(run.conversation())).containsExactly("one", "two", "hello");
        assertThat(gateway.conversations().get(run.conversation()).metadata()).isEqualTo(Samples.METADATA);
    }

    @Test
    @Proves("AG-45")
    void withoutItsRunTheConversationIsNotCreatedEither() throws Throwable {
        AssistantId nobody = new AssistantId("no-such");
        ConversationId before = conversation("before");

        assertNotFound(
                NotFound.Resource.ASSISTANT,
                nobody,
                () -> gateway.runs().createWithConversation(Samples.conversation("lost"), RunRequest.of(nobody)));

        unlessLimited(
                Limitation.LIST_CONVERSATIONS,
                () -> gateway.conversations().list(PageRequest.NEWEST),
                () -> assertThat(
                                gateway.conversations().list(PageRequest.NEWEST).items())
                        .extracting(Conversation::id)
                        .containsExactly(before));
    }

    @ParameterizedTest
    @CsvSource({"1, 'user: m3'", "2, 'assistant: m2|user: m3'", "4, 'user: m1|assistant: m2|user: m3'"})
    @Proves("AG-46")
    void theModelIsShownTheNewestMessagesOnly(int count, String expected) {
        ConversationId conversation = gateway.conversations()
                .create(NewConversation.of(Samples.user("m1"), Samples.assistant("m2"), Samples.user("m3")))
                .id();

        awaited(gateway.runs()
                .create(conversation, RunRequest.of(assistant()).withTruncation(new Truncation.LastMessages(count))));

        assertThat(harness.shown().get(0).history()).containsExactly(expected.split("\\|"));
    }

    @Test
    @Proves("AG-47")
    void anUpdateReplacesTheMetadataAndNothingElse() {
        harness.script(Turn.says("hello").spending(5, 2));
        Run run = awaited(gateway.runs()
                .create(conversation("hi"), RunRequest.of(assistant()).withMetadata(Metadata.of("old", "pair"))));

        Run updated = gateway.runs().update(run.conversation(), run.id(), Samples.METADATA);

        assertThat(updated).isEqualTo(run.withMetadata(Samples.METADATA));
        assertThat(current(run)).isEqualTo(updated);
    }

    @Test
    @Proves("AG-47")
    void anUpdateDoesNotDisturbARunThatWaits() {
        Run run = stoppedRun(Turn.calls("look_up", "{}"), Turn.says("done"));

        gateway.runs().update(run.conversation(), run.id(), Samples.METADATA);

        assertThat(current(run)).isEqualTo(run.withMetadata(Samples.METADATA));
        submitted(run, outputsFor(run));
        Run ended = awaited(run);
        assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(ended.metadata()).isEqualTo(Samples.METADATA);
    }

    @Test
    @Proves("AG-48")
    void usageIsTheSumOverTheTurns() {
        Run run = stoppedRun(
                Turn.calls("look_up", "{}").spending(100, 7), Turn.says("done").spending(120, 30));

        submitted(run, outputsFor(run));

        assertThat(awaited(run).usage()).isEqualTo(new Usage(220, 37));
    }

    @Test
    @Proves("AG-48")
    void usageThatNobodyReportedIsAbsent() {
        assertThat(stoppedRun(Turn.says("done")).usage()).isNull();
    }

    @Test
    @Proves("AG-49")
    void aReplyCutAtTheTokenLimitIsKeptAndMarked() {
        Run run = stoppedRun(Turn.cutAtLimit("half a sen"));

        assertThat(run.state()).isInstanceOf(RunState.Incomplete.class);
        assertThat(((RunState.Incomplete) run.state()).reason())
                .isEqualTo(RunState.IncompleteReason.MAX_COMPLETION_TOKENS);
        Message reply = written(run).get(0);
        assertThat(reply.text()).isEqualTo("half a sen");
        assertThat(reply.state()).isInstanceOf(MessageState.Incomplete.class);
        assertThat(((MessageState.Incomplete) reply.state()).reason())
                .isEqualTo(MessageState.IncompleteReason.MAX_TOKENS);
        assertUsable(run.conversation());
    }

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMITED, RATE_LIMIT_EXCEEDED",
        "QUOTA, RATE_LIMIT_EXCEEDED",
        "BAD_REQUEST, INVALID_PROMPT",
        "SERVER_ERROR, SERVER_ERROR",
        "UNREACHABLE, SERVER_ERROR",
        "CONNECTION_LOST, SERVER_ERROR"
    })
    @Proves("AG-58")
    void whenTheModelFailsTheRunFails(Turn.End end, RunError.Code code) {
        Run run = stoppedRun(Turn.fails(end));

        assertThat(run.state()).isInstanceOf(RunState.Failed.class);
        RunError error = ((RunState.Failed) run.state()).error();
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.message()).isNotBlank();
        assertUsable(run.conversation());
    }

    @Test
    @Proves("AG-64")
    void awaitReturnsARunThatHasEnded() {
        Run ended = stoppedRun(Turn.says("done"));

        assertThat(awaited(ended)).isEqualTo(ended);
        assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    @Proves("AG-64")
    void awaitReturnsAsSoonAsTheRunStops() {
        harness.script(Turn.calls("look_up", "{}"), Turn.says("done"));
        Run run = startedRun();

        Run waiting = awaited(run);
        assertThat(waiting.status()).isEqualTo(RunStatus.REQUIRES_ACTION);
        submitted(waiting, outputsFor(waiting));
        Run ended = awaited(run);

        assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
        // Whoever waited longer than needed on a clock that moves by itself would have moved it.
        Conversation afterwards = gateway.conversations().create(NewConversation.EMPTY);
        assertThat(Duration.between(run.createdAt(), afterwards.createdAt())).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    @Proves("AG-65")
    void awaitGivesUpWhenTheCallsTimeIsOverAndTheRunGoesOn() {
        harness.script(Turn.holds("so far"));
        Run run = startedRun();

        assertThrows(
                AssistantException.TimedOut.class,
                () -> gateway.with(CallOptions.timeout(Duration.ofMillis(200)))
                        .runs()
                        .await(run.conversation(), run.id()));

        assertThat(current(run).status()).isIn(RunStatus.QUEUED, RunStatus.IN_PROGRESS);
        assertThat(cancelled(run).status()).isEqualTo(RunStatus.CANCELLED);
    }

    private void assertBusy(Run active) {
        AssistantException.Busy busy = assertThrows(
                AssistantException.Busy.class,
                () -> gateway.runs().create(active.conversation(), RunRequest.of(active.assistant())));

        assertThat(busy.activeRun()).isEqualTo(active.id());
        assertThat(busy.conversation()).isEqualTo(active.conversation());
        assertThat(gateway.runs()
                        .list(active.conversation(), PageRequest.NEWEST)
                        .items())
                .extracting(Run::id)
                .containsExactly(active.id());
    }

    private static Sampling temperature(double temperature) {
        return new Sampling(temperature, null, null, null);
    }
}
