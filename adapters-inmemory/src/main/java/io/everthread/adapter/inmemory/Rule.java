package io.everthread.adapter.inmemory;

import io.everthread.domain.ToolCallId;
import io.everthread.domain.run.Usage;
import io.everthread.port.AssistantException;
import io.everthread.port.ModelChunk;
import io.everthread.port.ModelFinish;
import io.everthread.port.ModelRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When the scripted model does what. A rule begins with what it looks at, may be limited to certain turns or calls,
 * and then says what the model does, in that order:
 *
 * <pre>{@code
 * Rule.when("weather").calls("get_weather", "{\"city\":\"Paris\"}")
 * Rule.whenToolResult("get_weather").says("It rains.")
 * Rule.always().onCall(3).fails(new AssistantException.RateLimited("Too fast.", null))
 * Rule.always().says("Hello")
 * }</pre>
 *
 * <p>Rules on a text apply while the user's words are to be answered and not once the history ends with tool outputs.
 * A rule that says nothing makes an empty reply. Immutable: every method returns a new rule.
 */
public final class Rule {

    private final List<Condition> conditions;
    private final int firstMatch;
    private final int lastMatch;
    private final Answer answer;

    private Rule(List<Condition> conditions, int firstMatch, int lastMatch, Answer answer) {
        this.conditions = List.copyOf(conditions);
        this.firstMatch = firstMatch;
        this.lastMatch = lastMatch;
        this.answer = answer;
    }

    /** Applies when what the user said last contains {@code text}, in upper or lower case. */
    public static Rule when(String text) {
        String sought = text.toLowerCase(Locale.ROOT);
        return onText(
                "text contains \"" + text + "\"",
                said -> said.toLowerCase(Locale.ROOT).contains(sought));
    }

    /** Applies when what the user said last is {@code text} and nothing else. */
    public static Rule whenExactly(String text) {
        return onText("text is \"" + text + "\"", text::equals);
    }

    /**
     * Applies when a part of what the user said last matches.
     *
     * @throws java.util.regex.PatternSyntaxException if {@code regex} is not a regular expression
     */
    public static Rule whenMatching(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return onText(
                "text matches /" + regex + "/", said -> pattern.matcher(said).find());
    }

    /** Applies when {@code test} accepts what the model is asked. It is called under a lock and must not block. */
    public static Rule when(Predicate<ModelRequest> test) {
        return of("a predicate accepts the request", situation -> test.test(situation.request()));
    }

    /** Applies when the tool outputs to be answered hold one of {@code tool}. */
    public static Rule whenToolResult(String tool) {
        return of(
                "tool " + tool + " answered", situation -> situation.toolAnswered((name, output) -> name.equals(tool)));
    }

    /** Applies when the tool outputs to be answered hold one of {@code tool} that contains {@code text}. */
    public static Rule whenToolResult(String tool, String text) {
        return of(
                "tool " + tool + " answered \"" + text + "\"",
                situation -> situation.toolAnswered((name, output) -> name.equals(tool) && output.contains(text)));
    }

    /** Applies when the tool outputs to be answered hold one, of whatever tool, that contains {@code text}. */
    public static Rule whenAnyToolResult(String text) {
        return of(
                "a tool answered \"" + text + "\"",
                situation -> situation.toolAnswered((name, output) -> output.contains(text)));
    }

    /** Applies to everything. */
    public static Rule always() {
        return new Rule(List.of(), 1, Integer.MAX_VALUE, Answer.EMPTY);
    }

    /**
     * Limits the rule to when the user has spoken {@code turn} times in the history shown; messages in a row count
     * once.
     */
    public Rule onTurn(int turn) {
        return and(new Condition("turn " + turn, situation -> situation.turn() == turn));
    }

    /** Limits the rule to the {@code call}-th time the model is asked, counted from 1 since it was given its script. */
    public Rule onCall(int call) {
        return and(new Condition("call " + call, situation -> situation.call() == call));
    }

    /** Limits the rule to the {@code match}-th time that everything else about it applies, counted from 1. */
    public Rule onMatch(int match) {
        return new Rule(conditions, match, match, answer);
    }

