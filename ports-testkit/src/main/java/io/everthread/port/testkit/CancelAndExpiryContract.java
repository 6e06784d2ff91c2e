package io.everthread.port.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.everthread.domain.conversation.Message;
import io.everthread.domain.conversation.MessageState;
import io.everthread.domain.conversation.MessageState.IncompleteReason;
import io.everthread.domain.conversation.NewConversation;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunState;
import io.everthread.domain.run.RunStatus;
import io.everthread.domain.run.RunStep;
import io.everthread.domain.run.StepState;
import io.everthread.domain.tool.ToolOutput;
import io.everthread.port.AssistantException.WrongState;
import io.everthread.port.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link io.everthread.port.Runs} promises of runs that are stopped, or do not end by themselves. */
public abstract class CancelAndExpiryContract extends GatewayFixture {

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final Duration ALMOST = LIFETIME.minusSeconds(30);

    @Test
    @Proves("AG-54")
    void aRunIsCancelledBeforeAnybodyWaitedForIt() {
        harness.script(Turn.holds("so far"));

        assertCancels(startedRun());
    }

    @Test
    @Proves("AG-54")
    void aRunInProgressIsCancelled() {
        Run run = runHeldAfter("so far");

        assertCancels(run);

        assertThat(harness.awaitUpstreamClosed()).isTrue();
    }

    @Test
    @Proves("AG-54")
    void aRunThatRequiresActionIsCancelled() {
        Run run = stoppedRun(Turn.calls("look_up", "{}"), Turn.says("never"));
        ToolOutput[] outputs = outputsFor(run);

        assertCancels(run);

        assertThrows(WrongState.class, () -> submitted(run, outputs));
    }

    @Test
    @Proves("AG-55")
    void theStepsOfACancelledRunAreCancelled() {
        Run run = runHeldAfter("so far");

        cancelled(run);

        assertThat(stepStates(run)).containsExactly(StepState.Status.CANCELLED);
    }

    @Test
    @Proves("AG-55")
    void whatACancelledRunHadWrittenIsKept() {
        Run run = runHeldAfter("so far");

        cancelled(run);

        assertKept(run, "so far", IncompleteReason.RUN_CANCELLED);
    }

    @Test
    @Proves("AG-55")
    void whatAFailedRunHadWrittenIsKept() {
        Run run = stoppedRun(Turn.breaksOff("so ", "far"));

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertKept(run, "so far", IncompleteReason.RUN_FAILED);
        assertThat(stepStates(run)).containsExactly(StepState.Status.FAILED);
    }

    @Test
    @Proves("AG-55")
    void whatAnExpiredRunHadWrittenIsKept() {
        Run run = runHeldAfter("so far");

        elapseUntil(run.createdAt().plus(LIFETIME));
        awaited(run);

        assertKept(run, "so far", IncompleteReason.RUN_EXPIRED);
        assertThat(stepStates(run)).containsExactly(StepState.Status.EXPIRED);
    }

    @Test
    @Proves("AG-56")
    void aRunThatHasEndedIsNotCancelled() {
        Run completed = stoppedRun(Turn.says("done"));
        Run failed = stoppedRun(Turn.fails(Turn.End.SERVER_ERROR));
        Run incomplete = stoppedRun(Turn.cutAtLimit("half"));
        Run cancelled = cancelled(runHeldAfter("so far"));

        for (Run ended : List.of(completed, failed, incomplete, cancelled)) {
            assertCannotBeCancelled(ended);
        }
    }

    @Test
    @Proves({"AG-56", "AG-57"})
    void anExpiredRunIsNotCancelled() {
        Run run = stoppedRun(Turn.calls("look_up", "{}"));

        elapseUntil(run.createdAt().plus(LIFETIME));

        assertCannotBeCancelled(current(run));
    }

    @Test
    @Proves("AG-56")
    void cancellingAgainDoesNothingMore() {
        Run run = runHeldAfter("so far");
        gateway.runs().cancel(run.conversation(), run.id());

        try {
            Run again = gateway.runs().cancel(run.conversation(), run.id());
            assertThat(again.status()).isIn(RunStatus.CANCELLING, RunStatus.CANCELLED);
        } catch (WrongState e) {
            // On backends with threads of their own the run may have ended meanwhile.
            assertThat(e.status()).isEqualTo(RunStatus.CANCELLED);
        }

        assertThat(awaited(run).status()).isEqualTo(RunStatus.CANCELLED);
        assertKept(run, "so far", IncompleteReason.RUN_CANCELLED);
    }

