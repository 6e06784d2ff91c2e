package io.everthread.adapter.openai;

import static io.everthread.adapter.openai.Chunks.arguments;
import static io.everthread.adapter.openai.Chunks.call;
import static io.everthread.adapter.openai.Chunks.delta;
import static io.everthread.adapter.openai.Chunks.finish;
import static io.everthread.adapter.openai.Chunks.text;
import static io.everthread.adapter.openai.Chunks.toolCalls;
import static io.everthread.adapter.openai.Chunks.usage;
import static org.assertj.core.api.Assertions.assertThat;

import io.everthread.domain.ToolCallId;
import io.everthread.domain.run.Usage;
import io.everthread.port.AssistantException;
import io.everthread.port.ModelChunk;
import io.everthread.port.ModelFinish;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How servers answer: by the book, and in the ways of Ollama, vLLM, llama.cpp, LM Studio and others. */
class ChatHabitsTest {

    @Test
    void byTheBook() throws IOException {
        try (Running chat = Running.on(caller -> caller.streams(
                delta("\"role\":\"assistant\",\"content\":\"\""),
                text("In a "),
                text("data centre."),
                finish("stop"),
                usage(9, 4)))) {
            Told told = chat.ask();
            assertThat(told.finish()).isEqualTo(new ModelFinish(ModelFinish.Reason.STOP, new Usage(9, 4)));
            assertThat(told.chunks())
                    .containsExactly(new ModelChunk.Text("In a "), new ModelChunk.Text("data centre."));
            ChatServer.Request request = chat.server.requests().get(0);
            assertThat(request.method() + " " + request.path()).isEqualTo("POST /v1/chat/completions");
            assertThat(request.headers())
                    .containsEntry("authorization", "Bearer " + Running.KEY)
                    .containsEntry("content-type", "application/json")
                    .hasEntrySatisfying("user-agent", agent -> assertThat(agent).startsWith("everthread/"));
        }
    }

    @Test
    void theConnectionIsUsedAgain() throws IOException {
        try (Running chat = Running.on(
                caller -> caller.streams(text("one"), finish("stop")),
                caller -> caller.streams(text("two"), finish("stop")))) {
            assertThat(chat.ask().finish().reason()).isEqualTo(ModelFinish.Reason.STOP);
            assertThat(chat.ask().finish().reason()).isEqualTo(ModelFinish.Reason.STOP);
            assertThat(chat.server.accepted()).isEqualTo(1);
        }
    }

