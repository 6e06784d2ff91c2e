package io.everthread.domain.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everthread.domain.AssistantId;
import io.everthread.domain.ConversationId;
import io.everthread.domain.IllegalTransition;
import io.everthread.domain.RunId;
import io.everthread.domain.ToolCallId;
import io.everthread.domain.WrongToolOutputs;
import io.everthread.domain.assistant.Assistant;
import io.everthread.domain.assistant.AssistantSpec;
import io.everthread.domain.tool.ToolCall;
import io.everthread.domain.tool.ToolOutput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunTransitionsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ToolCall CALL = new ToolCall(new ToolCallId("call_1"), "f", "{}");
    private static final ToolCall OTHER = new ToolCall(new ToolCallId("call_2"), "g", "{}");
    private static final RunError ERROR = new RunError(RunError.Code.SERVER_ERROR, "broke", null);

    /** The whole table, written down a second time by hand: a new status or edge must be entered here too. */
    private static final Map<RunStatus, Set<RunStatus>> TABLE = new EnumMap<>(Map.of(
            RunStatus.QUEUED,
                    EnumSet.of(RunStatus.IN_PROGRESS, RunStatus.CANCELLING, RunStatus.FAILED, RunStatus.EXPIRED),
            RunStatus.IN_PROGRESS,
                    EnumSet.of(
                            RunStatus.REQUIRES_ACTION,
                            RunStatus.CANCELLING,
                            RunStatus.COMPLETED,
                            RunStatus.INCOMPLETE,
                            RunStatus.FAILED,
                            RunStatus.EXPIRED),
            RunStatus.REQUIRES_ACTION, EnumSet.of(RunStatus.QUEUED, RunStatus.CANCELLING, RunStatus.EXPIRED),
            RunStatus.CANCELLING, EnumSet.of(RunStatus.CANCELLED),
            RunStatus.CANCELLED, EnumSet.noneOf(RunStatus.class),
            RunStatus.FAILED, EnumSet.noneOf(RunStatus.class),
            RunStatus.COMPLETED, EnumSet.noneOf(RunStatus.class),
            RunStatus.INCOMPLETE, EnumSet.noneOf(RunStatus.class),
            RunStatus.EXPIRED, EnumSet.noneOf(RunStatus.class)));

    private static final Map<RunStatus, UnaryOperator<Run>> MOVES = new EnumMap<>(Map.of(
            RunStatus.QUEUED, run -> run.answered(List.of(new ToolOutput(CALL.id(), "done"))),
            RunStatus.IN_PROGRESS, run -> run.started(NOW),
            RunStatus.REQUIRES_ACTION, run -> run.requiresAction(List.of(CALL)),
            RunStatus.CANCELLED, run -> run.cancelled(NOW),
            RunStatus.FAILED, run -> run.failed(NOW, ERROR),
            RunStatus.COMPLETED, run -> run.completed(NOW),
            RunStatus.INCOMPLETE, run -> run.incomplete(NOW, RunState.IncompleteReason.MAX_COMPLETION_TOKENS)));

    @ParameterizedTest
    @EnumSource(RunStatus.class)
    void theTableIsTotalAndAsWrittenHere(RunStatus from) {
        assertThat(from.next()).isEqualTo(TABLE.get(from));
    }

    @ParameterizedTest
    @EnumSource(RunStatus.class)
    void everyMoveFollowsTheTable(RunStatus from) {
        List<RunStatus> wrong = new ArrayList<>();
        MOVES.forEach((to, move) -> {
            boolean allowed;
            try {
                allowed = move.apply(in(from)).status() == to;
            } catch (IllegalTransition refused) {
                assertThat(refused.from()).isEqualTo(from);
                assertThat(refused.to()).isEqualTo(to);
                allowed = false;
            }
            if (allowed != from.mayBecome(to)) {
                wrong.add(to);
            }
        });
        assertThat(wrong).as("moves from %s that differ from the table", from).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(RunStatus.class)
    void cancellingIsIdempotentAndRefusedAfterTheEnd(RunStatus from) {
        if (from.ended()) {
            assertThatThrownBy(() -> in(from).cancelling()).isInstanceOf(IllegalTransition.class);
        } else {
            assertThat(in(from).cancelling().status()).isEqualTo(RunStatus.CANCELLING);
        }
    }

    @ParameterizedTest
    @EnumSource(RunStatus.class)
    void anOverdueRunHasExpiredAndAnEndedOneStaysAsItEnded(RunStatus from) {
        Run run = in(from);
        assertThat(run.at(run.expiresAt().minusNanos(1))).isSameAs(run);
        RunStatus expected =
                from.ended() ? from : from == RunStatus.CANCELLING ? RunStatus.CANCELLED : RunStatus.EXPIRED;
        assertThat(run.at(run.expiresAt()).status()).isEqualTo(expected);
        assertThat(run.at(run.expiresAt().plusSeconds(3_600)).status()).isEqualTo(expected);
    }

    @Test
    void onlyEndedAndWaitingRunsAreStopped() {
        assertThat(EnumSet.allOf(RunStatus.class).stream().filter(RunStatus::stopped))
                .containsExactly(
                        RunStatus.REQUIRES_ACTION,
                        RunStatus.CANCELLED,
                        RunStatus.FAILED,
                        RunStatus.COMPLETED,
                        RunStatus.INCOMPLETE,
                        RunStatus.EXPIRED);
    }

    @Test
    void outputsAnswerExactlyTheCallsThatWait() {
        Run waiting = in(RunStatus.IN_PROGRESS).requiresAction(List.of(CALL, OTHER));
        ToolOutput first = new ToolOutput(CALL.id(), "1");
        ToolOutput second = new ToolOutput(OTHER.id(), "2");

        assertThat(waiting.answered(List.of(second, first)).status()).isEqualTo(RunStatus.QUEUED);
        assertThatThrownBy(() -> waiting.answered(List.of(first)))
                .isInstanceOf(WrongToolOutputs.class)
                .hasMessage("Expected tool outputs for call_ids ['call_1', 'call_2'], got ['call_1']");
        assertThatThrownBy(() -> waiting.answered(List.of(first, first))).isInstanceOf(WrongToolOutputs.class);
        assertThatThrownBy(() -> waiting.answered(List.of(first, second, second)))
                .isInstanceOf(WrongToolOutputs.class);
        assertThatThrownBy(() -> waiting.answered(List.of())).isInstanceOf(WrongToolOutputs.class);
        ToolOutput stranger = new ToolOutput(new ToolCallId("call_9"), "?");
        assertThatThrownBy(() -> waiting.answered(List.of(first, stranger))).isInstanceOf(WrongToolOutputs.class);
    }

    @Test
    void theTimeOfTheFirstStartIsKeptOverTurns() {
        Run again = in(RunStatus.REQUIRES_ACTION)
                .answered(List.of(new ToolOutput(CALL.id(), "done")))
                .started(NOW.plusSeconds(9));
        assertThat(again.startedAt()).isEqualTo(NOW);
    }

    @Test
    void usageIsSummedAndAbsentUntilReported() {
        Run run = in(RunStatus.IN_PROGRESS);
        assertThat(run.usage()).isNull();
        assertThat(run.spent(new Usage(10, 2)).spent(new Usage(5, 1)).usage()).isEqualTo(new Usage(15, 3));
    }

    private static Run in(RunStatus status) {
        RunRequest request = RunRequest.of(new AssistantId("asst_1"));
        Assistant assistant = new Assistant(request.assistant(), NOW, AssistantSpec.of("m"));
        Run queued = Run.queued(
                new RunId("run_1"), new ConversationId("thread_1"), NOW, request, RunSettings.of(assistant, request));
        Run started = queued.started(NOW);
        return switch (status) {
            case QUEUED -> queued;
            case IN_PROGRESS -> started;
            case REQUIRES_ACTION -> started.requiresAction(List.of(CALL));
            case CANCELLING -> started.cancelling();
            case CANCELLED -> started.cancelling().cancelled(NOW);
            case FAILED -> started.failed(NOW, ERROR);
            case COMPLETED -> started.completed(NOW);
            case INCOMPLETE -> started.incomplete(NOW, RunState.IncompleteReason.CONTENT_FILTER);
            case EXPIRED -> queued.at(queued.expiresAt());
        };
    }
}
