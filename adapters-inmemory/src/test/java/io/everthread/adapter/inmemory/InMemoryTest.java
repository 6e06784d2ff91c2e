package io.everthread.adapter.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.everthread.domain.AssistantId;
import io.everthread.domain.ConversationId;
import io.everthread.domain.assistant.AssistantSpec;
import io.everthread.domain.conversation.NewConversation;
import io.everthread.domain.conversation.NewMessage;
import io.everthread.domain.run.NumberedEvent;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunRequest;
import io.everthread.domain.run.RunState;
import io.everthread.domain.run.RunStatus;
import io.everthread.domain.tool.ToolCall;
import io.everthread.domain.tool.ToolDefinition;
import io.everthread.domain.tool.ToolOutput;
import io.everthread.port.AssistantException;
import io.everthread.port.AssistantGateway;
import io.everthread.port.CallOptions;
import io.everthread.port.PageRequest;
import io.everthread.port.Project;
import io.everthread.port.RunEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InMemoryTest {

    private static final Script WEATHER = Script.of(
            Rule.when("weather")
                    .calls("get_weather", "{\"city\":\"Paris\"}")
                    .calls("get_time", "{}")
                    .after(Duration.ofSeconds(2)),
            Rule.whenToolResult("get_weather").says("It rains at noon.").pausing(Duration.ofMillis(250)));

    private final InMemory inMemory = InMemory.create();

    @AfterEach
    void close() {
        inMemory.close();
    }

    @Test
    void idsCountPerKindUnderTheirUsualPrefixes() {
        Run run = ask("hi");

        assertThat(run.assistant().value()).isEqualTo("asst_000001");
        assertThat(run.conversation().value()).isEqualTo("thread_000001");
        assertThat(run.id().value()).isEqualTo("run_000001");
        assertThat(ask("again").conversation().value()).isEqualTo("thread_000002");
    }

    @Test
    void withoutAScriptTheReplyIsRecognisable() {
        Run run = ask("Where were you born?");

        assertThat(reply(run)).startsWith("I was born in memory");
    }

    @Test
    void theSameScriptGivesTheSameHistoryAThousandTimes() {
        inMemory.script(WEATHER);
        List<String> first = history();

        for (int i = 1; i < 1_000; i++) {
            inMemory.reset();
            assertThat(history()).isEqualTo(first);
        }

        assertThat(first.get(0)).contains("runs.await").contains("model.call");
    }

    /** The journal and the event log of a run with tool calls. */
    private List<String> history() {
        Run run = ask("How is the weather?");
        List<ToolCall> calls = ((RunState.RequiresAction) run.state()).calls();
        inMemory.gateway()
                .runs()
                .submitToolOutputs(
                        run.conversation(),
                        run.id(),
                        calls.stream()
                                .map(call -> new ToolOutput(call.id(), "12"))
                                .toList());
        List<NumberedEvent> events = new ArrayList<>();
        try (RunEvents watch = inMemory.gateway().runs().watch(run.conversation(), run.id(), 0)) {
            watch.forEachRemaining(events::add);
        }
        inMemory.gateway().runs().await(run.conversation(), run.id());
        return List.of(inMemory.journal().text(), events.toString());
    }

    @Test
    void aRunExpiresInVirtualTime() {
        inMemory.script(Script.of(Rule.always().says("so far").holds()));

        Run run = ask("hi");

        assertThat(run.status()).isEqualTo(RunStatus.EXPIRED);
        assertThat(inMemory.clock().instant()).isEqualTo(ManualClock.START.plusSeconds(600));
        assertThat(reply(run)).isEqualTo("so far");
    }

    @Test
    void onAHeldClockWaitingNamesWhatIsDueNext() {
        inMemory.script(Script.of(Rule.always().says("at last").after(Duration.ofSeconds(5))))
                .holdClock();
        Run run = start("hi");

        ClockHeldException held = catchThrowableOfType(ClockHeldException.class, () -> await(run));

        assertThat(held.nextDue()).isEqualTo(ManualClock.START.plusSeconds(5));
        inMemory.clock().advance(Duration.ofSeconds(5));
        assertThat(await(run).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void strictModeFailsTheRunOfATurnThatNoRuleCovers() {
        inMemory.script(Script.of(Rule.when("weather").says("rain"))).strict();

        Run run = ask("cheese");

        assertThat(run.state()).isInstanceOf(RunState.Failed.class);
        assertThat(((RunState.Failed) run.state()).error().message())
                .contains("\"cheese\"")
                .contains("(1) text contains \"weather\"");
        assertThat(inMemory.unmatchedTurns()).hasSize(1);
    }

    @Test
    void openWatchesAreNamedUntilReadOrClosed() {
        Run run = start("hi");
        RunEvents closed = watch(run, 1);
        RunEvents read = watch(run, 2);
        RunEvents open = watch(run, 0);
        assertThat(open.next().number()).isEqualTo(1);

        closed.close();
        read.forEachRemaining(event -> {});

        assertThat(inMemory.openWatches()).containsExactly("run run_000001 after event 0");
        open.close();
        assertThat(inMemory.openWatches()).isEmpty();
    }

    @Test
    void aResetBeginsAnew() {
        inMemory.script(Script.of(
                        Rule.always().onCall(1).says("first"), Rule.always().says("later")))
                .strict();
        Run before = ask("hi");
        AssistantGateway past = inMemory.gateway();

        inMemory.reset();

        assertThat(inMemory.journal().entries()).isEmpty();
        assertThat(inMemory.clock().instant()).isEqualTo(ManualClock.START);
        assertThat(inMemory.gateway().conversations().list(PageRequest.NEWEST).items())
                .isEmpty();
        assertThat(ask("hi").id()).isEqualTo(before.id());
        assertThat(reply(before)).isEqualTo("first");
        assertThatIllegalStateException().isThrownBy(past::runs);
    }

    @Test
    void closingClosesTheGatewaysOfAllProjects() {
        AssistantGateway other = inMemory.gateway(new Project("other"));

        inMemory.close();
        inMemory.close();

        assertThatIllegalStateException().isThrownBy(other::conversations);
        assertThatIllegalStateException().isThrownBy(() -> inMemory.gateway().conversations());
    }

    @Test
    void twoThreadsShareTheFake() throws Exception {
        inMemory.script(Script.of(Rule.always().says("one two three").pausing(Duration.ofMillis(10))));
        Callable<List<RunStatus>> work = () -> {
            List<RunStatus> ends = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                ends.add(ask("hi").status());
            }
            return ends;
        };
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            for (Future<List<RunStatus>> ends : pool.invokeAll(List.of(work, work), 60, TimeUnit.SECONDS)) {
                assertThat(ends.get()).hasSize(50).containsOnly(RunStatus.COMPLETED);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(inMemory.gateway().conversations().list(PageRequest.OLDEST).items())
                .hasSize(100);
    }

    @Test
    void theJournalTellsCallsOutcomesAndTimes() {
        inMemory.script(Script.of(Rule.always().says("Hi there").after(Duration.ofSeconds(2))));
        Run run = ask("Hello, my key is sk-abcdef0123456789 and it says\nBearer abc.def");
        inMemory.gateway().with(CallOptions.key("k")).messages().list(run.conversation(), PageRequest.NEWEST);
        assertThatThrownBy(() -> inMemory.gateway().assistants().get(new AssistantId("asst_none")))
                .isInstanceOf(AssistantException.NotFound.class);

        assertThat(inMemory.journal().text()).isEqualTo("""
                        1 2026-01-01T00:00:00Z assistants.create("scripted") -> asst_000001
                        2 2026-01-01T00:00:00Z conversations.create([user ["Hello, my key is sk-*** and it says\\nBearer ***"]]) -> thread_000001
                        3 2026-01-01T00:00:00Z runs.create(thread_000001, asst_000001) -> run_000001 queued
                        4 2026-01-01T00:00:02Z model.call(1, "scripted", "Hello, my key is sk-*** and it says\\nBearer ***") -> 2 chunks, stop
                        5 2026-01-01T00:00:02Z runs.await(thread_000001, run_000001) -> run_000001 completed
                        6 2026-01-01T00:00:02Z messages.list(thread_000001, newest 20) -> 2 items
                        7 2026-01-01T00:00:02Z assistants.get(asst_none) -> ! NotFound: No assistant found with id 'asst_none'.
                        """);
        assertThat(inMemory.journal().entries().get(3).at()).isEqualTo(ManualClock.START.plusSeconds(2));
    }

    @Test
    void theJournalNotesHowModelCallsEnd() {
        inMemory.script(Script.of(
                Rule.when("fail").fails(new AssistantException.QuotaExceeded("Spent: sk-abcdef0123")),
                Rule.when("hold").holds()));
        ask("fail");
        Run held = start("hold");
        inMemory.clock().advance(Duration.ZERO);
        inMemory.gateway().runs().cancel(held.conversation(), held.id());
        await(held);

        assertThat(inMemory.journal().entries())
                .filteredOn(entry -> entry.operation().equals("model.call"))
                .extracting(Journal.Entry::outcome)
                .containsExactly("0 chunks, ! QuotaExceeded: Spent: sk-***", "0 chunks, cancelled");
    }

    private Run ask(String text) {
        return await(start(text));
    }

    private Run start(String text) {
        AssistantId assistant = inMemory.gateway()
                .assistants()
                .create(AssistantSpec.of("scripted")
                        .withTools(List.of(
                                new ToolDefinition.Function("get_weather", null, null, null),
                                new ToolDefinition.Function("get_time", null, null, null))))
                .id();
        ConversationId conversation = inMemory.gateway()
                .conversations()
                .create(NewConversation.of(NewMessage.user(text)))
                .id();
        return inMemory.gateway().runs().create(conversation, RunRequest.of(assistant));
    }

    private Run await(Run run) {
        return inMemory.gateway().runs().await(run.conversation(), run.id());
    }

    private RunEvents watch(Run run, long after) {
        return inMemory.gateway().runs().watch(run.conversation(), run.id(), after);
    }

    private String reply(Run run) {
        return inMemory.gateway()
                .messages()
                .listOfRun(run.conversation(), run.id(), PageRequest.OLDEST)
                .items()
                .get(0)
                .text();
    }
}
