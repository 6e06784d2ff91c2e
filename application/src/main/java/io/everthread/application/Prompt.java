package io.everthread.application;

import io.everthread.domain.RunId;
import io.everthread.domain.conversation.Content;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunSettings;
import io.everthread.domain.run.RunState;
import io.everthread.domain.run.RunStep;
import io.everthread.domain.run.StepDetails;
import io.everthread.domain.run.StepToolCall;
import io.everthread.domain.run.Truncation;
import io.everthread.domain.tool.ToolCall;
import io.everthread.domain.tool.ToolOutput;
import io.everthread.port.ModelItem;
import io.everthread.port.ModelRequest;
import io.everthread.port.Page;
import io.everthread.port.PageRequest;
import io.everthread.port.Project;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run's next turn shows the model: instructions, the conversation as far as the truncation lets it through, and the run's
 * own calls and outputs so far.
 */
final class Prompt {

    /** What is assumed to fit a model that does not say: what most models in use take. */
    private static final int ASSUMED_WINDOW = 128_000;

    private final EngineParts parts;
    private final Project project;
    private final Run run;
    private final RunSettings settings;

    Prompt(EngineParts parts, Project project, Run run) {
        this.parts = parts;
        this.project = project;
        this.run = run;
        this.settings = run.settings();
    }

    /** The request, or nothing if one of the run's token limits leaves no room for another turn. */
    Optional<ModelRequest> request() {
        Integer completionLeft = left(settings.maxCompletionTokens(), completionSpent(run));
        if (completionLeft != null && completionLeft <= 0) {
            return Optional.empty();
        }
        List<ModelItem> own = ownItems();
        Integer promptLeft = left(settings.maxPromptTokens(), promptSpent());
        int window = parts.model().contextWindow(settings.model()).orElse(ASSUMED_WINDOW);
        int budget = promptLeft == null ? window : Math.min(window, promptLeft);
        int fixed = tokens(settings.instructions())
                + own.stream().mapToInt(this::tokens).sum();
        List<ModelItem> history = conversation(budget - fixed);
        if (promptLeft != null
                && fixed + history.stream().mapToInt(this::tokens).sum() > promptLeft) {
            return Optional.empty();
        }
        history.addAll(own);
        return Optional.of(new ModelRequest(
                settings.model(),
                settings.instructions(),
                history,
                settings.tools(),
                settings.toolResources(),
                settings.toolChoice(),
                settings.parallelToolCalls(),
                settings.sampling(),
                completionLeft,
                Duration.between(parts.now(), run.expiresAt())));
    }

    /** How a run ends whose {@link #request()} is empty. */
    static RunEnding limitReached(Run run) {
        Integer max = run.settings().maxCompletionTokens();
        return new RunEnding.CutOff(
                max != null && completionSpent(run) >= max
                        ? RunState.IncompleteReason.MAX_COMPLETION_TOKENS
                        : RunState.IncompleteReason.MAX_PROMPT_TOKENS);
    }

    /** The messages from before the run, oldest first. */
    private List<ModelItem> conversation(int budget) {
        List<Message> messages = settings.truncation() instanceof Truncation.LastMessages last
                ? newest(last.count(), Integer.MAX_VALUE)
                : withoutTheMiddle(budget);
        return new ArrayList<>(messages.stream().map(Prompt::said).toList());
    }

    /** The newest messages and, if some had to go, the first one, which usually says what the conversation is about. */
    private List<Message> withoutTheMiddle(int budget) {
        List<Message> newest = newest(Integer.MAX_VALUE, budget);
        Optional<Message> first = first();
        if (first.isEmpty() || newest.get(0).id().equals(first.get().id())) {
            return newest;
        }
        List<Message> rest = newest(Integer.MAX_VALUE, budget - tokens(said(first.get())));
        rest.add(0, first.get());
        return rest;
    }

    private Optional<Message> first() {
        return parts
                .store()
                .messages(project, run.conversation(), null, PageRequest.OLDEST.withLimit(1))
                .items()
                .stream()
                .filter(this::shown)
                .findFirst();
    }

    private List<Message> newest(int most, int budget) {
        List<Message> newestFirst = new ArrayList<>();
        PageRequest next = PageRequest.NEWEST.withLimit(PageRequest.MAX_LIMIT);
        int spent = 0;
        while (true) {
            Page<Message> page = parts.store().messages(project, run.conversation(), null, next);
            for (Message message : page.items()) {
                if (!shown(message)) {
                    continue;
                }
                spent += budget == Integer.MAX_VALUE ? 0 : tokens(said(message));
                // The newest message is what is to be answered: it is shown whatever it costs.
                if (newestFirst.size() >= most || (spent > budget && !newestFirst.isEmpty())) {
                    Collections.reverse(newestFirst);
                    return newestFirst;
                }
                newestFirst.add(message);
            }
            if (!page.hasMore()) {
                Collections.reverse(newestFirst);
                return newestFirst;
            }
            next = next.after(page.items().get(page.items().size() - 1).id().value());
        }
    }

    /** What this run itself has said, called and been answered, in order. */
    private List<ModelItem> ownItems() {
        List<ModelItem> items = new ArrayList<>();
        for (RunStep step : Steps.all(parts.store(), project, run.id())) {
            if (step.details() instanceof StepDetails.MessageCreation creation) {
                parts.store()
                        .message(project, run.conversation(), creation.message())
                        .filter(message -> !message.value().content().isEmpty())
                        .ifPresent(message -> items.add(said(message.value())));
            } else if (step.details() instanceof StepDetails.ToolCalls calls) {
                addCalls(items, calls);
            }
        }
        return items;
    }

    private static void addCalls(List<ModelItem> items, StepDetails.ToolCalls step) {
        List<ToolCall> calls = new ArrayList<>();
        List<ModelItem> answers = new ArrayList<>();
        for (StepToolCall call : step.calls()) {
            if (call instanceof StepToolCall.Function function && function.output() != null) {
                calls.add(function.call());
                answers.add(new ModelItem.Answered(new ToolOutput(function.id(), function.output())));
            }
        }
        if (!calls.isEmpty()) {
            items.add(new ModelItem.Called(calls));
            items.addAll(answers);
        }
    }

    private boolean shown(Message message) {
        RunId writer = message.run();
        return !run.id().equals(writer) && !message.content().isEmpty();
    }

    private static ModelItem.Said said(Message message) {
        return new ModelItem.Said(message.role(), message.content());
    }

    private int tokens(ModelItem item) {
        if (item instanceof ModelItem.Said said) {
            return said.content().stream()
                    .mapToInt(part -> part instanceof Content.Text text ? tokens(text.value()) : 0)
                    .sum();
        }
        if (item instanceof ModelItem.Called called) {
            return called.calls().stream()
                    .mapToInt(call -> tokens(call.name()) + tokens(call.arguments()))
                    .sum();
        }
        return tokens(((ModelItem.Answered) item).output().output());
    }

    private int tokens(String text) {
        return parts.tokens().count(settings.model(), text);
    }

    private long promptSpent() {
        return run.usage() == null ? 0 : run.usage().promptTokens();
    }

    private static long completionSpent(Run run) {
        return run.usage() == null ? 0 : run.usage().completionTokens();
    }

    private static @Nullable Integer left(@Nullable Integer max, long spent) {
        return max == null ? null : (int) Math.max(Integer.MIN_VALUE, max - spent);
    }
}
