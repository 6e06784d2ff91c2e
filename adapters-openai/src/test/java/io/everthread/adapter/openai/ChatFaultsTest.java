package io.everthread.adapter.openai;

import static io.everthread.adapter.openai.Chunks.finish;
import static io.everthread.adapter.openai.Chunks.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.everthread.domain.tool.ToolDefinition;
import io.everthread.port.AssistantException;
import io.everthread.port.ModelFinish;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller is told of each fault, and how often the server was asked. */
class ChatFaultsTest {

    private static final ChatServer.Script FINE = caller -> caller.streams(text("fine"), finish("stop"));
    private static final ChatServer.Script BROKEN =
            caller -> caller.answer(500, "application/json", Chunks.error("Oops.", "server_error", "500"));

    @Test
    void refusedConnectionsAreTriedAgainAndThenReported() throws IOException {
        try (Running chat = Running.on(FINE)) {
            chat.server.vanish();
            assertThat(chat.ask().failure())
                    .isInstanceOf(AssistantException.Unavailable.class)
                    .hasMessageContaining(chat.server.baseUrl().toString())
                    .hasMessageContaining("that the server is running");
            assertThat(chat.pauses).hasSize(2);
            assertThat(chat.pauses.get(0)).isBetween(Duration.ofMillis(375), Duration.ofMillis(625));
            assertThat(chat.pauses.get(1)).isBetween(Duration.ofMillis(750), Duration.ofMillis(1250));
        }
    }

    @Test
    void unknownHosts() throws IOException {
        try (Running chat = Running.with(at("http://no-such-host.invalid/v1"), FINE)) {
            assertThat(chat.ask().failure())
                    .isInstanceOf(AssistantException.Unavailable.class)
                    .hasMessageContaining("host");
        }
    }

