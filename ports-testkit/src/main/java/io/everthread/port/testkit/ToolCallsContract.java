package io.everthread.port.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.everthread.domain.ToolCallId;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunStatus;
import io.everthread.domain.run.RunStep;
import io.everthread.domain.run.StepDetails;
import io.everthread.domain.run.StepState;
import io.everthread.domain.run.StepToolCall;
import io.everthread.domain.tool.ToolCall;
import io.everthread.domain.tool.ToolOutput;
import io.everthread.port.AssistantException.InvalidRequest;
import io.everthread.port.AssistantException.WrongState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link io.everthread.port.Runs} promises of functions that the model calls and the application answers. */
public abstract class ToolCallsContract extends GatewayFixture {

    private static final Turn TWO_CALLS = Turn.calls(
            new Turn.Call("look_up", "{\"z\": \"grün\\n🌱\", \"a\":1.50}"), new Turn.Call("book", "{broken  json"));

    @Test
    @Proves("AG-50")
    void theRunRequiresActionWithAllCallsOfTheTurn() {
        Run run = stoppedRun(TWO_CALLS);

        assertThat(run.status()).isEqualTo(RunStatus.REQUIRES_ACTION);
        List<ToolCall> calls = waitingCalls(run);
        assertThat(calls).extracting(ToolCall::name).containsExactly("look_up", "book");
        assertThat(calls)
                .extracting(ToolCall::arguments)
                .containsExactly("{\"z\": \"grün\\n🌱\", \"a\":1.50}", "{broken  json");
        assertThat(calls).extracting(ToolCall::id).doesNotHaveDuplicates();
        assertThat(current(run)).isEqualTo(run);
    }

