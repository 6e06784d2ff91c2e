package io.everthread.adapter.inmemory;

import io.everthread.domain.ToolCallId;
import io.everthread.domain.conversation.Content;
import io.everthread.domain.conversation.Role;
import io.everthread.domain.tool.ToolCall;
import io.everthread.domain.tool.ToolOutput;
import io.everthread.port.ModelItem;
import io.everthread.port.ModelRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * What rules look at when the model is asked.
 *
 * @param call how often the model has been asked since its script began, this time included
 */
record Situation(ModelRequest request, int call) {

    /** What the user said last; empty if nothing. */
    String userText() {
        List<ModelItem> history = request.history();
        for (int i = history.size() - 1; i >= 0; i--) {
            if (isUser(history.get(i))) {
                return text(((ModelItem.Said) history.get(i)).content());
            }
        }
        return "";
    }

    /** Whether the history ends with tool outputs, so that these and not the user are to be answered. */
    boolean afterTools() {
        List<ModelItem> history = request.history();
        return !history.isEmpty() && history.get(history.size() - 1) instanceof ModelItem.Answered;
    }

    /** How many times the user has spoken; messages in a row count once. */
    int turn() {
        int turn = 0;
        boolean speaking = false;
        for (ModelItem item : request.history()) {
            if (isUser(item) && !speaking) {
                turn++;
            }
            speaking = isUser(item);
        }
        return turn;
    }

    /**
     * Whether one of the tool outputs at the end of the history is of a tool and with a text that {@code test} accepts.
     */
    boolean toolAnswered(BiPredicate<String, String> test) {
        return newestOutputs().stream().anyMatch(output -> test.test(toolOf(output.call()), output.output()));
    }

    /** The tool outputs at the end of the history. */
    List<ToolOutput> newestOutputs() {
        List<ToolOutput> outputs = new ArrayList<>();
        List<ModelItem> history = request.history();
        for (int i = history.size() - 1; i >= 0 && history.get(i) instanceof ModelItem.Answered answered; i--) {
            outputs.add(0, answered.output());
        }
        return outputs;
    }

    /** The tool that was called; empty if the history does not tell. */
    String toolOf(ToolCallId id) {
        for (ModelItem item : request.history()) {
            if (item instanceof ModelItem.Called called) {
                for (ToolCall call : called.calls()) {
                    if (call.id().equals(id)) {
                        return call.name();
                    }
                }
            }
        }
        return "";
    }

    /** The words the model was shown, each counted as a token. */
    long words() {
        return WordCount.words(request.instructions()).count()
                + request.history().stream().mapToLong(Situation::words).sum();
    }

    private static long words(ModelItem item) {
        if (item instanceof ModelItem.Said said) {
            return WordCount.words(text(said.content())).count();
        }
        if (item instanceof ModelItem.Called called) {
            return called.calls().stream()
                    .mapToLong(call -> 1 + WordCount.words(call.arguments()).count())
                    .sum();
        }
        return WordCount.words(((ModelItem.Answered) item).output().output()).count();
    }

    private static boolean isUser(ModelItem item) {
        return item instanceof ModelItem.Said said && said.role() == Role.USER;
    }

    private static String text(List<Content> content) {
        return content.stream()
                .map(part -> part instanceof Content.Text text ? text.value() : "")
                .collect(Collectors.joining());
    }
}
