package io.everthread.port.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.everthread.domain.ToolCallId;
import io.everthread.domain.assistant.Sampling;
import io.everthread.domain.conversation.Content;
import io.everthread.domain.conversation.Role;
import io.everthread.domain.run.Usage;
import io.everthread.domain.tool.ToolCall;
import io.everthread.domain.tool.ToolChoice;
import io.everthread.domain.tool.ToolDefinition;
import io.everthread.domain.tool.ToolOutput;
import io.everthread.domain.tool.ToolResources;
import io.everthread.port.AssistantException;
import io.everthread.port.AssistantException.Kind;
import io.everthread.port.LanguageModel;
import io.everthread.port.ModelCall;
import io.everthread.port.ModelChunk;
import io.everthread.port.ModelFinish;
import io.everthread.port.ModelItem;
import io.everthread.port.ModelRequest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link LanguageModel} promises. */
@Timeout(60)
public abstract class LanguageModelContract {

    private static final List<ToolDefinition> TOOLS = List.of(Samples.function("look_up"), Samples.function("book"));

    /** The ends before which the model may have said something. */
    private static final Set<Turn.End> ANSWERED =
            EnumSet.of(Turn.End.DONE, Turn.End.LENGTH, Turn.End.CONTENT_FILTER, Turn.End.CONNECTION_LOST);

    private ModelHarness harness;

    /** Opens a harness of its own for the test that is about to run. */
    protected abstract ModelHarness open();

    @BeforeEach
    void openHarness() {
        harness = open();
    }

    @AfterEach
    void closeHarness() {
        harness.close();
    }

