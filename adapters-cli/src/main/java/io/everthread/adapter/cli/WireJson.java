package io.everthread.adapter.cli;

import io.everthread.domain.conversation.Content;
import io.everthread.domain.conversation.Conversation;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.conversation.MessageState;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunError;
import io.everthread.domain.run.RunEvent;
import io.everthread.domain.run.RunState;
import io.everthread.domain.run.RunStep;
import io.everthread.domain.run.StepDetails;
import io.everthread.domain.run.StepState;
import io.everthread.domain.run.StepToolCall;
import io.everthread.domain.run.Usage;
import io.everthread.domain.tool.ToolCall;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes run events in the shapes and under the names of the Assistants v2 stream, as far as a reader of a reply needs them. */
final class WireJson {

    private WireJson() {}

    static String eventName(RunEvent event) {
        if (event instanceof RunEvent.ConversationCreated) {
            return "thread.created";
        } else if (event instanceof RunEvent.RunCreated) {
            return "thread.run.created";
        } else if (event instanceof RunEvent.RunChanged changed) {
            return "thread.run." + changed.run().status();
        } else if (event instanceof RunEvent.StepCreated) {
            return "thread.run.step.created";
        } else if (event instanceof RunEvent.StepChanged changed) {
            return "thread.run.step." + changed.step().state().status();
        } else if (event instanceof RunEvent.ToolCallDelta) {
            return "thread.run.step.delta";
        } else if (event instanceof RunEvent.MessageCreated) {
            return "thread.message.created";
        } else if (event instanceof RunEvent.MessageChanged changed) {
            return "thread.message." + lower(changed.message().state().status());
        }
        return "thread.message.delta";
    }

    static void event(JsonGenerator json, RunEvent event) {
        if (event instanceof RunEvent.ConversationCreated created) {
            thread(json, created.conversation());
        } else if (event instanceof RunEvent.RunCreated created) {
            run(json, created.run());
        } else if (event instanceof RunEvent.RunChanged changed) {
            run(json, changed.run());
        } else if (event instanceof RunEvent.StepCreated created) {
            step(json, created.step());
        } else if (event instanceof RunEvent.StepChanged changed) {
            step(json, changed.step());
        } else if (event instanceof RunEvent.ToolCallDelta delta) {
            toolCallDelta(json, delta);
        } else if (event instanceof RunEvent.MessageCreated created) {
            message(json, created.message());
        } else if (event instanceof RunEvent.MessageChanged changed) {
            message(json, changed.message());
        } else if (event instanceof RunEvent.TextDelta delta) {
            messageDelta(json, delta.message().value(), delta.index(), new Content.Text(delta.text(), List.of()));
        } else if (event instanceof RunEvent.RefusalDelta delta) {
            messageDelta(json, delta.message().value(), delta.index(), new Content.Refusal(delta.text()));
        }
    }

    static void outcome(JsonGenerator json, Outcome outcome) {
        Run run = outcome.run();
        json.writeStartObject();
        json.writeStringProperty("status", run == null ? null : run.status().toString());
        json.writeStringProperty("thread_id", text(outcome.conversation()));
        json.writeStringProperty("run_id", run == null ? null : run.id().value());
        json.writeStringProperty("message_id", text(outcome.message()));
        json.writeStringProperty("text", outcome.text());
        json.writeName("usage");
        usage(json, run == null ? null : run.usage());
        json.writeName("error");
        Failure failure = outcome.failure();
        if (failure == null) {
            json.writeNull();
        } else {
            error(json, failure.code(), failure.message());
        }
        json.writeNumberProperty("exit_code", outcome.exit().code());
        json.writeEndObject();
    }

    private static void thread(JsonGenerator json, Conversation thread) {
        json.writeStartObject();
        json.writeStringProperty("id", thread.id().value());
        json.writeStringProperty("object", "thread");
        json.writeNumberProperty("created_at", thread.createdAt().getEpochSecond());
        json.writeEndObject();
    }

