package io.everthread.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everthread.domain.assistant.AssistantSpec;
import io.everthread.domain.assistant.Sampling;
import io.everthread.domain.conversation.Content;
import io.everthread.domain.conversation.NewMessage;
import io.everthread.domain.conversation.Role;
import io.everthread.domain.run.RunRequest;
import io.everthread.domain.run.Truncation;
import io.everthread.domain.tool.ToolDefinition;
import io.everthread.domain.tool.ToolResources;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each limit: the largest value that passes, and the smallest that does not, with the field it names. */
class LimitsTest {

    static Stream<Arguments> limits() {
        AssistantId asst = new AssistantId("asst_1");
        ToolDefinition tool = new ToolDefinition.CodeInterpreter();
        return Stream.of(
                limit("metadata", () -> new Metadata(pairs(16)), () -> new Metadata(pairs(17))),
                limit("metadata", () -> Metadata.of(x(64), "v"), () -> Metadata.of(x(65), "v")),
                limit("metadata.k", () -> Metadata.of("k", x(512)), () -> Metadata.of("k", x(513))),
                limit(
                        "name",
                        () -> AssistantSpec.of("m").withName(x(256)),
                        () -> AssistantSpec.of("m").withName(x(257))),
                limit(
                        "instructions",
                        () -> AssistantSpec.of("m").withInstructions(x(256_000)),
                        () -> AssistantSpec.of("m").withInstructions(x(256_001))),
                limit(
                        "tools",
                        () -> AssistantSpec.of("m").withTools(Collections.nCopies(128, tool)),
                        () -> AssistantSpec.of("m").withTools(Collections.nCopies(129, tool))),
                limit("model", () -> AssistantSpec.of("m"), () -> AssistantSpec.of(" ")),
                limit(
                        "tools",
                        () -> RunRequest.of(asst).withTools(Collections.nCopies(20, tool)),
                        () -> RunRequest.of(asst).withTools(Collections.nCopies(21, tool))),
                limit(
                        "max_prompt_tokens",
                        () -> RunRequest.of(asst).withTokenLimits(256, null),
                        () -> RunRequest.of(asst).withTokenLimits(255, null)),
                limit(
                        "max_completion_tokens",
                        () -> RunRequest.of(asst).withTokenLimits(null, 256),
                        () -> RunRequest.of(asst).withTokenLimits(null, 255)),
                limit(
                        "temperature",
                        () -> new Sampling(2.0, null, null, null),
                        () -> new Sampling(2.01, null, null, null)),
                limit(
                        "temperature",
                        () -> new Sampling(0.0, null, null, null),
                        () -> new Sampling(Double.NaN, null, null, null)),
                limit("top_p", () -> new Sampling(null, 1.0, null, null), () -> new Sampling(null, -0.1, null, null)),
                limit(
                        "truncation_strategy.last_messages",
                        () -> new Truncation.LastMessages(1),
                        () -> new Truncation.LastMessages(0)),
                limit("content", () -> NewMessage.user(x(256_000)), () -> NewMessage.user(x(256_001))),
                limit("content", () -> NewMessage.user("x"), () -> NewMessage.user(" \n")),
                limit(
                        "content",
                        () -> message(new Content.ImageUrl("https://example.org/a.png", null)),
                        () -> message()),
                limit("content", () -> message(Content.text("a")), () -> message(new Content.Refusal("no"))),
                limit(
                        "function.name",
                        () -> function("get_weather-2" + x(51)),
                        () -> function("get_weather-2" + x(52))),
                limit("function.name", () -> function("a"), () -> function("get weather")),
                limit(
                        "file_search.max_num_results",
                        () -> new ToolDefinition.FileSearch(50, null, null),
                        () -> new ToolDefinition.FileSearch(51, null, null)),
                limit(
                        "tool_resources.code_interpreter.file_ids",
                        () -> new ToolResources(Collections.nCopies(20, "f"), null, null),
                        () -> new ToolResources(Collections.nCopies(21, "f"), null, null)),
                limit(
                        "tool_resources.file_search.vector_store_ids",
                        () -> new ToolResources(null, List.of("v"), null),
                        () -> new ToolResources(null, List.of("v", "w"), null)),
                limit("thread_id", () -> new ConversationId(x(256)), () -> new ConversationId(x(257))),
                limit(
                        "thread_id",
                        () -> new ConversationId("any prefix-less id".replace(' ', '_')),
                        () -> new ConversationId("a b")),
                limit("run_id", () -> new RunId("r"), () -> new RunId("")));
    }

    @ParameterizedTest(name = "{index} {0}")
    @MethodSource("limits")
    void theLargestPassesAndTheNextIsRefused(String field, ThrowingCallable largest, ThrowingCallable beyond) {
        assertThatCode(largest).doesNotThrowAnyException();
        assertThatThrownBy(beyond)
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        refused -> assertThat(refused.field()).isEqualTo(field))
                .hasMessageStartingWith("'" + field + "' ");
    }

    @Test
    void metadataKeepsItsOrderAndCannotBeChanged() {
        Map<String, String> pairs = new LinkedHashMap<>();
        pairs.put("z", "1");
        pairs.put("a", "2");
        Metadata metadata = new Metadata(pairs);
        pairs.put("b", "3");
        assertThat(metadata.pairs()).containsExactly(Map.entry("z", "1"), Map.entry("a", "2"));
        assertThatThrownBy(() -> metadata.pairs().put("c", "4")).isInstanceOf(UnsupportedOperationException.class);
    }

    private static Arguments limit(String field, ThrowingCallable largest, ThrowingCallable beyond) {
        return Arguments.of(field, largest, beyond);
    }

    private static NewMessage message(Content... parts) {
        return new NewMessage(Role.USER, List.of(parts), List.of(), Metadata.EMPTY);
    }

    private static ToolDefinition function(String name) {
        return new ToolDefinition.Function(name, null, null, null);
    }

    private static Map<String, String> pairs(int count) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            pairs.put("k" + i, "v");
        }
        return pairs;
    }

    private static String x(int length) {
        return "x".repeat(length);
    }
}
