package io.everthread.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.everthread.adapter.cli.CommandLineRun.Result;
import io.everthread.adapter.inmemory.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class JsonTest {

    private final ObjectMapper json = new ObjectMapper();
    private final CommandLineRun cli = new CommandLineRun();

    @Test
    void jsonIsOneObjectAtTheEnd() {
        Result result = cli.script(Rule.always().says("Yes.").spends(5, 7)).run("ask", "--json", "-q", "Well?");

        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines()).hasSize(1);
        assertThat(json.readTree(result.out())).isEqualTo(json.readTree("""
                                {"status": "completed", "thread_id": "thread_000001", "run_id": "run_000001",
                                 "message_id": "msg_000002", "text": "Yes.",
                                 "usage": {"prompt_tokens": 5, "completion_tokens": 7, "total_tokens": 12},
                                 "error": null, "exit_code": 0}
                                """));
    }

    @Test
    void jsonlIsTheEventsOfTheWireAndTheResult() {
        Result result = cli.script(Rule.always().saysInChunks("On", "e")).run("ask", "--jsonl", "Count");

        assertThat(events(result))
                .containsExactly(
                        "thread.created",
                        "thread.run.created",
                        "thread.run.queued",
                        "thread.run.in_progress",
                        "thread.run.step.created",
                        "thread.run.step.in_progress",
                        "thread.message.created",
                        "thread.message.in_progress",
                        "thread.message.delta",
                        "thread.message.delta",
                        "thread.message.completed",
                        "thread.run.step.completed",
                        "thread.run.completed",
                        "everthread.result");
        assertThat(data(result, "thread.created").path("object").stringValue()).isEqualTo("thread");
        assertThat(data(result, "thread.run.created").path("status").stringValue())
                .isEqualTo("queued");
        assertThat(data(result, "thread.message.delta")).isEqualTo(json.readTree("""
                                {"id": "msg_000002", "object": "thread.message.delta", "delta": {"content": [
                                  {"index": 0, "type": "text", "text": {"value": "On", "annotations": []}}]}}
                                """));
        assertThat(data(result, "everthread.result").path("text").stringValue()).isEqualTo("One");
    }

    @Test
    void toolCallsAreShownAsTheWireShowsThem() {
        Result result = cli.script(Rule.always().calls("call_1", "get_weather", "{\"city\":\"Paris\"}"))
                .run("ask", "--jsonl", "Will it rain?");

        JsonNode call = json.readTree("""
                {"id": "call_1", "type": "function",
                 "function": {"name": "get_weather", "arguments": "{\\"city\\":\\"Paris\\"}"}}
                """);
        assertThat(data(result, "thread.run.requires_action").at("/required_action/submit_tool_outputs/tool_calls/0"))
                .isEqualTo(call);
        assertThat(data(result, "thread.run.step.delta").at("/delta/step_details/tool_calls/0/function/name"))
                .isEqualTo(call.at("/function/name"));
        assertThat(data(result, "everthread.result").path("status").stringValue())
                .isEqualTo("requires_action");
        assertThat(data(result, "everthread.result").path("exit_code").intValue())
                .isEqualTo(9);
    }

    @Test
    void aRefusalIsShown() {
        Result result = cli.script(Rule.always().refuses("I must not.")).run("ask", "--jsonl", "Do it");

        assertThat(data(result, "thread.message.completed").at("/content/0"))
                .isEqualTo(json.readTree("{\"type\": \"refusal\", \"refusal\": \"I must not.\"}"));
        assertThat(data(result, "everthread.result").path("text").stringValue()).isEqualTo("I must not.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ask --jsonl",
                "ask --json --jsonl hi",
                "ask --jsonl --nonsense hi",
                "--backend caht ask --jsonl hi",
                "--jsonl --base-url nowhere ask hi",
                "--jsonl --base-url nowhere chat"
            })
    void theLastLineIsTheResultWhateverHappened(String args) {
        Result result = cli.run(args.split(" "));

        assertThat(events(result)).containsExactly("everthread.result");
        JsonNode outcome = data(result, "everthread.result");
        assertThat(outcome.path("exit_code").intValue())
                .isEqualTo(result.exit())
                .isEqualTo(2);
        assertThat(outcome.at("/error/code").stringValue()).isEqualTo("usage");
        assertThat(result.err()).contains(outcome.at("/error/message").stringValue());
    }

    @Test
    void aFailedRunKeepsWhatWasWritten() {
        Result result = cli.script(Rule.always().says("Once upon a").cut()).run("ask", "--json", "Tell me a story");

        JsonNode outcome = json.readTree(result.out());
        assertThat(outcome.path("status").stringValue()).isEqualTo("incomplete");
        assertThat(outcome.path("text").stringValue()).isEqualTo("Once upon a");
        assertThat(outcome.path("exit_code").intValue()).isEqualTo(8);
    }

    private List<String> events(Result result) {
        return result.out()
                .lines()
                .map(line -> json.readTree(line).path("event").stringValue())
                .toList();
    }

    private JsonNode data(Result result, String event) {
        return result.out()
                .lines()
                .map(json::readTree)
                .filter(line -> line.path("event").stringValue().equals(event))
                .findFirst()
                .orElseThrow()
                .path("data");
    }
}