    private static void run(JsonGenerator json, Run run) {
        RunState state = run.state();
        json.writeStartObject();
        json.writeStringProperty("id", run.id().value());
        json.writeStringProperty("object", "thread.run");
        json.writeNumberProperty("created_at", run.createdAt().getEpochSecond());
        json.writeStringProperty("thread_id", run.conversation().value());
        json.writeStringProperty("assistant_id", run.assistant().value());
        json.writeStringProperty("status", run.status().toString());
        json.writeStringProperty("model", run.settings().model());
        json.writeName("required_action");
        if (state instanceof RunState.RequiresAction waiting) {
            requiredAction(json, waiting.calls());
        } else {
            json.writeNull();
        }
        json.writeName("last_error");
        lastError(json, state instanceof RunState.Failed failed ? failed.error() : null);
        json.writeName("incomplete_details");
        reason(json, state instanceof RunState.Incomplete incomplete ? incomplete.reason() : null);
        json.writeName("usage");
        usage(json, run.status().ended() ? run.usage() : null);
        json.writeEndObject();
    }

    private static void requiredAction(JsonGenerator json, List<ToolCall> calls) {
        json.writeStartObject();
        json.writeStringProperty("type", "submit_tool_outputs");
        json.writeObjectPropertyStart("submit_tool_outputs");
        json.writeArrayPropertyStart("tool_calls");
        for (ToolCall call : calls) {
            json.writeStartObject();
            json.writeStringProperty("id", call.id().value());
            function(json, call.name(), call.arguments());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void step(JsonGenerator json, RunStep step) {
        json.writeStartObject();
        json.writeStringProperty("id", step.id().value());
        json.writeStringProperty("object", "thread.run.step");
        json.writeNumberProperty("created_at", step.createdAt().getEpochSecond());
        json.writeStringProperty("thread_id", step.conversation().value());
        json.writeStringProperty("run_id", step.run().value());
        json.writeStringProperty("assistant_id", step.assistant().value());
        json.writeStringProperty("type", type(step.details()));
        json.writeStringProperty("status", step.state().status().toString());
        json.writeName("step_details");
        details(json, step.details());
        json.writeName("last_error");
        lastError(json, step.state() instanceof StepState.Failed failed ? failed.error() : null);
        json.writeName("usage");
        usage(json, step.usage());
        json.writeEndObject();
    }

    private static String type(StepDetails details) {
        return details instanceof StepDetails.MessageCreation ? "message_creation" : "tool_calls";
    }

    private static void details(JsonGenerator json, StepDetails details) {
        json.writeStartObject();
        json.writeStringProperty("type", type(details));
        if (details instanceof StepDetails.MessageCreation creation) {
            json.writeObjectPropertyStart("message_creation");
            json.writeStringProperty("message_id", creation.message().value());
            json.writeEndObject();
        } else if (details instanceof StepDetails.ToolCalls calls) {
            json.writeArrayPropertyStart("tool_calls");
            calls.calls().forEach(call -> toolCall(json, call));
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void toolCall(JsonGenerator json, StepToolCall call) {
        json.writeStartObject();
        json.writeStringProperty("id", call.id().value());
        if (call instanceof StepToolCall.Function function) {
            json.writeStringProperty("type", "function");
            json.writeObjectPropertyStart("function");
            json.writeStringProperty("name", function.call().name());
            json.writeStringProperty("arguments", function.call().arguments());
            json.writeStringProperty("output", function.output());
            json.writeEndObject();
        } else if (call instanceof StepToolCall.CodeInterpreter code) {
            json.writeStringProperty("type", "code_interpreter");
            json.writeObjectPropertyStart("code_interpreter");
            json.writeStringProperty("input", code.input());
            json.writeName("outputs");
            json.writeRawValue(code.outputs().value());
            json.writeEndObject();
        } else if (call instanceof StepToolCall.FileSearch search) {
            json.writeStringProperty("type", "file_search");
            json.writeName("file_search");
            json.writeRawValue(search.details().value());
        }
        json.writeEndObject();
    }

    private static void toolCallDelta(JsonGenerator json, RunEvent.ToolCallDelta delta) {
        json.writeStartObject();
        json.writeStringProperty("id", delta.step().value());
        json.writeStringProperty("object", "thread.run.step.delta");
        json.writeObjectPropertyStart("delta");
        json.writeObjectPropertyStart("step_details");
        json.writeStringProperty("type", "tool_calls");
        json.writeArrayPropertyStart("tool_calls");
        json.writeStartObject();
        json.writeNumberProperty("index", delta.index());
        if (delta.id() != null) {
            json.writeStringProperty("id", delta.id().value());
        }
        function(json, delta.name(), delta.arguments());
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void function(JsonGenerator json, @Nullable String name, String arguments) {
        json.writeStringProperty("type", "function");
        json.writeObjectPropertyStart("function");
        if (name != null) {
            json.writeStringProperty("name", name);
        }
        json.writeStringProperty("arguments", arguments);
        json.writeEndObject();
    }

    private static void message(JsonGenerator json, Message message) {
        json.writeStartObject();
        json.writeStringProperty("id", message.id().value());
        json.writeStringProperty("object", "thread.message");
        json.writeNumberProperty("created_at", message.createdAt().getEpochSecond());
        json.writeStringProperty("thread_id", message.conversation().value());
        json.writeStringProperty("assistant_id", text(message.assistant()));
        json.writeStringProperty("run_id", text(message.run()));
        json.writeStringProperty("role", lower(message.role()));
        json.writeStringProperty("status", lower(message.state().status()));
        json.writeName("incomplete_details");
        reason(json, message.state() instanceof MessageState.Incomplete incomplete ? incomplete.reason() : null);
        json.writeArrayPropertyStart("content");
        for (Content part : message.content()) {
            json.writeStartObject();
            part(json, part);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void messageDelta(JsonGenerator json, String message, int index, Content part) {
        json.writeStartObject();
        json.writeStringProperty("id", message);
        json.writeStringProperty("object", "thread.message.delta");
        json.writeObjectPropertyStart("delta");
        json.writeArrayPropertyStart("content");
        json.writeStartObject();
        json.writeNumberProperty("index", index);
        part(json, part);
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void part(JsonGenerator json, Content part) {
        if (part instanceof Content.Text text) {
            json.writeStringProperty("type", "text");
            json.writeObjectPropertyStart("text");
            json.writeStringProperty("value", text.value());
            json.writeArrayPropertyStart("annotations");
            json.writeEndArray();
            json.writeEndObject();
        } else if (part instanceof Content.Refusal refusal) {
            json.writeStringProperty("type", "refusal");
            json.writeStringProperty("refusal", refusal.text());
        } else if (part instanceof Content.ImageFile image) {
            json.writeStringProperty("type", "image_file");
            json.writeObjectPropertyStart("image_file");
            json.writeStringProperty("file_id", image.fileId());
            json.writeEndObject();
        } else if (part instanceof Content.ImageUrl image) {
            json.writeStringProperty("type", "image_url");
            json.writeObjectPropertyStart("image_url");
            json.writeStringProperty("url", image.url());
            json.writeEndObject();
        }
    }

    private static void usage(JsonGenerator json, @Nullable Usage usage) {
        if (usage == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeNumberProperty("prompt_tokens", usage.promptTokens());
        json.writeNumberProperty("completion_tokens", usage.completionTokens());
        json.writeNumberProperty("total_tokens", usage.totalTokens());
        json.writeEndObject();
    }

    private static void lastError(JsonGenerator json, @Nullable RunError error) {
        if (error == null) {
            json.writeNull();
        } else {
            error(json, lower(error.code()), error.message());
        }
    }

    private static void error(JsonGenerator json, String code, String message) {
        json.writeStartObject();
        json.writeStringProperty("code", code);
        json.writeStringProperty("message", message);
        json.writeEndObject();
    }

    private static void reason(JsonGenerator json, @Nullable Enum<?> reason) {
        if (reason == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringProperty("reason", lower(reason));
        json.writeEndObject();
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
