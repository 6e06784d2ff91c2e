package io.everthread.adapter.openai;

import io.everthread.domain.run.Usage;
import io.everthread.port.ModelChunk;
import io.everthread.port.ModelFinish;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the objects of an answer, streamed or whole, and tells what is in them as it comes. */
final class ChatReply {

    private final Consumer<ModelChunk> told;
    private final CallPieces calls;
    private boolean begun;
    private @Nullable String reason;
    private @Nullable Usage usage;

    ChatReply(Consumer<ModelChunk> told) {
        this.told = chunk -> {
            begun = true;
            told.accept(chunk);
        };
        this.calls = new CallPieces(this.told);
    }

    /** Takes a {@code chat.completion.chunk}, or a {@code chat.completion}. */
    void take(JsonNode answer) {
        JsonNode choice = answer.path("choices").path(0);
        JsonNode delta = choice.path("delta").isObject() ? choice.path("delta") : choice.path("message");
        text(delta.path("content"));
        String refusal = delta.path("refusal").stringValue("");
        if (!refusal.isEmpty()) {
            told.accept(new ModelChunk.Refusal(refusal));
        }
        delta.path("tool_calls").forEach(calls::take);
        String finish = choice.path("finish_reason").stringValue("");
        if (!finish.isEmpty()) {
            reason = finish;
        }
        JsonNode spent = answer.path("usage");
        if (spent.path("prompt_tokens").isNumber()
                && spent.path("completion_tokens").isNumber()) {
            usage = new Usage(
                    spent.path("prompt_tokens").asLong(),
                    spent.path("completion_tokens").asLong());
        }
    }

    /** Whether anything was told. */
    boolean begun() {
        return begun;
    }

    /** Whether the model said why it stopped. */
    boolean ended() {
        return reason != null;
    }

    /** Whether nothing more can come. */
    boolean complete() {
        return reason != null && usage != null;
    }

    /** Whether the model's own reason is that something went wrong. */
    boolean failed() {
        return "error".equals(reason) || calls.anyNameless();
    }

    /** How the turn ended; a model that named no reason but ended its stream had said everything. */
    ModelFinish finish() {
        return new ModelFinish(
                switch (reason == null ? "" : reason) {
                    case "length", "max_tokens" -> ModelFinish.Reason.LENGTH;
                    case "content_filter" -> ModelFinish.Reason.CONTENT_FILTER;
                    // Servers name the reason "stop" for a forced call, and sometimes for any.
                    default -> calls.any() ? ModelFinish.Reason.TOOL_CALLS : ModelFinish.Reason.STOP;
                },
                usage);
    }

    /** Content is a string, or with some servers a list of parts. */
    private void text(JsonNode content) {
        if (content.isArray()) {
            content.forEach(part -> text(part.path("text")));
        } else if (!content.stringValue("").isEmpty()) {
            told.accept(new ModelChunk.Text(content.stringValue()));
        }
    }
}
