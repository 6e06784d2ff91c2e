package io.everthread.adapter.inmemory;

import io.everthread.domain.run.Usage;
import io.everthread.port.AssistantException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys of one rule of a script file, gathered in whatever order they come. */
final class RuleDraft {

    @Nullable
    String text;

    @Nullable
    String exact;

    @Nullable
    String regex;

    @Nullable
    String tool;

    @Nullable
    String output;

    @Nullable
    Integer turn;

    @Nullable
    Integer call;

    @Nullable
    Integer nth;

    @Nullable
    Integer times;

    @Nullable
    String says;

    @Nullable
    List<String> chunks;

    @Nullable
    String refuses;

    final List<Call> calls = new ArrayList<>();

    @Nullable
    AssistantException fails;

    boolean holds;

    @Nullable
    String ends;

    Duration delay = Duration.ZERO;
    Duration pause = Duration.ZERO;
    boolean usageGiven;

    @Nullable
    Usage usage;

    /** A function call; see {@link Rule#calls(String, String, String)}. */
    record Call(@Nullable String id, String function, String arguments) {}

    /** What is contradictory or missing; null if nothing is. */
    @Nullable
    String problem() {
        boolean onTools = tool != null || output != null;
        if (given(text, exact, regex, onTools ? "" : null) > 1) {
            return "\"when\" takes only one of \"text\", \"exact\", \"regex\" and a tool's result.";
        }
        if (given(nth, times) > 1) {
            return "\"when\" takes only one of \"nth\" and \"times\".";
        }
        if (given(fails, ends, holds ? "" : null) > 1) {
            return "A rule takes only one of \"fails\", \"holds\" and \"ends\".";
        }
        if (given(says, chunks, refuses, fails, ends, holds ? "" : null) == 0 && calls.isEmpty()) {
            return "This rule does nothing; give it \"says\", \"refuses\", \"calls\", \"fails\", \"holds\" or \"ends\".";
        }
        return null;
    }

    /** @throws java.util.regex.PatternSyntaxException if the regular expression is none */
    Rule rule() {
        return ending(speaking(limited(condition()))).after(delay).pausing(pause);
    }

    private Rule condition() {
        if (text != null) {
            return Rule.when(text);
        } else if (exact != null) {
            return Rule.whenExactly(exact);
        } else if (regex != null) {
            return Rule.whenMatching(regex);
        } else if (tool != null) {
            return output == null ? Rule.whenToolResult(tool) : Rule.whenToolResult(tool, output);
        } else if (output != null) {
            return Rule.whenAnyToolResult(output);
        }
        return Rule.always();
    }

    private Rule limited(Rule rule) {
        Rule limited = turn == null ? rule : rule.onTurn(turn);
        limited = call == null ? limited : limited.onCall(call);
        limited = nth == null ? limited : limited.onMatch(nth);
        return times == null ? limited : limited.times(times);
    }

    private Rule speaking(Rule rule) {
        Rule speaking = says == null ? rule : rule.says(says);
        speaking = chunks == null ? speaking : speaking.saysInChunks(chunks.toArray(String[]::new));
        speaking = refuses == null ? speaking : speaking.refuses(refuses);
        for (Call each : calls) {
            speaking = speaking.calls(each.id(), each.function(), each.arguments());
        }
        return speaking;
    }

    private Rule ending(Rule rule) {
        Rule ending = fails == null ? rule : rule.fails(fails);
        ending = holds ? ending.holds() : ending;
        ending = ends == null ? ending : ends.equals("length") ? ending.cut() : ending.filtered();
        if (!usageGiven) {
            return ending;
        }
        return usage == null ? ending.withoutUsage() : ending.spends(usage.promptTokens(), usage.completionTokens());
    }

    private static long given(@Nullable Object... keys) {
        return Stream.of(keys).filter(Objects::nonNull).count();
    }
}