    @Test
    void aServerThatSpeaksNoTls() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Running chat = Running.with(
                        settings -> at("https://127.0.0.1:" + plain.getLocalPort() + "/v1")
                                .apply(settings)
                                .with(new ChatSettings.Repeats(1, Duration.ofMillis(1), Duration.ofMillis(1))),
                        FINE)) {
            Told told = chat.ask();
            try (Socket connection = plain.accept()) {
                connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                assertThat(told.failure())
                        .isInstanceOf(AssistantException.Unavailable.class)
                        .hasMessageContaining("No secure connection");
            }
        }
    }

    @Test
    void acceptedAndSilent() throws IOException {
        try (Running chat = Running.with(ChatFaultsTest::impatient, ChatServer.Caller::awaitGone)) {
            assertThat(chat.ask().failure())
                    .isInstanceOf(AssistantException.OutcomeUnknown.class)
                    .hasMessageContaining("sent nothing for 150 ms");
            assertThat(chat.server.requests()).hasSize(1);
        }
    }

    @Test
    void silentInTheMiddle() throws IOException {
        try (Running chat = Running.with(ChatFaultsTest::impatient, caller -> {
            caller.stream();
            caller.event(text("x"));
            caller.awaitGone();
        })) {
            Told told = chat.ask();
            assertThat(told.failure()).isInstanceOf(AssistantException.OutcomeUnknown.class);
            assertThat(told.text()).isEqualTo("x");
            assertThat(chat.server.requests()).hasSize(1);
        }
    }

    @Test
    void aSlowDripEndsWithTheTurnsTimeLimit() throws IOException {
        try (Running chat = Running.with(ChatFaultsTest::impatient, caller -> {
            caller.stream();
            while (!caller.awaitGone(20)) {
                caller.send(": still there\n\n");
            }
        })) {
            assertThat(chat.ask(Asks.simply().within(Duration.ofMillis(400))).failure())
                    .isInstanceOf(AssistantException.OutcomeUnknown.class)
                    .hasMessageContaining("400 ms");
            assertThat(chat.server.requests()).hasSize(1);
        }
    }

    @Test
    void resetBeforeTheAnswer() throws IOException {
        assertLost(ChatServer.Caller::reset);
        assertLost(ChatServer.Caller::hangUp);
    }

    @Test
    void resetWithinTheHead() throws IOException {
        assertLost(caller -> {
            caller.raw("HTTP/1.1 200 OK\r\nContent-");
            caller.hangUp();
        });
    }

    @Test
    void streamCutBeforeTheFirstDelta() throws IOException {
        assertLost(caller -> {
            caller.stream();
            caller.hangUp();
        });
    }

    @Test
    void wholeAnswerCut() throws IOException {
        assertLost(caller -> {
            caller.raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"choices");
            caller.hangUp();
        });
    }

    @Test
    void streamCutAfterTheFirstDelta() throws IOException, InterruptedException {
        CountDownLatch seen = new CountDownLatch(1);
        try (Running chat = Running.on(caller -> {
            caller.stream();
            caller.event(text("so f"));
            await(seen);
            caller.reset();
        })) {
            Told told = chat.ask();
            told.next();
            seen.countDown();
            assertThat(told.failure()).isInstanceOf(AssistantException.OutcomeUnknown.class);
            assertThat(told.text()).isEqualTo("so f");
            assertThat(chat.server.requests()).hasSize(1);
        }
    }

    @Test
    void resetAfterTheAnswerHarmsNobody() throws IOException {
        CountDownLatch finished = new CountDownLatch(1);
        CountDownLatch reset = new CountDownLatch(1);
        try (Running chat = Running.on(
                caller -> {
                    caller.streams(text("fine"), finish("stop"));
                    await(finished);
                    caller.reset();
                    reset.countDown();
                },
                FINE)) {
            assertThat(chat.ask().finish().reason()).isEqualTo(ModelFinish.Reason.STOP);
            finished.countDown();
            await(reset);
            assertThat(chat.ask().finish().reason()).isEqualTo(ModelFinish.Reason.STOP);
            assertThat(chat.server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "retry-after-ms: 40, 40",
        "Retry-After: 2, 2000",
        "'Retry-After: Mon, 23 Nov 2026 10:00:03 GMT', 3000",
        "'Retry-After: Mon, 23 Nov 2026 09:00:00 GMT', 0",
    })
    void tooManyRequestsAreRepeatedWhenTheServerSays(String header, long millis) throws IOException {
        try (Running chat = Running.with(UnaryOperator.identity(), new TestClock(), tooMany(header), FINE)) {
            Told told = chat.ask();
            assertThat(told.finish().reason()).isEqualTo(ModelFinish.Reason.STOP);
            assertThat(told.text()).isEqualTo("fine");
            assertThat(chat.pauses).containsExactly(Duration.ofMillis(millis));
            assertThat(chat.server.requests()).hasSize(2);
        }
    }

    @Test
    void aPauseThatIsTooLongIsNotTaken() throws IOException {
        try (Running chat = Running.on(tooMany("Retry-After: 61"))) {
            assertThat(chat.ask(Asks.simply().within(Duration.ofMinutes(5))).failure())
                    .isInstanceOf(AssistantException.RateLimited.class)
                    .hasMessageContaining("come back in 61 s")
                    .extracting(AssistantException::retryAfter)
                    .isEqualTo(Duration.ofSeconds(61));
            assertThat(chat.server.requests()).hasSize(1);
        }
    }

    @Test
    void aPauseBeyondTheTurnsTimeLimitIsNotTaken() throws IOException {
        try (Running chat = Running.on(tooMany("Retry-After: 11"))) {
            assertThat(chat.ask().failure()).isInstanceOf(AssistantException.RateLimited.class);
            assertThat(chat.server.requests()).hasSize(1);
            assertThat(chat.pauses).isEmpty();
        }
    }

    @Test
    void aUsedUpQuotaIsNotTriedAgain() throws IOException {
        try (Running chat = Running.on(caller -> caller.answer(
                429,
                "application/json",
                Chunks.error("You exceeded your quota.", "insufficient_quota", "insufficient_quota"),
                "Retry-After: 1"))) {
            assertThat(chat.ask().failure())
                    .isInstanceOf(AssistantException.QuotaExceeded.class)
                    .hasMessageContaining("You exceeded your quota.");
            assertThat(chat.server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Retry-After: 0", "retry-after-ms: 5", "X-Nothing: 1"})
    void anOverloadedServerIsAskedThreeTimes(String header) throws IOException {
        try (Running chat =
                Running.on(caller -> caller.answer(503, "application/json", "{\"error\":\"loading\"}", header))) {
            assertThat(chat.ask().failure())
                    .isInstanceOf(AssistantException.Unavailable.class)
                    .hasMessageContaining("loading");
            assertThat(chat.server.requests()).hasSize(3);
        }
    }

    @Test
    void aServerErrorIsNotRepeatedAndTheNextCallIsFine() throws IOException {
        try (Running chat = Running.on(BROKEN, FINE)) {
            assertThat(chat.ask().failure())
                    .isInstanceOf(AssistantException.BackendFailed.class)
                    .hasMessageContaining("Oops.");
            assertThat(chat.server.requests()).hasSize(1);
            assertThat(chat.ask().finish().reason()).isEqualTo(ModelFinish.Reason.STOP);
            assertThat(chat.server.requests()).hasSize(2);
        }
    }

    @Test
    void aServerThatKeepsFailingIsLeftAloneAndThenTriedAgain() throws IOException {
        TestClock clock = new TestClock();
        ChatSettings.Breaker breaker = new ChatSettings.Breaker(4, Duration.ofSeconds(30));
        try (Running chat = Running.with(settings -> settings.with(breaker), clock, BROKEN)) {
            for (int i = 0; i < 4; i++) {
                assertThat(chat.ask().failure()).isInstanceOf(AssistantException.BackendFailed.class);
            }
            assertThat(chat.server.requests()).hasSize(4);
            clock.advance(Duration.ofSeconds(10));
            assertThat(chat.ask().failure())
                    .isInstanceOf(AssistantException.Unavailable.class)
                    .hasMessageContaining("come back in 20 s")
                    .extracting(AssistantException::retryAfter)
                    .isEqualTo(Duration.ofSeconds(20));
            assertThat(chat.server.requests()).hasSize(4);

            clock.advance(Duration.ofMillis(20_001));
            assertThat(chat.ask().failure()).isInstanceOf(AssistantException.BackendFailed.class);
            assertThat(chat.ask().failure()).isInstanceOf(AssistantException.Unavailable.class);
            assertThat(chat.server.requests()).hasSize(5);

            clock.advance(Duration.ofMillis(30_001));
            chat.server.nowDoes(FINE);
            assertThat(chat.ask().finish().reason()).isEqualTo(ModelFinish.Reason.STOP);
            assertThat(chat.ask().finish().reason()).isEqualTo(ModelFinish.Reason.STOP);
            assertThat(chat.server.requests()).hasSize(7);
        }
    }

    @Test
    void malformedJson() throws IOException {
        assertFailed(caller -> caller.streams("{\"choices\":[{]"), "not the JSON");
        assertFailed(caller -> caller.streams("{\"choices\":[]} {}"), "not the JSON");
        assertFailed(caller -> caller.answer(200, "application/json", "{\"choices\":[}"), "not the JSON");
    }

    @Test
    void answersThatAreNoHttp() throws IOException {
        assertFailed(
                caller -> {
                    caller.raw("SSH-2.0-OpenSSH_9.2\r\n\r\n");
                    caller.hangUp();
                },
                "not HTTP");
    }

    @Test
    void webPagesAreNamedAndNotQuoted() throws IOException {
        String page = "\n<!DOCTYPE html><html><body>Welcome to nginx!</body></html>";
        assertFailed(caller -> caller.answer(200, "text/html", page), "web page");
        assertFailed(caller -> caller.answer(502, "text/html", page), "web page");
        assertFailed(caller -> caller.answer(400, "text/html", page), "web page");
        assertThat(failure(caller -> caller.answer(404, "text/html", page)))
                .isInstanceOf(AssistantException.Misconfigured.class)
                .hasMessageContaining("web page")
                .message()
                .doesNotContain("nginx");
    }

    @Test
    void aWrongKey() throws IOException {
        AssistantException failure = failure(caller -> caller.answer(
                401,
                "application/json",
                Chunks.error("Incorrect API key provided: " + Running.KEY, "invalid_request_error", "invalid_api_key"),
                "x-request-id: req_42"));
        assertThat(failure)
                .isInstanceOf(AssistantException.NotAuthenticated.class)
                .hasMessageContaining("Incorrect API key provided: ***")
                .hasMessageContaining("req_42");
    }

    @Test
    void otherRefusals() throws IOException {
        assertThat(failure(status(402, "{}"))).isInstanceOf(AssistantException.QuotaExceeded.class);
        assertThat(failure(status(403, "{}"))).isInstanceOf(AssistantException.NotPermitted.class);
        assertThat(failure(status(405, "{}"))).isInstanceOf(AssistantException.Misconfigured.class);
        assertThat(failure(status(422, "{\"detail\":[{\"msg\":\"field required\"}]}")))
                .isInstanceOf(AssistantException.InvalidRequest.class)
                .hasMessageContaining("field required");
        assertThat(failure(status(400, "[{\"error\":{\"message\":\"Bad.\",\"code\":400}}]")))
                .isInstanceOf(AssistantException.InvalidRequest.class)
                .hasMessageContaining("Bad.");
        assertThat(failure(status(413, "Too big\n for me")))
                .isInstanceOf(AssistantException.InvalidRequest.class)
                .hasMessageContaining("Too big for me");
        assertThat(failure(caller -> caller.answer(307, "text/plain", "", "Location: https://example.org/v1")))
                .isInstanceOf(AssistantException.Misconfigured.class)
                .hasMessageContaining("https://example.org/v1");
    }

    @Test
    void aRefusedRequestKeepsItsCodeAndParameter() throws IOException {
        assertThat(failure(status(
                        400,
                        "{\"error\":{\"message\":\"Too long.\",\"type\":\"invalid_request_error\","
                                + "\"param\":\"messages\",\"code\":\"context_length_exceeded\"}}")))
                .isInstanceOfSatisfying(AssistantException.InvalidRequest.class, failure -> {
                    assertThat(failure.code()).isEqualTo("context_length_exceeded");
                    assertThat(failure.param()).isEqualTo("messages");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"message\":\"No `m` for you\",\"type\":\"bad\",\"code\":\"model_not_found\"}}",
                "{\"error\":\"model 'm' not found, try pulling it first\"}",
                "{\"object\":\"error\",\"message\":\"The model `m` does not exist.\",\"code\":404}",
            })
    void anUnknownModelIsNamedWithTheOnesNearby(String body) throws IOException {
        try (Running chat = Running.on(status(404, body))) {
            chat.server.offers("m:latest", "n", "gpt-oss");
            assertThat(chat.ask().failure()).isInstanceOfSatisfying(AssistantException.NotFound.class, failure -> {
                assertThat(failure.resource()).isEqualTo(AssistantException.NotFound.Resource.MODEL);
                assertThat(failure.id()).isEqualTo("m");
                assertThat(failure).hasMessageContaining("Did you mean 'm:latest' or 'n'?");
            });
            assertThat(chat.server.requests()).hasSize(1);
        }
    }

    @Test
    void anUnknownModelOfAServerThatListsNone() throws IOException {
        assertThat(failure(status(404, "{\"error\":\"model 'm' not found\"}")))
                .isInstanceOf(AssistantException.NotFound.class)
                .message()
                .doesNotContain("Did you mean");
    }

    @Test
    void aPathThatDoesNotExistIsAMatterOfTheBaseUrl() throws IOException {
        try (Running chat = Running.with(
                settings -> ChatSettings.of(settings.baseUrl().resolve("/"), null),
                caller -> caller.answer(404, "text/plain", "404 page not found"))) {
            assertThat(chat.ask().failure())
                    .isInstanceOf(AssistantException.Misconfigured.class)
                    .hasMessageContaining("try " + chat.server.baseUrl());
        }
    }

    @Test
    void longMessagesAreCut() throws IOException {
        assertThat(failure(status(400, "{\"error\":\"" + "long ".repeat(1000) + "\"}"))
                        .getMessage())
                .hasSizeLessThan(600);
    }

    @Test
    void whatIsUnsupportedIsNeverSent() throws IOException {
        try (Running chat = Running.on(FINE)) {
            assertThat(chat.ask(Asks.of("", List.of(), List.of(new ToolDefinition.CodeInterpreter())))
                            .failure())
                    .isInstanceOf(AssistantException.Unsupported.class);
            assertThat(chat.server.requests()).isEmpty();
        }
    }

    @Test
    void listingModelsFailsLikeTheRest() throws IOException {
        try (Running chat = Running.on(FINE)) {
            assertThat(chat.model.models()).isEmpty();
            chat.server.offers("a", "b");
            assertThat(chat.model.models()).containsExactly("a", "b");
            chat.server.listsModelsBy(status(401, "{}"));
            assertThat(failureOf(chat.model::models)).isInstanceOf(AssistantException.NotAuthenticated.class);
            chat.server.listsModelsBy(status(200, "nothing"));
            assertThat(failureOf(chat.model::models)).isInstanceOf(AssistantException.BackendFailed.class);
            chat.server.vanish();
            assertThat(failureOf(chat.model::models)).isInstanceOf(AssistantException.Unavailable.class);
        }
    }

    @Test
    void listingModelsWaitsOnlySoLong() throws IOException {
        try (Running chat = Running.with(ChatFaultsTest::impatient, FINE)) {
            chat.server.listsModelsBy(ChatServer.Caller::awaitGone);
            assertThat(failureOf(chat.model::models)).isInstanceOf(AssistantException.TimedOut.class);
        }
    }

    private static ChatSettings impatient(ChatSettings settings) {
        return settings.with(new ChatSettings.TimeLimits(Duration.ofSeconds(5), Duration.ofMillis(150)));
    }

    /** Sent once, and nobody knows what came of it. */
    private static void assertLost(ChatServer.Script script) throws IOException {
        try (Running chat = Running.on(script)) {
            assertThat(chat.ask().failure()).isInstanceOf(AssistantException.OutcomeUnknown.class);
            assertThat(chat.server.requests()).hasSize(1);
        }
    }

    private static void assertFailed(ChatServer.Script script, String message) throws IOException {
        assertThat(failure(script))
                .isInstanceOf(AssistantException.BackendFailed.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("nginx");
    }

    /** What comes of one request, which is not repeated and shows no key. */
    private static AssistantException failure(ChatServer.Script script) throws IOException {
        try (Running chat = Running.on(script)) {
            AssistantException failure = chat.ask().failure();
            assertThat(chat.server.requests()).hasSize(1);
            for (Throwable t = failure; t != null; t = t.getCause()) {
                assertThat(t.toString()).doesNotContain(Running.KEY);
            }
            return failure;
        }
    }

    private static AssistantException failureOf(Runnable call) {
        return (AssistantException) catchThrowable(call::run);
    }

    private static UnaryOperator<ChatSettings> at(String url) {
        return settings -> ChatSettings.of(URI.create(url), settings.apiKey());
    }

    private static ChatServer.Script status(int status, String body) {
        return caller -> caller.answer(status, "application/json", body);
    }

    private static ChatServer.Script tooMany(String header) {
        return caller -> caller.answer(
                429, "application/json", Chunks.error("Slow down.", "requests", "rate_limit_exceeded"), header);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("nothing happened for ten seconds");
            }
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }
}