    @Test
    @Proves("AG-51")
    void outputsInAnyOrderLetTheRunGoOn() {
        Run run = stoppedRun(TWO_CALLS, Turn.says("done"));
        ToolOutput[] outputs = outputsFor(run);

        Run queued = submitted(run, outputs[1], outputs[0]);

        assertThat(queued.id()).isEqualTo(run.id());
        assertThat(queued.status()).isNotEqualTo(RunStatus.REQUIRES_ACTION);
        assertThat(awaited(run).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(texts(run.conversation())).containsExactly("hi", "done");
    }

    @Test
    @Proves("AG-51")
    void theModelIsShownItsCallsAndTheirOutputs() {
        Run run = stoppedRun(TWO_CALLS, Turn.says("done"));
        ToolOutput[] outputs = outputsFor(run);

        submitted(run, outputs[1], outputs[0]);
        awaited(run);

        List<String> history = harness.shown().get(1).history();
        assertThat(history)
                .startsWith("user: hi", "call: look_up {\"z\": \"grün\\n🌱\", \"a\":1.50}", "call: book {broken  json");
        assertThat(history.subList(3, history.size()))
                .containsExactlyInAnyOrder("output: output 1", "output: output 2");
    }

    @Test
    @Proves("AG-51")
    void aRunMayRequireActionAgainAndAgain() {
        Run first = stoppedRun(Turn.calls("look_up", "1"), Turn.calls("look_up", "2"), Turn.says("done"));
        submitted(first, new ToolOutput(waitingCalls(first).get(0).id(), "one"));
        Run second = awaited(first);

        assertThat(second.status()).isEqualTo(RunStatus.REQUIRES_ACTION);
        assertThat(waitingCalls(second)).extracting(ToolCall::arguments).containsExactly("2");
        // An output may be empty.
        submitted(second, new ToolOutput(waitingCalls(second).get(0).id(), ""));

        assertThat(awaited(first).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(harness.shown().get(2).history())
                .containsExactly("user: hi", "call: look_up 1", "output: one", "call: look_up 2", "output: ");
    }

    @Test
    @Proves("AG-52")
    void outputsForAPartOfTheCallsAreRefused() {
        Run run = stoppedRun(TWO_CALLS, Turn.says("done"));

        assertRefused(run, outputsFor(run)[0]);
        assertRefused(run, outputsFor(run)[1]);
        assertRefused(run);
    }

    @Test
    @Proves("AG-52")
    void outputsForOtherCallsAreRefused() {
        Run run = stoppedRun(TWO_CALLS, Turn.says("done"));
        ToolOutput[] outputs = outputsFor(run);
        ToolOutput other = new ToolOutput(new ToolCallId("no-such-call"), "other");

        assertRefused(run, outputs[0], other);
        assertRefused(run, outputs[0], outputs[1], other);
    }

    @Test
    @Proves("AG-52")
    void twoOutputsForOneCallAreRefused() {
        Run run = stoppedRun(TWO_CALLS, Turn.says("done"));
        ToolOutput[] outputs = outputsFor(run);

        assertRefused(run, outputs[0], outputs[0]);
        assertRefused(run, outputs[0], outputs[1], outputs[0]);
    }

    @Test
    @Proves("AG-53")
    void aRunThatHasEndedTakesNoOutputs() {
        Run run = stoppedRun(TWO_CALLS, Turn.says("done"));
        ToolOutput[] outputs = outputsFor(run);
        submitted(run, outputs);
        awaited(run);

        assertTakesNoOutputs(run, outputs);
        assertThat(current(run).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    @Proves("AG-53")
    void aRunInProgressTakesNoOutputs() {
        Run run = runHeldAfter("so far");

        assertTakesNoOutputs(run, new ToolOutput(new ToolCallId("call-1"), "output"));
        assertThat(current(run).status()).isEqualTo(RunStatus.IN_PROGRESS);
    }

    @Test
    @Proves("AG-59")
    void aReplyIsAStepThatNamesItsMessage() {
        Run run = stoppedRun(Turn.says("hello"));

        List<RunStep> steps = steps(run);

        assertThat(steps).hasSize(1);
        RunStep step = steps.get(0);
        assertThat(step.details())
                .isEqualTo(new StepDetails.MessageCreation(written(run).get(0).id()));
        assertThat(step.state().status()).isEqualTo(StepState.Status.COMPLETED);
        assertThat(step.run()).isEqualTo(run.id());
        assertThat(step.conversation()).isEqualTo(run.conversation());
        assertThat(step.assistant()).isEqualTo(run.assistant());
        assertThat(gateway.runs().step(run.conversation(), run.id(), step.id())).isEqualTo(step);
    }

    @Test
    @Proves("AG-59")
    void callsAreAStepThatTakesTheirOutputs() {
        Run run = stoppedRun(TWO_CALLS, Turn.says("done"));
        List<ToolCall> calls = waitingCalls(run);
        ToolOutput[] outputs = outputsFor(run);

        RunStep waiting = steps(run).get(0);
        submitted(run, outputs[1], outputs[0]);
        awaited(run);
        List<RunStep> steps = steps(run);

        assertThat(waiting.state().status()).isEqualTo(StepState.Status.IN_PROGRESS);
        assertThat(waiting.details())
                .isEqualTo(new StepDetails.ToolCalls(List.of(
                        new StepToolCall.Function(calls.get(0), null), new StepToolCall.Function(calls.get(1), null))));
        assertThat(steps).hasSize(2);
        RunStep answered = steps.get(0);
        assertThat(answered.id()).isEqualTo(waiting.id());
        assertThat(answered.state().status()).isEqualTo(StepState.Status.COMPLETED);
        assertThat(answered.details())
                .isEqualTo(new StepDetails.ToolCalls(List.of(
                        new StepToolCall.Function(calls.get(0), "output 1"),
                        new StepToolCall.Function(calls.get(1), "output 2"))));
        assertThat(gateway.runs().step(run.conversation(), run.id(), answered.id()))
                .isEqualTo(answered);
        assertThat(steps.get(1).details()).isInstanceOf(StepDetails.MessageCreation.class);
    }

    private void assertRefused(Run waiting, ToolOutput... outputs) {
        assertThrows(InvalidRequest.class, () -> submitted(waiting, outputs));

        assertThat(current(waiting)).isEqualTo(waiting);
        assertThat(harness.shown()).hasSize(1);
    }

    private void assertTakesNoOutputs(Run run, ToolOutput... outputs) {
        WrongState refused = assertThrows(WrongState.class, () -> submitted(run, outputs));

        assertThat(refused.run()).isEqualTo(run.id());
        assertThat(refused.status()).isEqualTo(current(run).status());
    }
}
