package io.everthread.adapter.openai;

import io.everthread.domain.InvalidValue;
import io.everthread.domain.ToolCallId;
import io.everthread.port.ModelChunk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tells tool calls apart by their pieces. By the book a piece carries its call's index, and the first one the id and
 * the name. In the wild every call has index 0 or none and only ids differ, or there are no ids, or a call comes in one
 * piece, or its arguments are an object and not text.
 */
final class CallPieces {

    private final Consumer<ModelChunk> told;
    private final List<Call> calls = new ArrayList<>();
    private final Map<Integer, Call> byIndex = new HashMap<>();

    CallPieces(Consumer<ModelChunk> told) {
        this.told = told;
    }

    boolean any() {
        return !calls.isEmpty();
    }

    /** Whether a call has come without a name, so that nobody can carry it out. */
    boolean anyNameless() {
        return calls.stream().anyMatch(call -> call.name == null);
    }

    /** Takes one element of {@code tool_calls}. */
    void take(JsonNode piece) {
        String id = text(piece.path("id"));
        String name = text(piece.path("function").path("name"));
        Call call = callOf(piece.path("index"), id, name);
        call.begin(id, name);
        JsonNode arguments = piece.path("function").path("arguments");
        if (arguments.isContainer()) {
            call.add(arguments.toString());
        } else {
            call.add(arguments.stringValue(""));
        }
    }

    private Call callOf(JsonNode index, @Nullable String id, @Nullable String name) {
        if (id != null) {
            for (Call call : calls) {
                if (id.equals(call.id)) {
                    return call;
                }
            }
        }
        Call known =
                index.isNumber() ? byIndex.get(index.asInt()) : calls.isEmpty() ? null : calls.get(calls.size() - 1);
        boolean another = known != null && name != null && known.name != null && (id != null || known.anyArguments);
        if (known != null && !another) {
            return known;
        }
        Call call = new Call(calls.size());
        calls.add(call);
        if (index.isNumber()) {
            byIndex.put(index.asInt(), call);
        }
        return call;
    }

    private static @Nullable String text(JsonNode node) {
        String text = node.stringValue("");
        return text.isEmpty() ? null : text;
    }

    /** The server does not remember its ids, so one that cannot be used is as good as none. */
    private static @Nullable ToolCallId usable(@Nullable String id) {
        try {
            return id == null ? null : new ToolCallId(id);
        } catch (InvalidValue unusable) {
            return null;
        }
    }

    private final class Call {
        private final int index;
        private final StringBuilder early = new StringBuilder();
        private @Nullable String id;
        private @Nullable String name;
        private boolean anyArguments;

        Call(int index) {
            this.index = index;
        }

        void begin(@Nullable String pieceId, @Nullable String pieceName) {
            if (name != null) {
                return;
            }
            id = id == null ? pieceId : id;
            if (pieceName != null) {
                name = pieceName;
                told.accept(new ModelChunk.CallBegun(index, usable(id), pieceName));
                add(early.toString());
            }
        }

        void add(String arguments) {
            if (arguments.isEmpty()) {
                return;
            }
            anyArguments = true;
            if (name == null) {
                early.append(arguments);
            } else {
                told.accept(new ModelChunk.CallArguments(index, arguments));
            }
        }
    }
}