    @Test
    @Proves("AG-57")
    void aRunThatRequiresActionExpires() {
        Run run = stoppedRun(Turn.calls("look_up", "{}"), Turn.says("never"));

        elapseUntil(run.createdAt().plus(ALMOST));
        assertThat(current(run).status()).isEqualTo(RunStatus.REQUIRES_ACTION);
        elapseUntil(run.createdAt().plus(LIFETIME));

        assertThat(current(run).status()).isEqualTo(RunStatus.EXPIRED);
        WrongState refused = assertThrows(WrongState.class, () -> submitted(run, outputsFor(run)));
        assertThat(refused.status()).isEqualTo(RunStatus.EXPIRED);
        assertThat(awaited(run).status()).isEqualTo(RunStatus.EXPIRED);
        assertThat(harness.shown()).hasSize(1);
        assertUsable(run.conversation());
    }

    @Test
    @Proves("AG-57")
    void aRunInProgressExpires() {
        Run run = runHeldAfter("so far");

        elapseUntil(run.createdAt().plus(ALMOST));
        assertThat(current(run).status()).isEqualTo(RunStatus.IN_PROGRESS);
        elapseUntil(run.createdAt().plus(LIFETIME));

        assertThat(current(run).status()).isEqualTo(RunStatus.EXPIRED);
        assertThat(gateway.runs().list(run.conversation(), PageRequest.NEWEST).items())
                .extracting(Run::status)
                .containsExactly(RunStatus.EXPIRED);
        assertThat(awaited(run).status()).isEqualTo(RunStatus.EXPIRED);
        assertThat(harness.awaitUpstreamClosed()).isTrue();
        assertUsable(run.conversation());
    }

    @Test
    @Proves("AG-57")
    void theNextRunDoesNotWaitForAnybodyToNoticeTheExpiry() {
        Run overdue = stoppedRun(Turn.calls("look_up", "{}"));
        elapseUntil(overdue.createdAt().plus(LIFETIME));

        assertUsable(overdue.conversation());
    }

    @Test
    @Proves("AG-57")
    void answeringDoesNotLengthenARunsLife() {
        Run run = stoppedRun(Turn.calls("look_up", "{}"));
        elapseUntil(run.createdAt().plus(ALMOST));
        submitted(run, outputsFor(run));
        Run again = awaited(run);
        assertThat(again.status()).isEqualTo(RunStatus.REQUIRES_ACTION);

        elapseUntil(run.createdAt().plus(LIFETIME));

        assertThat(current(run).status()).isEqualTo(RunStatus.EXPIRED);
    }

    /** Lets time pass until the backend's clock shows {@code instant}. */
    private void elapseUntil(Instant instant) {
        Instant now = gateway.conversations().create(NewConversation.EMPTY).createdAt();
        harness.elapse(Duration.between(now, instant));
    }

    private void assertCancels(Run run) {
        Run asked = gateway.runs().cancel(run.conversation(), run.id());

        assertThat(asked.status()).isIn(RunStatus.CANCELLING, RunStatus.CANCELLED);
        Run ended = awaited(run);
        assertThat(ended.state()).isInstanceOf(RunState.Cancelled.class);
        assertThat(((RunState.Cancelled) ended.state()).at())
                .isBefore(run.createdAt().plus(ALMOST));
        assertThat(current(run)).isEqualTo(ended);
        assertUsable(run.conversation());
    }

    private void assertCannotBeCancelled(Run ended) {
        WrongState refused =
                assertThrows(WrongState.class, () -> gateway.runs().cancel(ended.conversation(), ended.id()));

        assertThat(refused.run()).isEqualTo(ended.id());
        assertThat(refused.status()).isEqualTo(ended.status());
        assertThat(current(ended)).isEqualTo(ended);
    }

    private void assertKept(Run run, String text, IncompleteReason reason) {
        List<Message> written = written(run);
        assertThat(written).extracting(Message::text).containsExactly(text);
        assertThat(written.get(0).state()).isInstanceOf(MessageState.Incomplete.class);
        assertThat(((MessageState.Incomplete) written.get(0).state()).reason()).isEqualTo(reason);
        assertThat(texts(run.conversation())).endsWith(text);
    }

    private List<StepState.Status> stepStates(Run run) {
        return steps(run).stream().map(RunStep::state).map(StepState::status).toList();
    }
}
