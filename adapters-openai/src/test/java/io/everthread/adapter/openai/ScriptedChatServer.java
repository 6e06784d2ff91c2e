package io.everthread.adapter.openai;

import io.everthread.port.testkit.Shown;
import io.everthread.port.testkit.Turn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A server that takes the turns the contracts script. Says {@code ok} unless told otherwise. */
final class ScriptedChatServer implements AutoCloseable {

    private final ChatServer server = ChatServer.that(this::answer);
    private final AtomicInteger ids = new AtomicInteger();
    private final Deque<Turn> turns = new ArrayDeque<>(List.of(Turn.says("ok")));
    private volatile CompletableFuture<Boolean> heldLast = CompletableFuture.completedFuture(false);
    private boolean away;

    URI baseUrl() {
        return server.baseUrl();
    }

    synchronized void script(Turn... script) {
        turns.clear();
        turns.addAll(List.of(script));
        if (away) {
            unchecked(server::reappear);
            away = false;
        }
        leaveIfUnreachable();
    }

    List<Shown> shown() {
        return server.requests().stream().map(ScriptedChatServer::shown).toList();
    }

    boolean awaitUpstreamClosed() {
        try {
            return heldLast.get(10, TimeUnit.SECONDS);
        } catch (TimeoutException | InterruptedException | ExecutionException notClosed) {
            return false;
        }
    }

    @Override
    public void close() {
        unchecked(server::close);
    }

    private void answer(ChatServer.Caller caller) throws IOException {
        Turn turn = take();
        switch (turn.end()) {
            case DONE -> finish(caller, turn, turn.calls().isEmpty() ? "stop" : "tool_calls");
            case LENGTH -> finish(caller, turn, "length");
            case CONTENT_FILTER -> finish(caller, turn, "content_filter");
            case HOLDS -> {
                CompletableFuture<Boolean> gone = new CompletableFuture<>();
                heldLast = gone;
                begin(caller, turn);
                gone.complete(caller.awaitGone());
            }
            case CONNECTION_LOST -> {
                if (!turn.chunks().isEmpty()) {
                    begin(caller, turn);
                }
                caller.hangUp();
            }
            case RATE_LIMITED -> refuse(caller, 429, "rate_limit_exceeded");
            case QUOTA -> refuse(caller, 429, "insufficient_quota");
            case BAD_REQUEST -> refuse(caller, 400, "invalid_request_error");
            case SERVER_ERROR -> refuse(caller, 500, "server_error");
            case UNREACHABLE -> throw new AssertionError("reached in spite of all");
        }
        leaveIfUnreachable();
    }

    private synchronized Turn take() {
        return turns.size() > 1 ? turns.remove() : turns.element();
    }

    private synchronized void leaveIfUnreachable() {
        if (turns.element().end() == Turn.End.UNREACHABLE && !away) {
            unchecked(server::vanish);
            away = true;
        }
    }

    private void begin(ChatServer.Caller caller, Turn turn) throws IOException {
        caller.stream();
        for (String chunk : turn.chunks()) {
            caller.event(Chunks.text(chunk));
        }
        for (int i = 0; i < turn.calls().size(); i++) {
            Turn.Call call = turn.calls().get(i);
            caller.event(Chunks.call(i, "call_" + ids.incrementAndGet(), call.name(), ""));
            caller.event(Chunks.arguments(i, call.arguments()));
        }
    }

    private void finish(ChatServer.Caller caller, Turn turn, String reason) throws IOException {
        begin(caller, turn);
        caller.event(Chunks.finish(reason));
        if (turn.usage() != null) {
            caller.event(Chunks.usage(turn.usage().promptTokens(), turn.usage().completionTokens()));
        }
        caller.event("[DONE]");
        caller.end();
    }

    private static void refuse(ChatServer.Caller caller, int status, String code) throws IOException {
        caller.answer(status, "application/json", Chunks.error("No.", code, code));
    }

    private static Shown shown(ChatServer.Request request) {
        JsonNode body = Json.read(request.body());
        String instructions = "";
        List<String> history = new ArrayList<>();
        for (JsonNode message : body.path("messages")) {
            String role = message.path("role").stringValue();
            String content = message.path("content").stringValue(null);
            if (role.equals("system")) {
                instructions = content;
            } else if (content != null) {
                history.add((role.equals("tool") ? "output" : role) + ": " + content);
            }
            for (JsonNode call : message.path("tool_calls")) {
                JsonNode function = call.path("function");
                history.add("call: " + function.path("name").stringValue() + " "
                        + function.path("arguments").stringValue());
            }
        }
        List<String> tools = new ArrayList<>();
        body.path("tools")
                .forEach(tool -> tools.add(tool.path("function").path("name").stringValue()));
        return new Shown(
                body.path("model").stringValue(), instructions, history, tools, number(body.path("temperature")));
    }

    private static @Nullable Double number(JsonNode node) {
        return node.isNumber() ? node.doubleValue() : null;
    }

    private static void unchecked(IoAction action) {
        try {
            action.run();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @FunctionalInterface
    private interface IoAction {
        void run() throws IOException;
    }
}
