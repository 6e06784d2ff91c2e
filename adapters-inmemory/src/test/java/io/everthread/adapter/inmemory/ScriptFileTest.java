package io.everthread.adapter.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.everthread.domain.ToolCallId;
import io.everthread.domain.run.Usage;
import io.everthread.port.AssistantException;
import io.everthread.port.AssistantException.Misconfigured;
import io.everthread.port.ModelChunk;
import io.everthread.port.ModelFinish;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptFileTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> wrong() {
        return Stream.of(
                arguments("", "s.json is empty"),
                arguments(" \n ", "s.json is empty"),
                arguments("hello", "s.json:1:1: This is not sound JSON"),
                arguments("<html>", "s.json:1:1: This is not sound JSON"),
                arguments("\u0000", "s.json:1:1: This is not sound JSON"),
                arguments("{\"rules\": [\n", "s.json:2:1: This is not sound JSON: Unexpected end-of-input"),
                arguments("{\"rules\": [],}", "s.json:1:14: This is not sound JSON"),
                arguments("{\"rules\": []} {}", "s.json:1:15: Nothing may follow"),
                arguments("{\"rules\": [], \"rules\": []}", "Duplicate"),
                arguments("[]", "s.json:1:1: A script must be an object, not an array."),
                arguments("{}", "s.json:1:1: The script has no \"rules\"."),
                arguments("{\"rule\": []}", "s.json:1:2: There is no key \"rule\" here; did you mean \"rules\"?"),
                arguments("{\"rules\": {}}", "s.json:1:11: \"rules\" must be an array, not an object."),
                arguments("{\"rules\": [\n  1]}", "s.json:2:3: A rule must be an object, not 1."),
                arguments(rule("{}"), "2:1: This rule does nothing"),
                arguments(rule("{\"syas\": \"x\"}"), "2:2: There is no key \"syas\" here; did you mean \"says\"?"),
                arguments(rule("{\"colour\": 1}"), "There is no key \"colour\" here. There are: when, says,"),
                arguments(rule("{\"says\": 7}"), "2:10: \"says\", if it is not a text, must be an array, not 7."),
                arguments(rule("{\"says\": [\"\"]}"), "A text of \"says\" must not be empty."),
                arguments(rule("{\"says\": [null]}"), "2:11: \"says\" must be a text, not null."),
                arguments(
                        rule("{\"when\": true, \"says\": \"x\"}"), "\"when\", if it is not a text, must be an object"),
                arguments(
                        rule("{\"when\": {\"txet\": \"x\"}}"),
                        "2:11: There is no key \"txet\" here; did you mean \"text\"?"),
                arguments(
                        rule("{\"when\": {\"regex\": \"(\"}}"),
                        "2:20: \"regex\" is not a regular expression: Unclosed group"),
                arguments(rule("{\"when\": {\"turn\": 0}}"), "2:19: \"turn\" must be from 1"),
                arguments(rule("{\"when\": {\"call\": 1.5}}"), "\"call\" must be a whole number, not 1.5."),
                arguments(rule("{\"when\": {\"nth\": 99999999999}}"), "\"nth\" must be from 1"),
                arguments(
                        rule("{\"when\": {\"text\": \"a\", \"tool\": \"b\"}, \"says\": \"x\"}"),
                        "\"when\" takes only one of"),
                arguments(
                        rule("{\"when\": {\"nth\": 1, \"times\": 2}, \"says\": \"x\"}"),
                        "only one of \"nth\" and \"times\""),
                arguments(
                        rule("{\"holds\": true, \"ends\": \"length\"}"),
                        "only one of \"fails\", \"holds\" and \"ends\""),
                arguments(rule("{\"holds\": 1}"), "\"holds\" must be true or false, not 1."),
                arguments(rule("{\"ends\": \"lenght\"}"), "\"ends\" cannot be \"lenght\"; did you mean \"length\"?"),
                arguments(
                        rule("{\"fails\": \"rate_limit\"}"),
                        "\"fails\" cannot be \"rate_limit\"; did you mean \"rate_limited\"?"),
                arguments(rule("{\"fails\": {\"message\": \"x\"}}"), "2:11: \"fails\" has no \"error\"."),
                arguments(rule("{\"calls\": [{\"arguments\": {}}]}"), "2:12: This call has no \"function\"."),
                arguments(rule("{\"calls\": [{\"arguments\": [1]}]}"), "\"arguments\" must be an object or a text"),
                arguments(rule("{\"calls\": [{\"id\": \"a b\"}]}"), "\"id\" must be 1 to 256 characters"),
                arguments(rule("{\"delay_ms\": -1}"), "\"delay_ms\" must be from 0"),
                arguments(rule("{\"usage\": {\"prompt\": \"x\"}}"), "\"prompt\" must be a whole number, not a text."),
                arguments(rule("[".repeat(500)), "A rule must be an object"),
                arguments(rule(deep(500)), "nested more than 100 levels deep"),
                arguments("{\"" + "k".repeat(100_000) + "\": 1}", "too long"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsToldInOneShortLineWithItsPlace(String json, String problem) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining(problem)
                .hasMessageStartingWith("s.json")
                .message()
                .hasLineCount(1)
                .hasSizeLessThan(400);
    }

    @Test
    void everyKeyIsRead() throws IOException {
        Script script = read("""
                {"rules": [
                  {"when": {"exact": "a", "turn": 1, "nth": 2}, "says": ["x", "y"], "delay_ms": 5, "pause_ms": 6},
                  {"when": {"regex": "b+", "call": 3, "times": 4}, "refuses": "no", "ends": "content_filter"},
                  {"when": {"tool": "f", "output": "o"}, "holds": true, "usage": {"prompt": 1, "completion": 2}},
                  {"when": {"output": "o"}, "fails": {"error": "rate_limited", "message": "Slow.", "retry_after_ms": 9}},
                  {"when": "d", "calls": [{"function": "f", "arguments": {"a" : 1.50}, "id": "i"}, {"function": "g"}],
                   "usage": null}
                ]}""");

        assertThat(script)
                .hasToString("(1) text is \"a\", turn 1, match 2; (2) text matches /b+/, call 3, 4 times; "
                        + "(3) tool f answered \"o\"; (4) a tool answered \"o\"; (5) text contains \"d\"");
        List<Answer> answers = script.rules().stream().map(Rule::answer).toList();
        assertThat(answers.get(0).chunks()).containsExactly(new ModelChunk.Text("x"), new ModelChunk.Text("y"));
        assertThat(answers.get(0).delay()).isEqualTo(Duration.ofMillis(5));
        assertThat(answers.get(0).pause()).isEqualTo(Duration.ofMillis(6));
        assertThat(answers.get(1).chunks()).containsExactly(new ModelChunk.Refusal("no"));
        assertThat(answers.get(1).end()).isEqualTo(new Answer.Finish(ModelFinish.Reason.CONTENT_FILTER));
        assertThat(answers.get(2).end()).isEqualTo(new Answer.Silence());
        assertThat(answers.get(2).spending()).isEqualTo(new Answer.Spending(false, new Usage(1, 2)));
        AssistantException failure = ((Answer.Failure) answers.get(3).end()).failure();
        assertThat(failure).isInstanceOf(AssistantException.RateLimited.class).hasMessage("Slow.");
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofMillis(9));
        assertThat(answers.get(4).chunks())
                .containsExactly(
                        new ModelChunk.CallBegun(0, new ToolCallId("i"), "f"),
                        new ModelChunk.CallArguments(0, "{\"a\" : 1.50}"),
                        new ModelChunk.CallBegun(1, null, "g"),
                        new ModelChunk.CallArguments(1, "{}"));
        assertThat(answers.get(4).spending()).isEqualTo(new Answer.Spending(false, null));
    }

    @Test
    void argumentsAreFoundInALongFileToo() throws IOException {
        String filler = "{\"says\": \"grün 🌱\"},".repeat(20_000);

        Script script = read(
                "{\"rules\": [" + filler + "{\"calls\": [{\"function\": \"f\", \"arguments\": {\"é\": [1, {}]}}]}]}");

        assertThat(script.rules().get(20_000).answer().chunks())
                .contains(new ModelChunk.CallArguments(0, "{\"é\": [1, {}]}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid_request",
                "not_found",
                "not_authenticated",
                "not_permitted",
                "rate_limited",
                "quota_exceeded",
                "misconfigured",
                "unavailable",
                "backend_failed",
                "timed_out",
                "outcome_unknown"
            })
    void everyErrorHasItsName(String error) throws IOException {
        Script script = read("{\"rules\": [{\"fails\": \"" + error + "\"}]}");

        AssistantException failure =
                ((Answer.Failure) script.rules().get(0).answer().end()).failure();
        assertThat(failure.kind()).hasToString(error.toUpperCase(Locale.ROOT));
    }

    @Test
    void aByteOrderMarkIsIgnored() throws IOException {
        assertThat(read("\uFEFF{\"rules\": [{\"says\": \"x\"}]}").rules()).hasSize(1);
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        byte[] latin = "{\"rules\": [{\"says\": \"grün\"}]}".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> ScriptFile.read("s.json", new ByteArrayInputStream(latin)))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void aFileThatIsFarTooLargeIsNotReadThrough() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return length;
            }
        };

        assertThatThrownBy(() -> ScriptFile.read("s.json", endless))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("16 MiB");
    }

    @Test
    void filesThatCannotBeRead() {
        assertThatThrownBy(() -> ScriptFile.read(folder))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("is a directory");
        assertThatThrownBy(() -> ScriptFile.read(folder.resolve("none.json")))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("There is no script")
                .hasMessageContaining("none.json");
    }

    @Test
    void theExampleOfTheDocumentationIsAScript() throws IOException {
        String page = Files.readString(Path.of("../docs/script-file.md"));
        Matcher example = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(example.find()).isTrue();

        assertThat(read(example.group(1)).rules()).hasSize(5);
    }

    private static Script read(String json) throws IOException {
        return ScriptFile.read("s.json", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static String rule(String rule) {
        return "{\"rules\": [\n" + rule + "]}";
    }

    private static String deep(int levels) {
        return "{\"calls\": [{\"function\": \"f\", \"arguments\": " + "{\"a\":".repeat(levels) + "1"
                + "}".repeat(levels) + "}]}";
    }
}
