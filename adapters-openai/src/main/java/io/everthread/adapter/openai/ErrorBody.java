package io.everthread.adapter.openai;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a server says about a failure, in any of the forms in use: OpenAI's error object; an object whose error is a
 * mere string (Ollama); an error object without envelope (vLLM); {@code detail} (FastAPI); either in an array (Gemini);
 * plain text; a web page, of which nothing is kept.
 */
record ErrorBody(
        @Nullable String message,
        @Nullable String type,
        @Nullable String code,
        @Nullable String param,
        boolean webPage) {

    /** The server said nothing. */
    static final ErrorBody UNSAID = new ErrorBody(null, null, null, null, false);

    /** Reads the body of an answer whose status says no. */
    static ErrorBody of(String text) {
        String trimmed = text.strip();
        if (trimmed.startsWith("<")) {
            return new ErrorBody(null, null, null, null, true);
        }
        try {
            return of(Json.read(trimmed));
        } catch (JacksonException notJson) {
            return new ErrorBody(trimmed.isEmpty() ? null : trimmed, null, null, null, false);
        }
    }

    /** The error in an answer whose status said yes; null if there is none. */
    static @Nullable ErrorBody in(JsonNode answer) {
        JsonNode error = answer.path("error");
        boolean failed = error.isObject()
                || error.isString()
                || "error".equals(answer.path("object").stringValue(""));
        return failed ? of(answer) : null;
    }

    /** Reads an error object, in its envelope or without. */
    static ErrorBody of(JsonNode answer) {
        JsonNode envelope = answer.isArray() ? answer.path(0) : answer;
        JsonNode error = envelope.path("error");
        if (error.isString()) {
            return new ErrorBody(text(error), text(envelope.path("type")), text(envelope.path("code")), null, false);
        }
        JsonNode inner = error.isObject() ? error : envelope;
        String message = text(inner.path("message"));
        if (message == null) {
            JsonNode detail = inner.path("detail");
            message = text(detail.isArray() ? detail.path(0).path("msg") : detail);
        }
        return new ErrorBody(
                message, text(inner.path("type")), text(inner.path("code")), text(inner.path("param")), false);
    }

    /** Whether it is the model that does not exist, and not the path. */
    boolean namesModel() {
        return is("model_not_found") || is("invalid_model");
    }

    boolean mentionsModel() {
        return namesModel()
                || (message != null && message.toLowerCase(Locale.ROOT).contains("model"));
    }

    /** Whether the error's code or type is {@code name}. */
    boolean is(String name) {
        return name.equals(code) || name.equals(type);
    }

    private static @Nullable String text(JsonNode node) {
        String text = node.isString() || node.isNumber() ? node.asString() : "";
        return text.isBlank() ? null : text;
    }
}
