package io.everthread.adapter.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.everthread.domain.ToolCallId;
import io.everthread.domain.assistant.Sampling;
import io.everthread.domain.conversation.Content;
import io.everthread.domain.conversation.Role;
import io.everthread.domain.run.Usage;
import io.everthread.domain.tool.ToolCall;
import io.everthread.domain.tool.ToolChoice;
import io.everthread.domain.tool.ToolOutput;
import io.everthread.domain.tool.ToolResources;
import io.everthread.port.AssistantException;
import io.everthread.port.ModelChunk;
import io.everthread.port.ModelFinish;
import io.everthread.port.ModelItem;
import io.everthread.port.ModelListener;
import io.everthread.port.ModelRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When rules apply, and what they do. */
class RuleTest {

    private static final ToolCall WEATHER = new ToolCall(new ToolCallId("call_1"), "get_weather", "{}");
    private static final ToolCall TIME = new ToolCall(new ToolCallId("call_2"), "get_time", "{}");

    private final ManualClock clock = new ManualClock();
    private final ScriptedModel model = new ScriptedModel(clock);
    private final List<Object> told = new ArrayList<>();

    static Stream<Arguments> conditions() {
        List<ModelItem> asked = List.of(user("What is the weather?"));
        List<ModelItem> answered = List.of(
                user("What is the weather?"),
                new ModelItem.Called(List.of(WEATHER, TIME)),
                new ModelItem.Answered(new ToolOutput(WEATHER.id(), "rain")),
                new ModelItem.Answered(new ToolOutput(TIME.id(), "noon")));
        List<ModelItem> later = Stream.concat(
                        answered.stream(), Stream.of(assistant("It rains."), user("And"), user("tomorrow?")))
                .toList();
        return Stream.of(
                arguments(Rule.always(), asked, true),
                arguments(Rule.always(), answered, true),
                arguments(Rule.always(), List.of(), true),
                arguments(Rule.when("WEATHER"), asked, true),
                arguments(Rule.when("snow"), asked, false),
                arguments(Rule.when("weather"), answered, false),
                arguments(Rule.when("weather"), later, false),
                arguments(Rule.when("weather"), List.of(), false),
                arguments(Rule.when("tomorrow"), later, true),
                arguments(Rule.whenExactly("What is the weather?"), asked, true),
                arguments(Rule.whenExactly("what is the weather?"), asked, false),
                arguments(Rule.whenMatching("w.*r"), asked, true),
                arguments(Rule.whenMatching("^w"), asked, false),
                arguments(Rule.when(request -> request.model().equals("model-1")), answered, true),
                arguments(Rule.when(request -> request.model().equals("other")), answered, false),
                arguments(Rule.whenToolResult("get_weather"), answered, true),
                arguments(Rule.whenToolResult("get_time"), answered, true),
                arguments(Rule.whenToolResult("other"), answered, false),
                arguments(Rule.whenToolResult("get_weather"), asked, false),
                arguments(Rule.whenToolResult("get_weather"), later, false),
                arguments(Rule.whenToolResult("get_weather", "ain"), answered, true),
                arguments(Rule.whenToolResult("get_weather", "noon"), answered, false),
                arguments(Rule.whenAnyToolResult("noon"), answered, true),
                arguments(Rule.whenAnyToolResult("sun"), answered, false),
                arguments(Rule.always().onTurn(1), asked, true),
                arguments(Rule.always().onTurn(1), answered, true),
                arguments(Rule.always().onTurn(1), later, false),
                arguments(Rule.always().onTurn(2), later, true),
                arguments(Rule.when("weather").onTurn(2), asked, false));
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @MethodSource("conditions")
    void aRuleAppliesToWhatItLooksAt(Rule rule, List<ModelItem> history, boolean applies) {
        model.follow(Script.of(rule.says("yes"), Rule.always().says("no")));

        call(history, null);

        assertThat(text()).isEqualTo(applies ? "yes" : "no");
    }

    @Test
    void theFirstRuleThatAppliesIsFollowed() {
        model.follow(Script.of(
                Rule.when("c").says("1"),
                Rule.when("a").says("2"),
                Rule.when("ab").says("3")));

        assertThat(reply("ab")).isEqualTo("2");
    }

    @Test
    void callsAreCountedSinceTheScriptBegan() {
        model.follow(Script.of(Rule.always().says("old")));
        reply("x");
        model.follow(
                Script.of(Rule.always().onCall(2).says("second"), Rule.always().says("other")));

        assertThat(List.of(reply("a"), reply("b"), reply("c"))).containsExactly("other", "second", "other");
    }

    @Test
    void matchesAreCountedPerRule() {
        model.follow(Script.of(
                Rule.when("a").onMatch(2).says("second a"),
                Rule.when("a").times(2).says("an a"),
                Rule.always().says("other")));

        assertThat(List.of(reply("a"), reply("b"), reply("a"), reply("a"), reply("a")))
                .containsExactly("an a", "other", "second a", "an a", "other");
    }

    @Test
    void aTextIsSaidAWordAtATime() {
        model.follow(Script.of(Rule.always().says("  It rains,\n they say. ")));

        reply("x");

        assertThat(told.subList(0, 4))
                .containsExactly(
                        new ModelChunk.Text("  It "),
                        new ModelChunk.Text("rains,\n "),
                        new ModelChunk.Text("they "),
                        new ModelChunk.Text("say. "));
    }

    @Test
    void wordsAreCountedUnlessTokensAreGiven() {
        model.follow(Script.of(
                Rule.when("count").says("one two three"),
                Rule.when("given").says("one two three").spends(70, 30),
                Rule.when("none").says("one two three").withoutUsage()));

        assertThat(finish("please count").usage()).isEqualTo(new Usage(4, 3));
        assertThat(finish("given").usage()).isEqualTo(new Usage(70, 30));
        assertThat(finish("none").usage()).isNull();
    }

    @Test
    void functionsAreCalledInParallelAfterWhatIsSaid() {
        model.follow(
                Script.of(Rule.always().says("Wait.").calls("f", "{\"a\": 1}").calls("my_id", "g", "")));

        ModelFinish finish = finish("x");

        assertThat(told)
                .containsExactly(
                        new ModelChunk.Text("Wait."),
                        new ModelChunk.CallBegun(0, null, "f"),
                        new ModelChunk.CallArguments(0, "{\"a\": 1}"),
                        new ModelChunk.CallBegun(1, new ToolCallId("my_id"), "g"),
                        finish);
        assertThat(finish.reason()).isEqualTo(ModelFinish.Reason.TOOL_CALLS);
    }

    @Test
    void endsOtherThanTheUsualOne() {
        AssistantException failure = new AssistantException.QuotaExceeded("Spent.");
        model.follow(Script.of(
                Rule.when("cut").says("half").cut(),
                Rule.when("filtered").says("half").filtered(),
                Rule.when("refused").refuses("I would rather not."),
                Rule.when("failed").says("half").fails(failure)));

        assertThat(finish("cut").reason()).isEqualTo(ModelFinish.Reason.LENGTH);
        assertThat(finish("filtered").reason()).isEqualTo(ModelFinish.Reason.CONTENT_FILTER);
        assertThat(finish("refused").reason()).isEqualTo(ModelFinish.Reason.STOP);
        assertThat(told.get(0)).isEqualTo(new ModelChunk.Refusal("I would rather not."));
        reply("failed");
        assertThat(told).containsExactly(new ModelChunk.Text("half"), failure);
    }

    @Test
    void aReplyIsCutAtTheLimitOfTheRequest() {
        model.follow(Script.of(Rule.always().saysInChunks("one two", " three four", " five")));

        call(List.of(user("x")), 3);

        assertThat(text()).isEqualTo("one two three ");
        assertThat(told.get(told.size() - 1)).isEqualTo(new ModelFinish(ModelFinish.Reason.LENGTH, new Usage(3, 3)));
    }

    @Test
    void aReplyOfExactlyTheLimitIsNotCut() {
        model.follow(Script.of(Rule.always().says("one two three")));

        call(List.of(user("x")), 3);

        assertThat(((ModelFinish) told.get(told.size() - 1)).reason()).isEqualTo(ModelFinish.Reason.STOP);
    }

    @Test
    void chunksComeWhenTheyAreDue() {
        model.follow(Script.of(Rule.always()
                .saysInChunks("a", "b")
                .after(Duration.ofSeconds(3))
                .pausing(Duration.ofSeconds(1))));
        model.call(request(List.of(user("x")), null), new Notes());

        List<Integer> toldAfterEachSecond = new ArrayList<>();
        for (int second = 0; second < 6; second++) {
            clock.advance(second == 0 ? Duration.ZERO : Duration.ofSeconds(1));
            toldAfterEachSecond.add(told.size());
        }

        assertThat(toldAfterEachSecond).containsExactly(0, 0, 0, 1, 2, 3);
    }

    @Test
    void withoutAScriptTheReplyIsRecognisablyNotALanguageModels() {
        assertThat(reply("Where were you born?"))
                .startsWith("I was born in memory")
                .contains("scripted offline model, not from a language model");
        assertThat(reply("Say cheese")).startsWith("You said \"Say cheese\".").contains("scripted offline model");
        assertThat(reply("x".repeat(1_000))).contains("x".repeat(200) + "…\"").doesNotContain("x".repeat(201));
        call(
                List.of(
                        user("x"),
                        new ModelItem.Called(List.of(WEATHER)),
                        new ModelItem.Answered(new ToolOutput(WEATHER.id(), "rain"))),
                null);
        assertThat(text()).startsWith("The tool get_weather answered \"rain\".");
    }

    @Test
    void strictModeRefusesWhatNoRuleCoversAndSaysWhatThereIs() {
        model.follow(Script.of(
                Rule.when("weather").says("rain"),
                Rule.whenToolResult("f").onTurn(2).times(3).says("ok")));
        model.beStrict();

        reply("Say cheese");

        assertThat(told).singleElement().isInstanceOf(AssistantException.InvalidRequest.class);
        assertThat((AssistantException) told.get(0))
                .hasMessageStartingWith("No rule applies to \"Say cheese\" (turn 1, call 1).")
                .hasMessageContaining("Rules: (1) text contains \"weather\"; (2) tool f answered, turn 2, 3 times");
        assertThat(model.unmatched()).singleElement().asString().contains("Say cheese");
    }

    @Test
    void aCallAfterClosingIsRefused() {
        model.close();

        assertThatIllegalStateException().isThrownBy(() -> reply("x"));
    }

    private String reply(String text) {
        call(List.of(user(text)), null);
        return text();
    }

    private ModelFinish finish(String text) {
        reply(text);
        return (ModelFinish) told.get(told.size() - 1);
    }

    private void call(List<ModelItem> history, @Nullable Integer limit) {
        told.clear();
        model.call(request(history, limit), new Notes());
        clock.advance(Duration.ZERO);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (Object each : told) {
            text.append(each instanceof ModelChunk.Text chunk ? chunk.text() : "");
        }
        return text.toString();
    }

    private static ModelRequest request(List<ModelItem> history, @Nullable Integer limit) {
        return new ModelRequest(
                "model-1",
                "Be brief.",
                history,
                List.of(),
                ToolResources.NONE,
                ToolChoice.AUTO,
                true,
                Sampling.DEFAULT,
                limit,
                Duration.ofMinutes(10));
    }

    private static ModelItem user(String text) {
        return new ModelItem.Said(Role.USER, List.of(Content.text(text)));
    }

    private static ModelItem assistant(String text) {
        return new ModelItem.Said(Role.ASSISTANT, List.of(Content.text(text)));
    }

    private final class Notes implements ModelListener {
        @Override
        public void onChunk(ModelChunk chunk) {
            told.add(chunk);
        }

        @Override
        public void onFinished(ModelFinish finish) {
            told.add(finish);
        }

        @Override
        public void onFailed(AssistantException failure) {
            told.add(failure);
        }
    }
}
