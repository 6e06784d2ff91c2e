package io.everthread.port.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.everthread.domain.AssistantId;
import io.everthread.domain.ConversationId;
import io.everthread.domain.Id;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.run.NumberedEvent;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunEvent;
import io.everthread.domain.run.RunRequest;
import io.everthread.domain.run.RunState;
import io.everthread.domain.run.RunStatus;
import io.everthread.domain.run.RunStep;
import io.everthread.domain.tool.ToolCall;
import io.everthread.domain.tool.ToolOutput;
import io.everthread.port.AssistantException;
import io.everthread.port.AssistantException.NotFound;
import io.everthread.port.AssistantGateway;
import io.everthread.port.Limitation;
import io.everthread.port.PageRequest;
import io.everthread.port.RunEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/** A harness per test, and the steps that the gateway contracts have in common. */
@Timeout(60)
abstract class GatewayFixture {

    GatewayHarness harness;
    AssistantGateway gateway;

    /** Opens a harness of its own for the test that is about to run. */
    protected abstract GatewayHarness open();

    @BeforeEach
    void openHarness() {
        harness = open();
        gateway = harness.gateway();
    }

    @AfterEach
    void closeHarness() {
        harness.close();
    }

    final AssistantId assistant() {
        return gateway.assistants().create(Samples.ASSISTANT).id();
    }

    /** An assistant that offers functions of these names. */
    final AssistantId assistantWith(String... functions) {
        return gateway.assistants()
                .create(Samples.ASSISTANT.withTools(
                        Stream.of(functions).map(Samples::function).toList()))
                .id();
    }

    /** A conversation that begins with these user messages. */
    final ConversationId conversation(String... texts) {
        return gateway.conversations().create(Samples.conversation(texts)).id();
    }

    /** A run of a new assistant in a new conversation. */
    final Run startedRun() {
        return gateway.runs()
                .createWithConversation(Samples.conversation("hi"), RunRequest.of(assistantWith("look_up", "book")));
    }

    /** A run that has stopped after following the script. */
    final Run stoppedRun(Turn... script) {
        harness.script(script);
        return awaited(startedRun());
    }

    final Run awaited(Run run) {
        return gateway.runs().await(run.conversation(), run.id());
    }

    final Run current(Run run) {
        return gateway.runs().get(run.conversation(), run.id());
    }

    final Run cancelled(Run run) {
        gateway.runs().cancel(run.conversation(), run.id());
        return awaited(run);
    }

    final Run submitted(Run run, ToolOutput... outputs) {
        return gateway.runs().submitToolOutputs(run.conversation(), run.id(), List.of(outputs));
    }

    /** The calls a run waits for. */
    static List<ToolCall> waitingCalls(Run run) {
        assertThat(run.state()).isInstanceOf(RunState.RequiresAction.class);
        return ((RunState.RequiresAction) run.state()).calls();
    }

    /** One output per waiting call, in the calls' order: {@code output 1}, {@code output 2} and so on. */
    static ToolOutput[] outputsFor(Run run) {
        List<ToolCall> calls = waitingCalls(run);
        return IntStream.range(0, calls.size())
                .mapToObj(i -> new ToolOutput(calls.get(i).id(), "output " + (i + 1)))
                .toArray(ToolOutput[]::new);
    }

    final RunEvents watch(Run run, long after) {
        return gateway.runs().watch(run.conversation(), run.id(), after);
    }

    /** All events of a run up to where it stopped. */
    final List<NumberedEvent> history(Run run) {
        try (RunEvents events = watch(run, 0)) {
            return rest(events);
        }
    }

    /** What is left to read of {@code events}. */
    static List<NumberedEvent> rest(RunEvents events) {
        List<NumberedEvent> rest = new ArrayList<>();
        events.forEachRemaining(rest::add);
        return rest;
    }

    /** Reads until the deltas read by this call have said {@code text}. */
    static void readUntilSaid(RunEvents events, String text) {
        StringBuilder said = new StringBuilder();
        while (said.indexOf(text) < 0) {
            if (!events.hasNext()) {
                fail("The run stopped after saying '%s'; expected '%s'.", said, text);
            }
            if (events.next().event() instanceof RunEvent.TextDelta delta) {
                said.append(delta.text());
            }
        }
    }

    /** A run in progress that has said {@code text} and now holds. */
    final Run runHeldAfter(String text) {
        harness.script(Turn.holds(text));
        Run run = startedRun();
        try (RunEvents events = watch(run, 0)) {
            readUntilSaid(events, text);
        }
        assertThat(current(run).status()).isEqualTo(RunStatus.IN_PROGRESS);
        return run;
    }

    /** Up to a hundred messages of a conversation, oldest first. */
    final List<Message> messages(ConversationId conversation) {
        return gateway.messages().list(conversation, PageRequest.OLDEST).items();
    }

    final List<String> texts(ConversationId conversation) {
        return messages(conversation).stream().map(Message::text).toList();
    }

    /** What a run wrote, oldest first. */
    final List<Message> written(Run run) {
        return gateway.messages()
                .listOfRun(run.conversation(), run.id(), PageRequest.OLDEST)
                .items();
    }

    /** A run's steps, oldest first. */
    final List<RunStep> steps(Run run) {
        return gateway.runs()
                .steps(run.conversation(), run.id(), PageRequest.OLDEST)
                .items();
    }

    /** A conversation takes messages and runs: it does both. */
    final void assertUsable(ConversationId conversation) {
        harness.script(Turn.says("still here"));
        gateway.messages().add(conversation, Samples.user("are you there?"));
        Run next = awaited(gateway.runs().create(conversation, RunRequest.of(assistant())));
        assertThat(next.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(written(next)).extracting(Message::text).containsExactly("still here");
    }

    static void assertNotFound(NotFound.Resource resource, Id id, Executable call) {
        NotFound thrown = assertThrows(NotFound.class, call);
        assertThat(thrown.resource()).isEqualTo(resource);
        assertThat(thrown.id()).isEqualTo(id.value());
    }

    /** Like {@link #assertNotFound}, where the conversation is gone too and either may be named. */
    static void assertThatIsGone(Executable call) {
        assertThrows(NotFound.class, call);
    }

    /** Does {@code works}, unless the gateway declares the limitation: then {@code call} must fail as AG-06 says. */
    final void unlessLimited(Limitation limitation, Executable call, Executable works) throws Throwable {
        if (gateway.limitations().contains(limitation)) {
            AssistantException.Unsupported thrown = assertThrows(AssistantException.Unsupported.class, call);
            assertThat(thrown.limitation()).isEqualTo(limitation);
        } else {
            works.execute();
        }
    }
}
