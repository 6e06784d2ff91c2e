package io.everthread.adapter.inmemory;

import io.everthread.domain.conversation.Content;
import io.everthread.domain.tool.ToolDefinition;
import io.everthread.port.AssistantException;
import io.everthread.port.ModelItem;
import io.everthread.port.ModelRequest;
import io.everthread.port.testkit.Shown;
import io.everthread.port.testkit.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The contract kit's turns as rules, and what the model was shown along with them. */
final class ScriptedTurns {

    private final List<Shown> shown = new CopyOnWriteArrayList<>();

    List<Shown> shown() {
        return List.copyOf(shown);
    }

    /** Each turn once and the last for ever. */
    Script script(Turn... turns) {
        List<Rule> rules = new ArrayList<>();
        rules.add(Rule.when(this::remember));
        for (int i = 0; i < turns.length; i++) {
            Rule rule = rule(turns[i]);
            rules.add(i < turns.length - 1 ? rule.times(1) : rule);
        }
        return Script.of(rules);
    }

    private boolean remember(ModelRequest request) {
        shown.add(new Shown(
                request.model(),
                request.instructions(),
                request.history().stream().flatMap(ScriptedTurns::lines).toList(),
                request.tools().stream().map(ScriptedTurns::name).toList(),
                request.sampling().temperature()));
        return false;
    }

    private static Stream<String> lines(ModelItem item) {
        if (item instanceof ModelItem.Said said) {
            String text = said.content().stream()
                    .map(part -> part instanceof Content.Text words ? words.value() : "")
                    .collect(Collectors.joining());
            return Stream.of(said.role().name().toLowerCase(Locale.ROOT) + ": " + text);
        } else if (item instanceof ModelItem.Called called) {
            return called.calls().stream().map(call -> "call: " + call.name() + " " + call.arguments());
        }
        return Stream.of("output: " + ((ModelItem.Answered) item).output().output());
    }

    private static String name(ToolDefinition tool) {
        return tool instanceof ToolDefinition.Function function
                ? function.name()
                : tool.type().name().toLowerCase(Locale.ROOT);
    }

    private static Rule rule(Turn turn) {
        Rule rule = Rule.always().saysInChunks(turn.chunks().toArray(String[]::new));
        for (Turn.Call call : turn.calls()) {
            rule = rule.calls(call.name(), call.arguments());
        }
        rule = turn.usage() == null
                ? rule.withoutUsage()
                : rule.spends(turn.usage().promptTokens(), turn.usage().completionTokens());
        return switch (turn.end()) {
            case DONE -> rule;
            case LENGTH -> rule.cut();
            case CONTENT_FILTER -> rule.filtered();
            case HOLDS -> rule.holds();
            case CONNECTION_LOST -> rule.fails(new AssistantException.OutcomeUnknown("The connection broke.", null));
            case RATE_LIMITED -> rule.fails(new AssistantException.RateLimited("Too many requests.", null));
            case QUOTA -> rule.fails(new AssistantException.QuotaExceeded("The budget is spent."));
            case BAD_REQUEST -> rule.fails(new AssistantException.InvalidRequest("Not acceptable.", null, null));
            case SERVER_ERROR -> rule.fails(new AssistantException.BackendFailed("The model failed.", null));
            case UNREACHABLE -> rule.fails(new AssistantException.Unavailable("Nobody listens.", null, null));
        };
    }
}