    @Test
    @Proves("LM-01")
    void aCallReturnsBeforeItsAnswer() {
        harness.script(Turn.holds("so far"));
        TurnListener listener = new TurnListener(harness);

        ModelCall call = harness.model().call(request("hi"), listener);

        listener.awaitText("so far");
        assertThat(listener.ended()).isFalse();
        call.cancel();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HOLDS")
    @Proves({"LM-01", "LM-02"})
    void howeverATurnEndsTheListenerIsToldOnceAndLast(Turn.End end) {
        boolean answered = ANSWERED.contains(end);
        harness.script(new Turn(answered ? List.of("a", "b") : List.of(), List.of(), end, null));

        TurnListener listener = called(request("hi"));

        // Closing lets everything that is still under way arrive.
        harness.model().close();
        harness.doDueWork();
        assertThat(listener.ends()).isEqualTo(1);
        assertThat(listener.calledAfterTheEnd()).isFalse();
        assertThat(listener.calledByTwoThreadsAtOnce()).isFalse();
        assertThat(listener.text()).isEqualTo(answered ? "ab" : "");
    }

    @Test
    @Proves({"LM-02", "LM-03"})
    void textArrivesInThePiecesInWhichItWasSent() {
        harness.script(Turn.says("Hel", "lo", " ", "grün\n", "🌱"));

        TurnListener listener = called(request("hi"));

        assertThat(listener.chunks())
                .containsExactly(
                        new ModelChunk.Text("Hel"),
                        new ModelChunk.Text("lo"),
                        new ModelChunk.Text(" "),
                        new ModelChunk.Text("grün\n"),
                        new ModelChunk.Text("🌱"));
    }

    @Test
    @Proves("LM-03")
    void noPieceIsHeldBackForLaterOnes() {
        harness.script(Turn.holds("one ", "two ", "three"));
        TurnListener listener = new TurnListener(harness);

        ModelCall call = harness.model().call(request("hi"), listener);

        listener.awaitText("one two three");
        call.cancel();
    }

    @Test
    @Proves("LM-04")
    void parallelCallsArriveByIndexNameFirst() {
        harness.script(Turn.calls(
                new Turn.Call("look_up", "{\"z\": \"grün\\n🌱\", \"a\":1.50}"),
                new Turn.Call("book", "{broken  json"),
                new Turn.Call("look_up", "{}")));

        TurnListener listener = called(request("hi"));

        assertThat(listener.finish().reason()).isEqualTo(ModelFinish.Reason.TOOL_CALLS);
        assertThat(listener.begun()).extracting(ModelChunk.CallBegun::index).containsExactly(0, 1, 2);
        assertThat(listener.begun())
                .extracting(ModelChunk.CallBegun::name)
                .containsExactly("look_up", "book", "look_up");
        assertThat(listener.begun())
                .extracting(ModelChunk.CallBegun::id)
                .filteredOn(id -> id != null)
                .doesNotHaveDuplicates();
        assertThat(listener.arguments(0)).isEqualTo("{\"z\": \"grün\\n🌱\", \"a\":1.50}");
        assertThat(listener.arguments(1)).isEqualTo("{broken  json");
        assertThat(listener.arguments(2)).isEqualTo("{}");
        assertThat(listener.argumentsBeforeTheirCall()).isFalse();
    }

    @Test
    @Proves("LM-05")
    void aCancelledCallIsClosedUpstreamAndTellsNoEnd() {
        harness.script(Turn.holds("so far"));
        TurnListener listener = new TurnListener(harness);
        ModelCall call = harness.model().call(request("hi"), listener);
        listener.awaitText("so far");

        call.cancel();
        call.cancel();

        assertThat(harness.awaitUpstreamClosed()).isTrue();
        harness.model().close();
        harness.doDueWork();
        assertThat(listener.ends()).isZero();
        assertThat(listener.text()).isEqualTo("so far");
    }

    @Test
    @Proves("LM-05")
    void aCallCancelledInTheMiddleTellsNoEnd() {
        harness.script(Turn.says("one ", "two ", "three ", "four"));
        CompletableFuture<ModelCall> call = new CompletableFuture<>();
        TurnListener listener = new TurnListener(
                harness, () -> call.orTimeout(10, TimeUnit.SECONDS).join().cancel());

        call.complete(harness.model().call(request("hi"), listener));
        listener.awaitFirstChunk();

        harness.model().close();
        harness.doDueWork();
        assertThat(listener.ends()).isZero();
        assertThat("one two three four").startsWith(listener.text());
    }

    @Test
    @Proves("LM-05")
    void cancellingAfterTheEndDoesNothing() {
        harness.script(Turn.says("done"));
        TurnListener listener = new TurnListener(harness);
        ModelCall call = harness.model().call(request("hi"), listener);
        listener.awaitEnd();

        call.cancel();

        harness.doDueWork();
        assertThat(listener.ends()).isEqualTo(1);
        assertThat(called(request("again")).text()).isEqualTo("done");
    }

    @ParameterizedTest
    @CsvSource({"DONE, STOP", "LENGTH, LENGTH", "CONTENT_FILTER, CONTENT_FILTER"})
    @Proves("LM-06")
    void theFinishSaysWhyTheModelStopped(Turn.End end, ModelFinish.Reason reason) {
        harness.script(new Turn(List.of("text"), List.of(), end, null));

        TurnListener listener = called(request("hi"));

        assertThat(listener.finish().reason()).isEqualTo(reason);
        assertThat(listener.text()).isEqualTo("text");
    }

    @Test
    @Proves("LM-07")
    void usageIsToldAsReported() {
        harness.script(
                Turn.says("done").spending(123, 45), Turn.calls("look_up", "{}").spending(7, 8));

        assertThat(called(request("hi")).finish().usage()).isEqualTo(new Usage(123, 45));
        assertThat(called(request("hi")).finish().usage()).isEqualTo(new Usage(7, 8));
    }

    @Test
    @Proves("LM-07")
    void usageThatWasNotReportedIsAbsent() {
        harness.script(Turn.says("done"));

        assertThat(called(request("hi")).finish().usage()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMITED, RATE_LIMITED",
        "QUOTA, QUOTA_EXCEEDED",
        "BAD_REQUEST, INVALID_REQUEST",
        "UNREACHABLE, UNAVAILABLE"
    })
    @Proves("LM-08")
    void aRefusedRequestFailsAsRefused(Turn.End end, Kind kind) {
        harness.script(Turn.fails(end));

        AssistantException failure = called(request("hi")).failure();

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.refused()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "CONNECTION_LOST"})
    @Proves("LM-08")
    void aLostOrBrokenAnswerFailsAsNotRefused(Turn.End end) {
        harness.script(Turn.fails(end));

        AssistantException failure = called(request("hi")).failure();

        assertThat(failure.kind()).isIn(Kind.OUTCOME_UNKNOWN, Kind.BACKEND_FAILED);
        assertThat(failure.refused()).isFalse();
    }