    @Test
    void theProxyOfTheJdkIsUsed() throws IOException {
        ProxySelector before = ProxySelector.getDefault();
        try (ChatServer proxy = ChatServer.that(caller -> caller.streams(text("by proxy"), finish("stop")));
                Running chat = Running.with(
                        settings -> ChatSettings.of(URI.create("http://models.invalid/v1"), null),
                        ChatServer.Caller::hangUp)) {
            ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), proxy.baseUrl().getPort())));
            Told told = chat.ask();
            assertThat(told.finish().reason()).isEqualTo(ModelFinish.Reason.STOP);
            assertThat(told.text()).isEqualTo("by proxy");
            assertThat(proxy.requests().get(0).path()).isEqualTo("http://models.invalid/v1/chat/completions");
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "stop, STOP",
        "length, LENGTH",
        "content_filter, CONTENT_FILTER",
        "eos, STOP",
        "tool_calls, STOP",
        "max_tokens, LENGTH"
    })
    void finishReasons(String reason, ModelFinish.Reason expected) throws IOException {
        assertThat(told(text("x"), finish(reason)).finish().reason()).isEqualTo(expected);
    }

    @Test
    void usageThatIsMissingStaysMissing() throws IOException {
        assertThat(told(text("x"), finish("stop")).finish().usage()).isNull();
        assertThat(told(text("x"), "{\"choices\":[],\"usage\":{}}", finish("stop"))
                        .finish()
                        .usage())
                .isNull();
        assertThat(told(text("x"), "{\"choices\":[],\"usage\":null}", finish("stop"))
                        .finish()
                        .usage())
                .isNull();
    }

    @Test
    void withoutDoneTheFinishReasonIsEnough() throws IOException {
        Told told = toldBy(caller -> {
            caller.stream();
            caller.event(text("x"));
            caller.event(finish("stop"));
            caller.end();
        });
        assertThat(told.finish().reason()).isEqualTo(ModelFinish.Reason.STOP);
    }

    @Test
    void withoutFinishReasonDoneIsEnough() throws IOException {
        assertThat(told(text("x")).finish()).isEqualTo(new ModelFinish(ModelFinish.Reason.STOP, null));
    }

    @Test
    void afterReasonAndUsageNothingMoreIsWaitedFor() throws IOException {
        Told told = toldBy(caller -> {
            caller.stream();
            caller.event(text("x"));
            caller.event(finish("stop"));
            caller.event(usage(1, 2));
            caller.awaitGone();
        });
        assertThat(told.finish().usage()).isEqualTo(new Usage(1, 2));
    }

    @Test
    void aBreakAfterTheFinishReasonCostsOnlyTheUsage() throws IOException {
        Told told = toldBy(caller -> {
            caller.stream();
            caller.event(text("x"));
            caller.event(finish("stop"));
            caller.hangUp();
        });
        assertThat(told.finish()).isEqualTo(new ModelFinish(ModelFinish.Reason.STOP, null));
    }

    @Test
    void neitherFinishReasonNorDoneIsABrokenAnswer() throws IOException {
        Told told = toldBy(caller -> {
            caller.stream();
            caller.event(text("x"));
            caller.end();
        });
        assertThat(told.failure()).isInstanceOf(AssistantException.OutcomeUnknown.class);
        assertThat(told.text()).isEqualTo("x");
    }

    @Test
    void anEmptyStreamIsAFailure() throws IOException {
        assertThat(told().failure()).isInstanceOf(AssistantException.BackendFailed.class);
    }

    @Test
    void anEmptyReplyIsAReply() throws IOException {
        Told told = told(delta("\"role\":\"assistant\",\"content\":\"\""), finish("stop"));
        assertThat(told.finish().reason()).isEqualTo(ModelFinish.Reason.STOP);
        assertThat(told.chunks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: %s\r\n\r\ndata: %s\r\n\r\ndata: [DONE]\r\n\r\n",
                "data: %s\r\rdata: %s\r\rdata: [DONE]\r\r",
                "\uFEFFdata: %s\n\ndata: %s\n\ndata: [DONE]\n\n",
                ": ping\n\ndata:%s\n\n: hm\n\nid: 7\nretry: 1\nevent: message\nfoo: 1\nfoo\ndata:%s\n\ndata:[DONE]\n\n",
                "data: %s\n\n\n\ndata: %s\n\ndata: [DONE]",
            })
    void framesOfEveryKind(String frames) throws IOException {
        Told told = toldBy(caller -> {
            caller.stream();
            caller.send(frames.formatted(text("Grüße 👋"), finish("stop")));
            caller.end();
        });
        assertThat(told.finish().reason()).isEqualTo(ModelFinish.Reason.STOP);
        assertThat(told.text()).isEqualTo("Grüße 👋");
    }

    @Test
    void dataOverSeveralLines() throws IOException {
        Told told = toldBy(caller -> {
            caller.stream();
            caller.send("""
                    data: {"choices":[{"delta":
                    data: {"content":"x"},
                    data: "finish_reason":"stop"}]}

                    """);
            caller.end();
        });
        assertThat(told.finish().reason()).isEqualTo(ModelFinish.Reason.STOP);
        assertThat(told.text()).isEqualTo("x");
    }

    @Test
    void anEventThatArrivesByteByByte() throws IOException {
        Told told = toldBy(caller -> {
            caller.raw("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
            String events = "data: " + text("slowly") + "\n\ndata: " + finish("stop") + "\n\ndata: [DONE]\n\n";
            for (int i = 0; i < events.length(); i++) {
                caller.raw(events.substring(i, i + 1));
            }
            caller.hangUp();
        });
        assertThat(told.finish().reason()).isEqualTo(ModelFinish.Reason.STOP);
        assertThat(told.text()).isEqualTo("slowly");
    }

    @Test
    void nullsUnknownFieldsAndEmptyChoicesMeanNothing() throws IOException {
        Told told = told(
                "{\"choices\":[],\"prompt_filter_results\":[{}]}",
                delta("\"content\":null,\"tool_calls\":null,\"refusal\":null,\"reasoning_content\":\"hm\",\"new\":{}"),
                "{\"choices\":[{\"delta\":null,\"finish_reason\":\"\"}],\"error\":null,\"usage\":null}",
                "{\"choices\":null}",
                text("x"),
                finish("stop"));
        assertThat(told.finish().reason()).isEqualTo(ModelFinish.Reason.STOP);
        assertThat(told.chunks()).containsExactly(new ModelChunk.Text("x"));
    }

    @Test
    void contentInParts() throws IOException {
        Told told = told(
                delta("\"content\":[{\"type\":\"thinking\",\"thinking\":[]},{\"type\":\"text\",\"text\":\"x\"}]"),
                finish("stop"));
        assertThat(told.finish().reason()).isEqualTo(ModelFinish.Reason.STOP);
        assertThat(told.text()).isEqualTo("x");
    }

    @Test
    void refusals() throws IOException {
        Told told = told(delta("\"refusal\":\"I can\""), delta("\"refusal\":\"not.\""), finish("stop"));
        assertThat(told.finish().reason()).isEqualTo(ModelFinish.Reason.STOP);
        assertThat(told.chunks()).containsExactly(new ModelChunk.Refusal("I can"), new ModelChunk.Refusal("not."));
    }

    @Test
    void aWholeAnswerToAStreamedRequest() throws IOException {
        Told told = toldBy(caller -> caller.answer(200, "application/json", """
                {"object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"Hi.",
                  "tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}]},
                  "finish_reason":"tool_calls"}],"usage":{"prompt_tokens":3,"completion_tokens":5}}
                """));
        assertThat(told.finish()).isEqualTo(new ModelFinish(ModelFinish.Reason.TOOL_CALLS, new Usage(3, 5)));
        assertThat(told.chunks()).containsExactly(new ModelChunk.Text("Hi."), begun(0, "c1", "f"), args(0, "{}"));
    }

    @Test
    void parallelCallsByTheBook() throws IOException {
        Told told = told(
                call(0, "c1", "weather", ""),
                arguments(0, "{\"ci"),
                call(1, "c2", "time", ""),
                arguments(0, "ty\":1}"),
                arguments(1, "{}"),
                finish("tool_calls"));
        assertThat(told.finish().reason()).isEqualTo(ModelFinish.Reason.TOOL_CALLS);
        assertThat(told.chunks())
                .containsExactly(
                        begun(0, "c1", "weather"),
                        args(0, "{\"ci"),
                        begun(1, "c2", "time"),
                        args(0, "ty\":1}"),
                        args(1, "{}"));
    }

    @Test
    void callsThatAllHaveIndexZero() throws IOException {
        assertTwoCalls(told(
                toolCalls(
                        "{\"index\":0,\"id\":\"c1\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}",
                        "{\"index\":0,\"id\":\"c2\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}"),
                finish("tool_calls")));
    }

    @Test
    void callsWithoutIndex() throws IOException {
        assertTwoCalls(told(
                toolCalls("{\"id\":\"c1\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}"),
                toolCalls("{\"id\":\"c2\",\"function\":{\"name\":\"f\"}}"),
                toolCalls("{\"function\":{\"arguments\":\"{}\"}}"),
                finish("tool_calls")));
    }

    @Test
    void indexesThatDoNotBeginWithZero() throws IOException {
        assertTwoCalls(told(call(1, "c1", "f", "{}"), call(2, "c2", "f", "{}"), finish("tool_calls")));
    }

    @Test
    void piecesThatRepeatIdAndName() throws IOException {
        assertTwoCalls(
                told(call(0, "c1", "f", ""), call(0, "c1", "f", "{}"), call(1, "c2", "f", "{}"), finish("tool_calls")));
    }

    @Test
    void interleavedPiecesToldApartByIdAlone() throws IOException {
        Told told = told(
                call(0, "c1", "f", "["),
                call(0, "c2", "f", "("),
                call(0, "c1", "", "]"),
                call(0, "c2", "", ")"),
                finish("tool_calls"));
        assertThat(told.finish().reason()).isEqualTo(ModelFinish.Reason.TOOL_CALLS);
        assertThat(told.chunks())
                .containsExactly(
                        begun(0, "c1", "f"),
                        args(0, "["),
                        begun(1, "c2", "f"),
                        args(1, "("),
                        args(0, "]"),
                        args(1, ")"));
    }

    @Test
    void anIdThatChangesFromPieceToPiece() throws IOException {
        Told told = told(
                call(0, "c1", "f", "{"),
                toolCalls("{\"index\":0,\"id\":\"other\",\"function\":{\"arguments\":\"}\"}}"),
                finish("tool_calls"));
        assertThat(told.finish().reason()).isEqualTo(ModelFinish.Reason.TOOL_CALLS);
        assertThat(told.chunks()).containsExactly(begun(0, "c1", "f"), args(0, "{"), args(0, "}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"id\":null,", "\"id\":\"\",", "\"id\":\"with space\","})
    void callsWithoutUsableIds(String id) throws IOException {
        String piece = "{\"index\":0," + id + "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}";
        Told told = told(toolCalls(piece), finish("tool_calls"));
        assertThat(told.finish().reason()).isEqualTo(ModelFinish.Reason.TOOL_CALLS);
        assertThat(told.chunks()).containsExactly(begun(0, null, "f"), args(0, "{}"));
    }

    @Test
    void wholeCallsWithoutIdsAndIndexes() throws IOException {
        String piece = "{\"function\":{\"name\":\"f\",\"arguments\":{\"a\":[1,2.50]}}}";
        Told told = told(toolCalls(piece, piece), finish("stop"));
        assertThat(told.finish().reason()).isEqualTo(ModelFinish.Reason.TOOL_CALLS);
        assertThat(told.chunks())
                .containsExactly(
                        begun(0, null, "f"),
                        args(0, "{\"a\":[1,2.50]}"),
                        begun(1, null, "f"),
                        args(1, "{\"a\":[1,2.50]}"));
    }

    @Test
    void aNameThatComesAfterTheFirstArguments() throws IOException {
        Told told = told(
                toolCalls("{\"index\":0,\"id\":\"c1\",\"function\":{\"arguments\":\"{\"}}"),
                toolCalls("{\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\"}\"}}"),
                finish("tool_calls"));
        assertThat(told.finish().reason()).isEqualTo(ModelFinish.Reason.TOOL_CALLS);
        assertThat(told.chunks()).containsExactly(begun(0, "c1", "f"), args(0, "{"), args(0, "}"));
    }

    @Test
    void aCallThatIsNeverNamedIsAFailure() throws IOException {
        Told told = told(toolCalls("{\"index\":0,\"id\":\"c1\",\"function\":{\"arguments\":\"{}\"}}"), finish("stop"));
        assertThat(told.failure()).isInstanceOf(AssistantException.BackendFailed.class);
    }

    @Test
    void aCallCutAtTheTokenLimitIsCutAndNotToBeMade() throws IOException {
        assertThat(told(call(0, "c1", "f", "{\"a"), finish("length")).finish().reason())
                .isEqualTo(ModelFinish.Reason.LENGTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"error\":{\"message\":\"out of memory\",\"type\":\"server_error\",\"code\":500}}\n\n",
                "data: {\"error\":\"out of memory\"}\n\n",
                "data: {\"object\":\"error\",\"message\":\"out of memory\",\"code\":500}\n\n",
                "event: error\ndata: {\"message\":\"out of memory\"}\n\n",
                "error: {\"code\":500,\"message\":\"out of memory\",\"type\":\"server_error\"}\n\n",
            })
    void errorsInsideAnAnswer(String frame) throws IOException {
        Told told = toldBy(caller -> {
            caller.stream("x-request-id: req_7");
            caller.event(text("so f"));
            caller.send(frame);
            caller.awaitGone();
        });
        assertThat(told.failure())
                .isInstanceOf(AssistantException.BackendFailed.class)
                .hasMessageContaining("out of memory")
                .hasMessageContaining("req_7");
        assertThat(told.text()).isEqualTo("so f");
    }

    @Test
    void anErrorWithTheFinishReason() throws IOException {
        assertThat(told(text("x"), finish("error")).failure()).isInstanceOf(AssistantException.BackendFailed.class);
    }

    @Test
    void aRequestThatIsRefusedInsideTheAnswerIsRefused() throws IOException {
        AssistantException failure = told(Chunks.error("Too long.", "invalid_request_error", "context_length_exceeded"))
                .failure();
        assertThat(failure)
                .isInstanceOfSatisfying(
                        AssistantException.InvalidRequest.class,
                        refused -> assertThat(refused.code()).isEqualTo("context_length_exceeded"));
    }

    private static void assertTwoCalls(Told told) {
        assertThat(told.finish().reason()).isEqualTo(ModelFinish.Reason.TOOL_CALLS);
        assertThat(told.chunks())
                .isEqualTo(List.of(begun(0, "c1", "f"), args(0, "{}"), begun(1, "c2", "f"), args(1, "{}")));
    }

    private static ModelChunk begun(int index, @Nullable String id, String name) {
        return new ModelChunk.CallBegun(index, id == null ? null : new ToolCallId(id), name);
    }

    private static ModelChunk args(int index, String text) {
        return new ModelChunk.CallArguments(index, text);
    }

    private static Told told(String... events) throws IOException {
        return toldBy(caller -> caller.streams(events));
    }

    /** What is told of such an answer, to its end. */
    private static Told toldBy(ChatServer.Script script) throws IOException {
        try (Running chat = Running.on(script)) {
            Told told = chat.ask();
            told.awaitEnd();
            return told;
        }
    }
}
