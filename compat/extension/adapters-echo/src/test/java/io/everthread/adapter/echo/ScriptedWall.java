package io.everthread.adapter.echo;

import io.everthread.domain.conversation.Content;
import io.everthread.domain.tool.ToolDefinition;
import io.everthread.port.AssistantException;
import io.everthread.port.ModelChunk;
import io.everthread.port.ModelFinish;
import io.everthread.port.ModelItem;
import io.everthread.port.ModelListener;
import io.everthread.port.ModelRequest;
import io.everthread.port.testkit.Shown;
import io.everthread.port.testkit.Turn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A wall that answers as a contract wants it to. */
final class ScriptedWall implements Wall {

    private final Deque<Turn> turns = new ArrayDeque<>(List.of(Turn.says("ok")));
    private final List<Shown> shown = new ArrayList<>();
    private final Semaphore hungUp = new Semaphore(0);

    synchronized void follow(List<Turn> script) {
        turns.clear();
        turns.addAll(script);
    }

    synchronized List<Shown> shown() {
        return List.copyOf(shown);
    }

    boolean awaitHungUp() {
        try {
            return hungUp.tryAcquire(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void hungUp() {
        hungUp.release();
    }

    @Override
    public void answer(ModelRequest request, ModelListener ear) {
        Turn turn = next(request);
        turn.chunks().forEach(text -> ear.onChunk(new ModelChunk.Text(text)));
        for (int i = 0; i < turn.calls().size(); i++) {
            Turn.Call call = turn.calls().get(i);
            ear.onChunk(new ModelChunk.CallBegun(i, null, call.name()));
            ear.onChunk(new ModelChunk.CallArguments(i, call.arguments()));
        }
        switch (turn.end()) {
            case DONE ->
                finish(turn, turn.calls().isEmpty() ? ModelFinish.Reason.STOP : ModelFinish.Reason.TOOL_CALLS, ear);
            case LENGTH -> finish(turn, ModelFinish.Reason.LENGTH, ear);
            case CONTENT_FILTER -> finish(turn, ModelFinish.Reason.CONTENT_FILTER, ear);
            case HOLDS -> {}
            case CONNECTION_LOST -> ear.onFailed(new AssistantException.OutcomeUnknown("The wall fell.", null));
            case RATE_LIMITED -> ear.onFailed(new AssistantException.RateLimited("The wall is tired.", null));
            case QUOTA -> ear.onFailed(new AssistantException.QuotaExceeded("The wall has said enough."));
            case BAD_REQUEST -> ear.onFailed(new AssistantException.InvalidRequest("No echo of that.", null, null));
            case SERVER_ERROR -> ear.onFailed(new AssistantException.BackendFailed("The wall cracked.", null));
            case UNREACHABLE -> ear.onFailed(new AssistantException.Unavailable("There is no wall.", null, null));
        }
    }

    private static void finish(Turn turn, ModelFinish.Reason reason, ModelListener ear) {
        ear.onFinished(new ModelFinish(reason, turn.usage()));
    }

    private synchronized Turn next(ModelRequest request) {
        shown.add(new Shown(
                request.model(),
                request.instructions(),
                request.history().stream().flatMap(ScriptedWall::lines).toList(),
                request.tools().stream()
                        .map(tool -> tool instanceof ToolDefinition.Function function ? function.name() : "")
                        .toList(),
                request.sampling().temperature()));
        return turns.size() > 1 ? turns.remove() : turns.element();
    }

    private static Stream<String> lines(ModelItem item) {
        if (item instanceof ModelItem.Said said) {
            return said.content().stream()
                    .map(part -> said.role().name().toLowerCase(Locale.ROOT) + ": " + ((Content.Text) part).value());
        }
        if (item instanceof ModelItem.Called called) {
            return called.calls().stream().map(call -> "call: " + call.name() + " " + call.arguments());
        }
        return Stream.of("output: " + ((ModelItem.Answered) item).output().output());
    }
}
