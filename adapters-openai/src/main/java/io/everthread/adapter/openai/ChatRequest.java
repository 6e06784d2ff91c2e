package io.everthread.adapter.openai;

import io.everthread.domain.assistant.ResponseFormat;
import io.everthread.domain.assistant.Sampling;
import io.everthread.domain.conversation.Content;
import io.everthread.domain.conversation.Role;
import io.everthread.domain.tool.ToolCall;
import io.everthread.domain.tool.ToolChoice;
import io.everthread.domain.tool.ToolDefinition;
import io.everthread.domain.tool.ToolType;
import io.everthread.port.AssistantException;
import io.everthread.port.Limitation;
import io.everthread.port.ModelItem;
import io.everthread.port.ModelRequest;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes a turn as the body of a {@code /chat/completions} request. What is left to the server is left out. */
final class ChatRequest {

    private final JsonGenerator json;

    private ChatRequest(JsonGenerator json) {
        this.json = json;
    }

    /**
     * The body, in UTF-8.
     *
     * @throws AssistantException.Unsupported if the request needs what {@code /chat/completions} does not have
     */
    static byte[] body(ModelRequest request, ChatSettings.TokenLimit tokenLimit) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.writer(out)) {
            new ChatRequest(json).write(request, tokenLimit);
        }
        return out.toByteArray();
    }

    private void write(ModelRequest request, ChatSettings.TokenLimit tokenLimit) {
        json.writeStartObject();
        json.writeStringProperty("model", request.model());
        json.writeArrayPropertyStart("messages");
        if (!request.instructions().isEmpty()) {
            startMessage("system");
            json.writeStringProperty("content", request.instructions());
            json.writeEndObject();
        }
        history(request.history());
        json.writeEndArray();
        tools(request);
        sampling(request.sampling());
        if (request.maxCompletionTokens() != null) {
            json.writeNumberProperty(tokenLimit.name().toLowerCase(Locale.ROOT), request.maxCompletionTokens());
        }
        json.writeBooleanProperty("stream", true);
        json.writeObjectPropertyStart("stream_options");
        json.writeBooleanProperty("include_usage", true);
        json.writeEndObject();
        json.writeEndObject();
    }

    private void history(List<ModelItem> items) {
        for (int i = 0; i < items.size(); i++) {
            ModelItem item = items.get(i);
            if (item instanceof ModelItem.Said said) {
                startMessage(said.role() == Role.USER ? "user" : "assistant");
                content(said.content());
                // What was said and called in one turn is one message: many chat templates insist on alternating roles.
                if (said.role() == Role.ASSISTANT
                        && i + 1 < items.size()
                        && items.get(i + 1) instanceof ModelItem.Called called) {
                    calls(called.calls());
                    i++;
                }
                json.writeEndObject();
            } else if (item instanceof ModelItem.Called called) {
                startMessage("assistant");
                json.writeNullProperty("content");
                calls(called.calls());
                json.writeEndObject();
            } else if (item instanceof ModelItem.Answered answered) {
                startMessage("tool");
                json.writeStringProperty(
                        "tool_call_id", answered.output().call().value());
                json.writeStringProperty("content", answered.output().output());
                json.writeEndObject();
            }
        }
    }

    private void startMessage(String role) {
        json.writeStartObject();
        json.writeStringProperty("role", role);
    }

    /** A single text goes as a string, which the oldest servers understand too. */
    private void content(List<Content> parts) {
        if (parts.isEmpty()) {
            json.writeStringProperty("content", "");
        } else if (parts.size() == 1 && parts.get(0) instanceof Content.Text text) {
            json.writeStringProperty("content", text.value());
        } else {
            json.writeArrayPropertyStart("content");
            parts.forEach(this::part);
            json.writeEndArray();
        }
    }

    private void part(Content part) {
        json.writeStartObject();
        if (part instanceof Content.Text text) {
            json.writeStringProperty("type", "text");
            json.writeStringProperty("text", text.value());
        } else if (part instanceof Content.Refusal refusal) {
            json.writeStringProperty("type", "refusal");
            json.writeStringProperty("refusal", refusal.text());
        } else if (part instanceof Content.ImageUrl image) {
            json.writeStringProperty("type", "image_url");
            json.writeObjectPropertyStart("image_url");
            json.writeStringProperty("url", image.url());
            stringUnlessNull("detail", image.detail());
            json.writeEndObject();
        } else if (part instanceof Content.ImageFile) {
            throw new AssistantException.Unsupported(Limitation.IMAGE_FILES);
        }
        json.writeEndObject();
    }

    private void calls(List<ToolCall> calls) {
        json.writeArrayPropertyStart("tool_calls");
        for (ToolCall call : calls) {
            json.writeStartObject();
            json.writeStringProperty("id", call.id().value());
            json.writeStringProperty("type", "function");
            json.writeObjectPropertyStart("function");
            json.writeStringProperty("name", call.name());
            // A call without arguments may have come with none at all; servers that parse them want an object.
            json.writeStringProperty("arguments", call.arguments().isBlank() ? "{}" : call.arguments());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void tools(ModelRequest request) {
        if (!request.tools().isEmpty()) {
            json.writeArrayPropertyStart("tools");
            request.tools().forEach(this::tool);
            json.writeEndArray();
            // Told only when it differs from the default: some models refuse the field.
            if (!request.parallelToolCalls()) {
                json.writeBooleanProperty("parallel_tool_calls", false);
            }
        }
        choice(request.toolChoice(), !request.tools().isEmpty());
    }

    private void tool(ToolDefinition tool) {
        if (!(tool instanceof ToolDefinition.Function function)) {
            throw new AssistantException.Unsupported(limitation(tool.type()));
        }
        json.writeStartObject();
        json.writeStringProperty("type", "function");
        json.writeObjectPropertyStart("function");
        json.writeStringProperty("name", function.name());
        stringUnlessNull("description", function.description());
        if (function.parameters() != null) {
            json.writeName("parameters");
            json.writeRawValue(function.parameters().value());
        }
        booleanUnlessNull("strict", function.strict());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void choice(ToolChoice choice, boolean anyTools) {
        if (choice instanceof ToolChoice.Hosted hosted) {
            throw new AssistantException.Unsupported(limitation(hosted.type()));
        } else if (choice instanceof ToolChoice.Function function) {
            json.writeObjectPropertyStart("tool_choice");
            json.writeStringProperty("type", "function");
            json.writeObjectPropertyStart("function");
            json.writeStringProperty("name", function.name());
            json.writeEndObject();
            json.writeEndObject();
        } else if (choice.equals(ToolChoice.REQUIRED) || (choice.equals(ToolChoice.NONE) && anyTools)) {
            json.writeStringProperty("tool_choice", choice.equals(ToolChoice.NONE) ? "none" : "required");
        }
    }

    private void sampling(Sampling sampling) {
        if (sampling.temperature() != null) {
            json.writeNumberProperty("temperature", sampling.temperature());
        }
        if (sampling.topP() != null) {
            json.writeNumberProperty("top_p", sampling.topP());
        }
        stringUnlessNull("reasoning_effort", sampling.reasoningEffort());
        if (sampling.responseFormat() != null) {
            format(sampling.responseFormat());
        }
    }

    private void format(ResponseFormat format) {
        if (format instanceof ResponseFormat.Auto) {
            return;
        }
        json.writeObjectPropertyStart("response_format");
        if (format instanceof ResponseFormat.Text) {
            json.writeStringProperty("type", "text");
        } else if (format instanceof ResponseFormat.JsonObject) {
            json.writeStringProperty("type", "json_object");
        } else if (format instanceof ResponseFormat.JsonSchema schema) {
            json.writeStringProperty("type", "json_schema");
            json.writeObjectPropertyStart("json_schema");
            json.writeStringProperty("name", schema.name());
            stringUnlessNull("description", schema.description());
            if (schema.schema() != null) {
                json.writeName("schema");
                json.writeRawValue(schema.schema().value());
            }
            booleanUnlessNull("strict", schema.strict());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void stringUnlessNull(String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }

    private void booleanUnlessNull(String name, @Nullable Boolean value) {
        if (value != null) {
            json.writeBooleanProperty(name, value);
        }
    }

    private static Limitation limitation(ToolType hosted) {
        return switch (hosted) {
            case CODE_INTERPRETER -> Limitation.CODE_INTERPRETER;
            case FILE_SEARCH -> Limitation.FILE_SEARCH;
            case FUNCTION -> throw new IllegalArgumentException("a function is not hosted");
        };
    }
}
