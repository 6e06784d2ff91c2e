package io.everthread.adapter.inmemory;

import io.everthread.adapter.inmemory.LocatedJson.Keys;
import io.everthread.domain.InvalidValue;
import io.everthread.domain.ToolCallId;
import io.everthread.domain.run.Usage;
import io.everthread.port.AssistantException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamLocation;

/** Makes rules of the JSON that {@link ScriptFile} describes. */
final class ScriptReader {

    private static final int MAX_MILLIS = 86_400_000;

    private final LocatedJson json;

    ScriptReader(LocatedJson json) {
        this.json = json;
    }

    Script script() {
        List<Rule> rules = new ArrayList<>();
        Keys keys = new Keys();
        keys.put("rules", () -> json.array("\"rules\"", () -> rules.add(rule())));
        TokenStreamLocation start = json.here();
        if (json.object("A script", keys).isEmpty()) {
            throw json.error(start, "The script has no \"rules\".");
        }
        return Script.of(rules);
    }

    private Rule rule() {
        TokenStreamLocation start = json.here();
        RuleDraft draft = new RuleDraft();
        Keys keys = new Keys();
        keys.put("when", () -> when(draft));
        keys.put("says", () -> says(draft));
        keys.put("refuses", () -> draft.refuses = json.nonEmptyText("refuses"));
        keys.put("calls", () -> json.array("\"calls\"", () -> draft.calls.add(call())));
        keys.put("fails", () -> draft.fails = failure());
        keys.put("holds", () -> draft.holds = json.flag("holds"));
        keys.put("ends", () -> draft.ends = json.oneOf("ends", List.of("length", "content_filter")));
        keys.put("delay_ms", () -> draft.delay = millis("delay_ms"));
        keys.put("pause_ms", () -> draft.pause = millis("pause_ms"));
        keys.put("usage", () -> usage(draft));
        json.object("A rule", keys);
        String problem = draft.problem();
        if (problem != null) {
            throw json.error(start, problem);
        }
        return draft.rule();
    }

    private void when(RuleDraft draft) {
        if (json.atText()) {
            draft.text = json.text("when");
            return;
        }
        Keys keys = new Keys();
        keys.put("text", () -> draft.text = json.text("text"));
        keys.put("exact", () -> draft.exact = json.text("exact"));
        keys.put("regex", () -> draft.regex = regex());
        keys.put("tool", () -> draft.tool = json.text("tool"));
        keys.put("output", () -> draft.output = json.text("output"));
        keys.put("turn", () -> draft.turn = count("turn"));
        keys.put("call", () -> draft.call = count("call"));
        keys.put("nth", () -> draft.nth = count("nth"));
        keys.put("times", () -> draft.times = count("times"));
        json.object("\"when\", if it is not a text,", keys);
    }

    private void says(RuleDraft draft) {
        if (json.atText()) {
            draft.says = json.text("says");
            return;
        }
        List<String> chunks = new ArrayList<>();
        json.array("\"says\", if it is not a text,", () -> chunks.add(json.nonEmptyText("says")));
        draft.chunks = chunks;
    }

    private RuleDraft.Call call() {
        TokenStreamLocation start = json.here();
        Map<String, String> parts = new HashMap<>();
        Keys keys = new Keys();
        keys.put("function", () -> parts.put("function", json.nonEmptyText("function")));
        keys.put("arguments", () -> parts.put("arguments", json.objectSourceOrText("arguments")));
        keys.put("id", () -> parts.put("id", id()));
        json.object("A call", keys);
        String function = parts.get("function");
        if (function == null) {
            throw json.error(start, "This call has no \"function\".");
        }
        return new RuleDraft.Call(parts.get("id"), function, parts.getOrDefault("arguments", "{}"));
    }

    private String id() {
        try {
            return new ToolCallId(json.text("id")).value();
        } catch (InvalidValue e) {
            throw json.error("\"id\" must be 1 to " + ToolCallId.MAX_LENGTH + " characters without white space.");
        }
    }

    private String regex() {
        String regex = json.text("regex");
        try {
            Rule.whenMatching(regex);
        } catch (PatternSyntaxException e) {
            throw json.error("\"regex\" is not a regular expression: " + e.getDescription() + " near index "
                    + e.getIndex() + ".");
        }
        return regex;
    }

    private AssistantException failure() {
        if (json.atText()) {
            return kind("fails").exception(null, null);
        }
        TokenStreamLocation start = json.here();
        FailureDraft draft = new FailureDraft();
        Keys keys = new Keys();
        keys.put("error", () -> draft.kind = kind("error"));
        keys.put("message", () -> draft.message = json.nonEmptyText("message"));
        keys.put("retry_after_ms", () -> draft.retryAfter = millis("retry_after_ms"));
        json.object("\"fails\", if it is not the name of an error,", keys);
        if (draft.kind == null) {
            throw json.error(start, "\"fails\" has no \"error\".");
        }
        return draft.kind.exception(draft.message, draft.retryAfter);
    }

    private ScriptedFailure kind(String key) {
        List<String> names = Arrays.stream(ScriptedFailure.values())
                .map(ScriptedFailure::toString)
                .toList();
        return ScriptedFailure.valueOf(json.oneOf(key, names).toUpperCase(Locale.ROOT));
    }

    private void usage(RuleDraft draft) {
        draft.usageGiven = true;
        if (json.atNull()) {
            return;
        }
        Map<String, Integer> tokens = new HashMap<>();
        Keys keys = new Keys();
        keys.put("prompt", () -> tokens.put("prompt", json.number("prompt", 0, Integer.MAX_VALUE)));
        keys.put("completion", () -> tokens.put("completion", json.number("completion", 0, Integer.MAX_VALUE)));
        json.object("\"usage\", if it is not null,", keys);
        draft.usage = new Usage(tokens.getOrDefault("prompt", 0), tokens.getOrDefault("completion", 0));
    }

    private int count(String key) {
        return json.number(key, 1, Integer.MAX_VALUE);
    }

    private Duration millis(String key) {
        return Duration.ofMillis(json.number(key, 0, MAX_MILLIS));
    }

    private static final class FailureDraft {
        private @Nullable ScriptedFailure kind;
        private @Nullable String message;
        private @Nullable Duration retryAfter;
    }
}
