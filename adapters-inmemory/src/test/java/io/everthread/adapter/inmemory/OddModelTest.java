package io.everthread.adapter.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everthread.application.EngineSettings;
import io.everthread.application.RunEngine;
import io.everthread.domain.ToolCallId;
import io.everthread.domain.assistant.AssistantSpec;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.conversation.NewConversation;
import io.everthread.domain.conversation.NewMessage;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunRequest;
import io.everthread.domain.run.RunState;
import io.everthread.domain.run.RunStatus;
import io.everthread.domain.run.RunStep;
import io.everthread.domain.run.StepState;
import io.everthread.domain.tool.ToolCall;
import io.everthread.domain.tool.ToolOutput;
import io.everthread.port.AssistantGateway;
import io.everthread.port.CallOptions;
import io.everthread.port.LanguageModel;
import io.everthread.port.Limitation;
import io.everthread.port.ModelCall;
import io.everthread.port.ModelChunk;
import io.everthread.port.ModelFinish;
import io.everthread.port.ModelListener;
import io.everthread.port.ModelRequest;
import io.everthread.port.PageRequest;
import io.everthread.port.Project;
import io.everthread.port.RunEvents;
import io.everthread.port.testkit.Proves;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Models that do what they should not, and engines that are let down: no run is left hanging. */
class OddModelTest {

    private static final ToolCallId CALL = new ToolCallId("call_1");
    private static final ModelFinish DONE = new ModelFinish(ModelFinish.Reason.STOP, null);

    private final ManualClock clock = new ManualClock();
    private final MemoryStore store = new MemoryStore(clock);
    private final Turns model = new Turns();
    private final Duration lease = Duration.ofSeconds(30);
    private final RunEngine engine = new RunEngine(
            store, model, clock, new SequentialIds(), new WordCount(), new EngineSettings("one", lease, 64));
    private final AssistantGateway gateway = engine.gateway(Project.DEFAULT);

    @Test
    @Proves({"AG-50", "AG-51"})
    void talkingAfterTheCallsDoesNotHinderTheOutputs() {
        model.turns.add(told -> {
            told.onChunk(new ModelChunk.CallBegun(0, CALL, "look_up"));
            told.onChunk(new ModelChunk.CallArguments(0, "{\"city\":"));
            told.onChunk(new ModelChunk.CallArguments(0, "\"Paris\"}"));
            told.onChunk(new ModelChunk.Text("One moment."));
            told.onFinished(new ModelFinish(ModelFinish.Reason.TOOL_CALLS, null));
        });
        model.turns.add(told -> {
            told.onChunk(new ModelChunk.Text("Done."));
            told.onFinished(DONE);
        });
        Run run = awaited(started());
        assertThat(run.state())
                .isEqualTo(new RunState.RequiresAction(List.of(new ToolCall(CALL, "look_up", "{\"city\":\"Paris\"}"))));

        gateway.runs().submitToolOutputs(run.conversation(), run.id(), List.of(new ToolOutput(CALL, "found")));

        assertThat(awaited(run).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(gateway.messages()
                        .listOfRun(run.conversation(), run.id(), PageRequest.OLDEST)
                        .items())
                .extracting(Message::text)
                .containsExactly("One moment.", "Done.");
        assertThat(gateway.runs()
                        .steps(run.conversation(), run.id(), PageRequest.OLDEST)
                        .items())
                .extracting(RunStep::state)
                .extracting(StepState::status)
                .containsOnly(StepState.Status.COMPLETED);
    }

    @Test
    @Proves("AG-54")
    void aRunCancelledWhileItsLastWordsComeInIsCancelled() {
        Deque<Run> started = new ArrayDeque<>();
        model.turns.add(told -> {
            told.onChunk(new ModelChunk.Text("All."));
            told.onFinished(DONE);
            gateway.runs()
                    .cancel(started.element().conversation(), started.element().id());
        });
        started.add(started());

        assertThat(awaited(started.element()).status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(clock.instant()).as("not only when it expires").isEqualTo(ManualClock.START);
    }

    @Test
    void anErrorInsideTheModelFailsTheRun() {
        model.turns.add(told -> {
            throw new NoClassDefFoundError("a.Missing");
        });

        assertThat(awaited(started()).state())
                .isInstanceOfSatisfying(
                        RunState.Failed.class,
                        failed -> assertThat(failed.error().message()).contains("a.Missing"));
    }

    @Test
    void argumentsOfACallThatNeverBeganFailTheRun() {
        model.turns.add(told -> told.onChunk(new ModelChunk.CallArguments(3, "{}")));

        assertThat(awaited(started()).status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void whatIsToldAfterTheEndIsNotHeard() {
        model.turns.add(told -> {
            told.onChunk(new ModelChunk.Text("All."));
            told.onFinished(DONE);
            told.onChunk(new ModelChunk.Text(" And more."));
            told.onFinished(DONE);
        });

        Run run = awaited(started());

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(gateway.messages()
                        .listOfRun(run.conversation(), run.id(), PageRequest.OLDEST)
                        .items())
                .extracting(Message::text)
                .containsExactly("All.");
    }

    @Test
    void anEngineThatSleptPastItsLeaseGoesOnIfNobodyTookTheRun() {
        RunEngine sleeper = new RunEngine(
                store,
                model,
                new WithoutTimers(clock),
                new SequentialIds(),
                new WordCount(),
                new EngineSettings("sleeper", lease, 64));
        model.turns.add(told -> clock.schedule(lease.multipliedBy(2), () -> {
            told.onChunk(new ModelChunk.Text("Awake."));
            told.onFinished(DONE);
        }));
        Run run = started(sleeper.gateway(Project.DEFAULT));

        clock.advance(lease.multipliedBy(3));

        assertThat(sleeper.gateway(Project.DEFAULT)
                        .runs()
                        .get(run.conversation(), run.id())
                        .status())
                .isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void closingEndsWhatWaits() {
        model.turns.add(told -> {});
        Run run = started();
        clock.advance(Duration.ZERO);
        clock.schedule(Duration.ofSeconds(1), engine::close);

        assertThatThrownBy(() -> awaited(run)).isInstanceOf(IllegalStateException.class);
        assertThat(clock.instant()).isEqualTo(ManualClock.START.plusSeconds(1));
        try (RunEvents events = gateway.runs().watch(run.conversation(), run.id(), 4)) {
            assertThat(events.hasNext()).isFalse();
        }
    }

    @Test
    void aVeryLongTimeoutIsNone() {
        model.turns.add(told -> told.onFinished(DONE));

        Run run = started();

        Run ended = gateway.with(CallOptions.timeout(Duration.ofSeconds(Long.MAX_VALUE)))
                .runs()
                .await(run.conversation(), run.id());

        assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
    }

    private Run started() {
        return started(gateway);
    }

    private Run started(AssistantGateway through) {
        var assistant = through.assistants().create(AssistantSpec.of("m"));
        return through.runs()
                .createWithConversation(NewConversation.of(NewMessage.user("hi")), RunRequest.of(assistant.id()));
    }

    private Run awaited(Run run) {
        return gateway.runs().await(run.conversation(), run.id());
    }

    /** Takes each turn as it is told to, inside the call. */
    private static final class Turns implements LanguageModel {
        private final Deque<Consumer<ModelListener>> turns = new ArrayDeque<>();

        @Override
        public ModelCall call(ModelRequest request, ModelListener listener) {
            turns.remove().accept(listener);
            return () -> {};
        }

        @Override
        public List<String> models() {
            return List.of();
        }

        @Override
        public Set<Limitation> limitations() {
            return Set.of();
        }

        @Override
        public void close() {}
    }
}