    @Test
    @Proves("LM-08")
    void whatCameBeforeTheAnswerBrokeIsTold() {
        harness.script(Turn.breaksOff("so ", "far"));

        TurnListener listener = called(request("hi"));

        assertThat(listener.text()).isEqualTo("so far");
        assertThat(listener.failure().refused()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "CONNECTION_LOST", "LENGTH"})
    @Proves("LM-09")
    void aRequestThatWasTakenIsNotRepeated(Turn.End end) {
        List<String> chunks = end == Turn.End.SERVER_ERROR ? List.of() : List.of("so far");
        harness.script(new Turn(chunks, List.of(), end, null), Turn.says("again"));

        TurnListener listener = called(request("hi"));

        assertThat(listener.text()).doesNotContain("again");
        assertThat(harness.shown()).hasSize(1);
    }

    @Test
    @Proves("LM-09")
    void aRefusedRequestMayBeRepeatedAndItsFailureIsThenNotTold() {
        harness.script(Turn.fails(Turn.End.RATE_LIMITED), Turn.says("again"));

        TurnListener listener = called(request("hi"));

        boolean repeated = harness.shown().size() == 2;
        assertThat(listener.text()).isEqualTo(repeated ? "again" : "");
        assertThat(listener.failed()).isEqualTo(!repeated);
        assertThat(listener.ends()).isEqualTo(1);
    }

    @Test
    @Proves("LM-10")
    void everythingIsShownInTheOrderGiven() {
        ToolCall first = new ToolCall(new ToolCallId("call-b"), "look_up", "{\"z\":1,\"a\":2}");
        ToolCall second = new ToolCall(new ToolCallId("call-a"), "book", "{}");
        List<ModelItem> history = List.of(
                said(Role.USER, "one"),
                said(Role.ASSISTANT, "two"),
                said(Role.USER, "three"),
                said(Role.USER, "grün\n\n  four 🌱"),
                new ModelItem.Called(List.of(first, second)),
                new ModelItem.Answered(new ToolOutput(second.id(), "B")),
                new ModelItem.Answered(new ToolOutput(first.id(), "")),
                said(Role.ASSISTANT, "five"),
                said(Role.USER, "six"));

        called(request("Be brief.\nVery.", history));

        Shown shown = harness.shown().get(0);
        assertThat(shown.model()).isEqualTo("model-1");
        assertThat(shown.instructions()).isEqualTo("Be brief.\nVery.");
        assertThat(shown.tools()).containsExactly("look_up", "book");
        assertThat(shown.temperature()).isEqualTo(0.25);
        assertThat(shown.history())
                .containsExactly(
                        "user: one",
                        "assistant: two",
                        "user: three",
                        "user: grün\n\n  four 🌱",
                        "call: look_up {\"z\":1,\"a\":2}",
                        "call: book {}",
                        "output: B",
                        "output: ",
                        "assistant: five",
                        "user: six");
    }

    @Test
    @Proves("LM-10")
    void withoutInstructionsNoneAreShown() {
        called(request("", List.of(said(Role.USER, "hi"))));

        assertThat(harness.shown().get(0).instructions()).isEmpty();
        assertThat(harness.shown().get(0).history()).containsExactly("user: hi");
    }

    @Test
    @Proves("LM-11")
    void oneCallDoesNotWaitForAnother() {
        harness.script(Turn.holds("so far"), Turn.holds("me too"), Turn.says("done"));
        TurnListener first = new TurnListener(harness);
        ModelCall firstCall = harness.model().call(request("first"), first);
        first.awaitText("so far");
        TurnListener second = new TurnListener(harness);
        ModelCall secondCall = harness.model().call(request("second"), second);
        second.awaitText("me too");

        TurnListener third = called(request("third"));

        assertThat(third.text()).isEqualTo("done");
        assertThat(first.ended()).isFalse();
        assertThat(second.ended()).isFalse();
        firstCall.cancel();
        secondCall.cancel();
    }

    private TurnListener called(ModelRequest request) {
        TurnListener listener = new TurnListener(harness);
        harness.model().call(request, listener);
        listener.awaitEnd();
        return listener;
    }

    private static ModelRequest request(String text) {
        return request("Be brief.", List.of(said(Role.USER, text)));
    }

    private static ModelRequest request(String instructions, List<ModelItem> history) {
        return new ModelRequest(
                "model-1",
                instructions,
                history,
                TOOLS,
                ToolResources.NONE,
                ToolChoice.AUTO,
                true,
                new Sampling(0.25, null, null, null),
                null,
                Duration.ofMinutes(5));
    }

    private static ModelItem said(Role role, String text) {
        return new ModelItem.Said(role, List.of(Content.text(text)));
    }
}
