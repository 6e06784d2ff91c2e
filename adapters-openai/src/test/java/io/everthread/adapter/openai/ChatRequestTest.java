package io.everthread.adapter.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everthread.domain.JsonText;
import io.everthread.domain.ToolCallId;
import io.everthread.domain.assistant.ResponseFormat;
import io.everthread.domain.assistant.Sampling;
import io.everthread.domain.conversation.Content;
import io.everthread.domain.conversation.Role;
import io.everthread.domain.tool.ToolCall;
import io.everthread.domain.tool.ToolChoice;
import io.everthread.domain.tool.ToolDefinition;
import io.everthread.domain.tool.ToolOutput;
import io.everthread.domain.tool.ToolResources;
import io.everthread.domain.tool.ToolType;
import io.everthread.port.AssistantException;
import io.everthread.port.Limitation;
import io.everthread.port.ModelItem;
import io.everthread.port.ModelRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ChatRequestTest {

    private static final ToolDefinition WEATHER = new ToolDefinition.Function(
            "weather", "Tells the weather", new JsonText("{\"type\": \"object\",\"b\":1.50}"), true);

    @Test
    void theSmallestRequestLeavesEverythingToTheServer() {
        assertThat(text(Asks.simply()))
                .isEqualTo("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Where were you born?\"}],"
                        + "\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
    }

    @Test
    void instructionsAreTheSystemMessage() {
        JsonNode messages = json(Asks.of("Be brief.", List.of(Asks.said(Role.USER, "Hi")), List.of()))
                .path("messages");
        assertThat(messages.toString())
                .isEqualTo("[{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":\"Hi\"}]");
    }

    @Test
    void aToolTurnIsOneMessageWithItsTextItsCallsAndThenTheirOutputs() {
        ToolCall first = new ToolCall(new ToolCallId("call_1"), "weather", "{\"city\":\"Bern\"}");
        ToolCall second = new ToolCall(new ToolCallId("call_2"), "time", "");
        JsonNode messages = json(Asks.of(
                        "",
                        List.of(
                                Asks.said(Role.USER, "Weather and time?"),
                                Asks.said(Role.ASSISTANT, "Let me see."),
                                new ModelItem.Called(List.of(first, second)),
                                new ModelItem.Answered(new ToolOutput(first.id(), "sunny")),
                                new ModelItem.Answered(new ToolOutput(second.id(), ""))),
                        List.of()))
                .path("messages");
        assertThat(messages.path(1).toString())
                .isEqualTo("{\"role\":\"assistant\",\"content\":\"Let me see.\",\"tool_calls\":["
                        + "{\"id\":\"call_1\",\"type\":\"function\","
                        + "\"function\":{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"Bern\\\"}\"}},"
                        + "{\"id\":\"call_2\",\"type\":\"function\","
                        + "\"function\":{\"name\":\"time\",\"arguments\":\"{}\"}}]}");
        assertThat(messages.path(2).toString())
                .isEqualTo("{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"sunny\"}");
        assertThat(messages.path(3).toString())
                .isEqualTo("{\"role\":\"tool\",\"tool_call_id\":\"call_2\",\"content\":\"\"}");
        assertThat(messages.size()).isEqualTo(4);
    }

    @Test
    void callsWithoutTextHaveNullContent() {
        JsonNode message = json(Asks.of(
                        "",
                        List.of(new ModelItem.Called(List.of(new ToolCall(new ToolCallId("c"), "f", "{}")))),
                        List.of()))
                .path("messages")
                .path(0);
        assertThat(message.path("content").isNull()).isTrue();
        assertThat(message.path("tool_calls").size()).isEqualTo(1);
    }

    @Test
    void imagesGoByUrlWithTheirDetail() {
        List<Content> parts = List.of(
                Content.text("What is this?"),
                new Content.ImageUrl("https://a.org/a.png", "low"),
                new Content.ImageUrl("data:image/png;base64,AAAA", null));
        JsonNode content = json(Asks.of("", List.of(new ModelItem.Said(Role.USER, parts)), List.of()))
                .path("messages")
                .path(0)
                .path("content");
        assertThat(content.toString())
                .isEqualTo("[{\"type\":\"text\",\"text\":\"What is this?\"},"
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://a.org/a.png\",\"detail\":\"low\"}},"
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AAAA\"}}]");
    }

    @Test
    void whatTheModelRefusedIsShownAsRefusal() {
        JsonNode content = json(Asks.of(
                        "",
                        List.of(new ModelItem.Said(Role.ASSISTANT, List.of(new Content.Refusal("No.")))),
                        List.of()))
                .path("messages")
                .path(0)
                .path("content");
        assertThat(content.toString()).isEqualTo("[{\"type\":\"refusal\",\"refusal\":\"No.\"}]");
    }

    @Test
    void aSchemaIsSentExactlyAsItIsWritten() {
        assertThat(text(withTools(ToolChoice.AUTO, true)))
                .contains("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\","
                        + "\"description\":\"Tells the weather\",\"parameters\":{\"type\": \"object\",\"b\":1.50},"
                        + "\"strict\":true}}]")
                .doesNotContain("tool_choice", "parallel_tool_calls");
    }

    @Test
    void toolChoices() {
        assertThat(json(withTools(ToolChoice.NONE, true)).path("tool_choice").stringValue())
                .isEqualTo("none");
        assertThat(json(withTools(ToolChoice.REQUIRED, true))
                        .path("tool_choice")
                        .stringValue())
                .isEqualTo("required");
        assertThat(json(withTools(new ToolChoice.Function("weather"), true))
                        .path("tool_choice")
                        .toString())
                .isEqualTo("{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}");
    }

    @Test
    void parallelCallsAreForbiddenOnlyWhereThereAreTools() {
        assertThat(json(withTools(ToolChoice.AUTO, false))
                        .path("parallel_tool_calls")
                        .booleanValue())
                .isFalse();
        assertThat(text(Asks.of("", List.of(), List.of(), ToolChoice.NONE, false, Sampling.DEFAULT)))
                .doesNotContain("parallel_tool_calls", "tool_choice");
    }

    @Test
    void samplingIsPassedOn() {
        JsonNode json = json(sampled(new Sampling(0.5, 0.25, "low", null)));
        assertThat(json.path("temperature").doubleValue()).isEqualTo(0.5);
        assertThat(json.path("top_p").doubleValue()).isEqualTo(0.25);
        assertThat(json.path("reasoning_effort").stringValue()).isEqualTo("low");
    }

    @Test
    void responseFormats() {
        assertThat(format(new ResponseFormat.Auto())).isEmpty();
        assertThat(format(new ResponseFormat.Text())).isEqualTo("{\"type\":\"text\"}");
        assertThat(format(new ResponseFormat.JsonObject())).isEqualTo("{\"type\":\"json_object\"}");
        assertThat(format(new ResponseFormat.JsonSchema("born", null, new JsonText("{\"type\":\"object\"}"), true)))
                .isEqualTo("{\"type\":\"json_schema\",\"json_schema\":"
                        + "{\"name\":\"born\",\"schema\":{\"type\":\"object\"},\"strict\":true}}");
        assertThat(format(new ResponseFormat.JsonSchema("born", "Where", null, null)))
                .isEqualTo("{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"born\",\"description\":\"Where\"}}");
    }

    @ParameterizedTest
    @CsvSource({"MAX_TOKENS, max_tokens", "MAX_COMPLETION_TOKENS, max_completion_tokens"})
    void theTokenLimitIsCalledAsTheServerCallsIt(ChatSettings.TokenLimit limit, String field) {
        ModelRequest request = new ModelRequest(
                "m",
                "",
                List.of(),
                List.of(),
                ToolResources.NONE,
                ToolChoice.AUTO,
                true,
                Sampling.DEFAULT,
                300,
                Duration.ofSeconds(1));
        JsonNode json = Json.read(new String(ChatRequest.body(request, limit), StandardCharsets.UTF_8));
        assertThat(json.path(field).intValue()).isEqualTo(300);
    }

    @Test
    void whatChatCompletionsDoesNotHaveIsUnsupported() {
        assertUnsupported(Asks.of("", List.of(), List.of(ToolDefinition.FileSearch.DEFAULT)), Limitation.FILE_SEARCH);
        assertUnsupported(
                Asks.of("", List.of(), List.of(new ToolDefinition.CodeInterpreter())), Limitation.CODE_INTERPRETER);
        assertUnsupported(
                withTools(new ToolChoice.Hosted(ToolType.CODE_INTERPRETER), true), Limitation.CODE_INTERPRETER);
        assertUnsupported(
                Asks.of(
                        "",
                        List.of(new ModelItem.Said(Role.USER, List.of(new Content.ImageFile("file_1", null)))),
                        List.of()),
                Limitation.IMAGE_FILES);
    }

    private static void assertUnsupported(ModelRequest request, Limitation limitation) {
        assertThatThrownBy(() -> json(request))
                .isInstanceOfSatisfying(
                        AssistantException.Unsupported.class,
                        failure -> assertThat(failure.limitation()).isEqualTo(limitation));
    }

    private static ModelRequest withTools(ToolChoice choice, boolean parallel) {
        return Asks.of("", List.of(), List.of(WEATHER), choice, parallel, Sampling.DEFAULT);
    }

    private static ModelRequest sampled(Sampling sampling) {
        return Asks.of("", List.of(), List.of(), ToolChoice.AUTO, true, sampling);
    }

    private static String format(@Nullable ResponseFormat format) {
        JsonNode node = json(sampled(new Sampling(null, null, null, format))).path("response_format");
        return node.isMissingNode() ? "" : node.toString();
    }

    private static JsonNode json(ModelRequest request) {
        return Json.read(text(request));
    }

    private static String text(ModelRequest request) {
        return new String(ChatRequest.body(request, ChatSettings.TokenLimit.MAX_TOKENS), StandardCharsets.UTF_8);
    }
}