    /** Limits the rule to the first {@code count} times that everything else about it applies. */
    public Rule times(int count) {
        return new Rule(conditions, 1, count, answer);
    }

    /** Says {@code text}, a word at a time. */
    public Rule says(String text) {
        return doing(answer.with(WordCount.words(text).map(ModelChunk.Text::new).toList()));
    }

    /** Says the chunks, each by itself. */
    public Rule saysInChunks(String... chunks) {
        return doing(answer.with(Arrays.stream(chunks).map(ModelChunk.Text::new).toList()));
    }

    /** Declines to answer with {@code text}. */
    public Rule refuses(String text) {
        return doing(answer.with(List.of(new ModelChunk.Refusal(text))));
    }

    /** Calls a function. Called repeatedly, the functions are called in parallel. */
    public Rule calls(String function, String arguments) {
        return calls(null, function, arguments);
    }

    /**
     * Calls a function under an id of the script's choice.
     *
     * @param id null to have one made
     * @param arguments passed on exactly so, valid JSON or not
     */
    public Rule calls(@Nullable String id, String function, String arguments) {
        int index = answer.calls();
        List<ModelChunk> chunks = new ArrayList<>();
        chunks.add(new ModelChunk.CallBegun(index, id == null ? null : new ToolCallId(id), function));
        if (!arguments.isEmpty()) {
            chunks.add(new ModelChunk.CallArguments(index, arguments));
        }
        return doing(answer.with(chunks));
    }

    /** Fails; what the rule says before is sent first. */
    public Rule fails(AssistantException failure) {
        return doing(answer.with(new Answer.Failure(failure)));
    }

    /** Stays silent, after what the rule says before, until the call is cancelled or the run is over. */
    public Rule holds() {
        return doing(answer.with(new Answer.Silence()));
    }

    /** Ends as a reply does that is cut at the token limit. */
    public Rule cut() {
        return doing(answer.with(new Answer.Finish(ModelFinish.Reason.LENGTH)));
    }

    /** Ends as a reply does that a content filter cuts. */
    public Rule filtered() {
        return doing(answer.with(new Answer.Finish(ModelFinish.Reason.CONTENT_FILTER)));
    }

    /** Takes its time before the first chunk, or before the end if there is none. */
    public Rule after(Duration delay) {
        return doing(answer.with(delay, answer.pause()));
    }

    /** Takes its time before each further chunk and before the end. */
    public Rule pausing(Duration pause) {
        return doing(answer.with(answer.delay(), pause));
    }

    /** Reports these tokens as spent, where otherwise words are counted. */
    public Rule spends(long promptTokens, long completionTokens) {
        return doing(answer.with(new Answer.Spending(false, new Usage(promptTokens, completionTokens))));
    }

    /** Does not report what it spent. */
    public Rule withoutUsage() {
        return doing(answer.with(new Answer.Spending(false, null)));
    }

    /** When the rule applies, in words. */
    @Override
    public String toString() {
        String when = conditions.isEmpty()
                ? "always"
                : conditions.stream().map(Condition::description).collect(Collectors.joining(", "));
        if (lastMatch == Integer.MAX_VALUE) {
            return when;
        }
        return when + (firstMatch == lastMatch ? ", match " + firstMatch : ", " + lastMatch + " times");
    }

    /** Whether it applies, however often it has already done so. */
    boolean matches(Situation situation) {
        return conditions.stream().allMatch(condition -> condition.test().test(situation));
    }

    /** Whether it takes part in the {@code match}-th time it {@link #matches}. */
    boolean takes(int match) {
        return firstMatch <= match && match <= lastMatch;
    }

    Answer answer() {
        return answer;
    }

    private static Rule onText(String description, Predicate<String> test) {
        return of(description, situation -> !situation.afterTools() && test.test(situation.userText()));
    }

    private static Rule of(String description, Predicate<Situation> test) {
        return always().and(new Condition(description, test));
    }

    private Rule and(Condition condition) {
        List<Condition> all = new ArrayList<>(conditions);
        all.add(condition);
        return new Rule(all, firstMatch, lastMatch, answer);
    }

    private Rule doing(Answer changed) {
        return new Rule(conditions, firstMatch, lastMatch, changed);
    }

    private record Condition(String description, Predicate<Situation> test) {}
}
