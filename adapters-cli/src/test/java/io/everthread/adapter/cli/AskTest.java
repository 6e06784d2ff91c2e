package io.everthread.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.everthread.adapter.cli.CommandLineRun.Result;
import io.everthread.adapter.inmemory.Rule;
import io.everthread.domain.conversation.Content;
import io.everthread.domain.conversation.Role;
import io.everthread.port.ModelItem;
import io.everthread.port.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskTest {

    private final CommandLineRun cli = new CommandLineRun();

    @Test
    void theReplyAndNothingElseIsOnStdout() {
        Result result = cli.script(Rule.always().says("In memory.")).run("ask", "Where", "were", "you", "born?");

        assertThat(result.exit()).isZero();
        assertThat(result.out()).isEqualTo("In memory.\n");
        assertThat(said()).isEqualTo("Where were you born?");
    }

    @Test
    void eachPieceIsWrittenAtOnce() {
        List<String> writes = new ArrayList<>();
        cli.script(Rule.always().saysInChunks("One ", "two ", "three.\n"));

        cli.runInto(new RecordingStream(writes), "ask", "Count");

        assertThat(writes).containsExactly("One ", "two ", "three.\n");
    }

    @Test
    void aCharacterSplitBetweenTwoPiecesIsWrittenWhole() {
        assertThat(cli.script(Rule.always().saysInChunks("a\uD83D", "\uDE00b"))
                        .run("ask", "Smile")
                        .out())
                .isEqualTo("a\uD83D\uDE00b\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ask               | Piped
                    ask Review this   | Review this\\n\\nPiped
                    ask -             | Piped
                    ask Before - after| Before\\n\\nPiped\\n\\nafter
                    """)
    void stdinAndArgumentsCombine(String args, String expected) {
        cli.piped("Piped\n").run(args.split(" "));

        assertThat(said()).isEqualTo(expected.replace("\\n", "\n"));
    }

    @Test
    void stdinIsNotReadFromATerminalUnlessAskedFor() {
        cli.typed("Typed\n").run("ask", "Hello");
        assertThat(said()).isEqualTo("Hello");

        cli.typed("Typed\n").run("ask", "-");
        assertThat(said()).isEqualTo("Typed");
    }

    @Test
    void instructionsModelAndImagesReachTheModel(@TempDir Path dir) throws IOException {
        Path image = Files.write(dir.resolve("dot.png"), new byte[] {1, 2, 3});

        cli.run(
                "-m",
                "large",
                "ask",
                "-s",
                "Be brief.",
                "--add-instructions",
                "Be kind.",
                "--image",
                image.toString(),
                "--image",
                "https://example.org/cat.jpg",
                "What is it?");

        assertThat(cli.shown.get(0).model()).isEqualTo("large");
        assertThat(cli.shown.get(0).instructions()).isEqualTo("Be brief.\n\nBe kind.");
        assertThat(content())
                .containsExactly(
                        Content.text("What is it?"),
                        new Content.ImageUrl("data:image/png;base64,AQID", null),
                        new Content.ImageUrl("https://example.org/cat.jpg", null));
    }

    @Test
    void usageIsToldOnStderr() {
        Result result = cli.script(Rule.always().says("Yes.").spends(5, 7)).run("ask", "-q", "-u", "Well?");

        assertThat(result.out()).isEqualTo("Yes.\n");
        assertThat(result.err()).isEqualTo("usage: 5 prompt + 7 completion = 12 tokens\n");
    }

    @Test
    void anAtSignIsText() {
        cli.run("ask", "@README.md");

        assertThat(said()).isEqualTo("@README.md");
    }

    @Test
    void aBaseUrlMeansChatAndTheOnlyModelIsTaken() {
        cli.models = List.of("qwen3");

        cli.run("--base-url", "http://localhost:11434/v1", "ask", "Hello");

        assertThat(cli.opened).isEqualTo("chat");
        assertThat(cli.options.baseUrl()).isEqualTo(URI.create("http://localhost:11434/v1"));
        assertThat(cli.shown.get(0).model()).isEqualTo("qwen3");
    }

    @Test
    void anOptionBeatsTheEnvironment() {
        cli.environment.put("EVERTHREAD_BACKEND", "inmemory");
        cli.environment.put("EVERTHREAD_BASE_URL", "http://localhost:1/v1");
        cli.environment.put("EVERTHREAD_MODEL", "small");

        cli.run("ask", "Hello");
        assertThat(cli.opened).isEqualTo("inmemory");
        assertThat(cli.options.baseUrl()).isEqualTo(URI.create("http://localhost:1/v1"));
        assertThat(cli.shown.get(0).model()).isEqualTo("small");

        cli.run("--backend", "chat", "--base-url", "http://localhost:2/v1", "-m", "large", "ask", "Hello");
        assertThat(cli.opened).isEqualTo("chat");
        assertThat(cli.options.baseUrl()).isEqualTo(URI.create("http://localhost:2/v1"));
        assertThat(cli.shown.get(1).model()).isEqualTo("large");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    https://api.openai.com/v1,      openai,
                    https://API.openai.com/v1,      openai,
                    http://api.openai.com/v1,       ,
                    https://api.openai.com.evil/v1, ,
                    https://example.org/v1,         ,
                    https://example.org/v1,         ours,    ours
                    https://api.openai.com/v1,      ours,    ours
                    """)
    void theOpenAiKeyGoesToOpenAiOnly(String url, @Nullable String sent, @Nullable String ours) {
        cli.environment.put("OPENAI_API_KEY", "openai");
        if (ours != null) {
            cli.environment.put("EVERTHREAD_API_KEY", ours);
        }

        cli.run("--base-url", url, "-m", "large", "ask", "Hello");

        Secret key = cli.options.apiKey();
        assertThat(key == null ? null : key.reveal()).isEqualTo(sent);
    }

    @Test
    void withNothingSetUpTheNoticeNamesTheCommandThatHelps() {
        assertThat(cli.run("ask", "What's up?").err())
                .startsWith("everthread: Replies are scripted")
                .endsWith("  everthread --backend chat --base-url http://localhost:11434/v1 -m MODEL"
                        + " ask 'What'\\''s up?'\n");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    OPENAI_API_KEY, sk-secret,           https://api.openai.com/v1
                    OLLAMA_HOST,    0.0.0.0,             http://localhost:11434/v1
                    OLLAMA_HOST,    gpu:8080,            http://gpu:8080/v1
                    OLLAMA_HOST,    https://gpu.example/,https://gpu.example:11434/v1
                    """)
    void theNoticeKnowsWhatIsThere(String variable, String value, String url) {
        cli.environment.put(variable, value);

        assertThat(cli.run("ask", "Hello").err())
                .contains(variable + " is set", " --base-url " + url + " ")
                .doesNotContain("sk-secret");
    }

    @Test
    void theNoticeIsSilentWhenAskedToBeOrWhenTheBackendWasChosen() {
        assertThat(cli.run("ask", "-q", "Hello").err()).isEmpty();
        assertThat(cli.run("--backend", "inmemory", "ask", "Hello").err()).isEmpty();
        assertThat(cli.run("--script", "rules.json", "ask", "Hello").err()).isEmpty();
    }

    @Test
    void aScriptKeepsTheQuestionFromTheServersOfTheEnvironment() {
        cli.environment.put("EVERTHREAD_BACKEND", "chat");
        cli.environment.put("EVERTHREAD_BASE_URL", "http://localhost:1/v1");

        cli.run("--script", "rules.json", "--strict", "ask", "Hello");

        assertThat(cli.opened).isEqualTo("inmemory");
    }

    @ParameterizedTest
    @CsvSource({"ask -", "ask -- -5 plus 3"})
    void theNoticeNamesNoCommandThatWouldAskSomethingElse(String args) {
        assertThat(cli.typed("Typed").run(args.split(" ")).err())
                .endsWith("for a real one, add: --backend chat --base-url http://localhost:11434/v1 -m MODEL\n");
    }

    @Test
    void theNoticeOfAPipedQuestionNamesWhatToAdd() {
        assertThat(cli.piped("Piped").run("-m", "qwen3", "ask", "Review").err())
                .endsWith("for a real one, add: --backend chat --base-url http://localhost:11434/v1 -m qwen3\n");
    }

    @Test
    void verboseTellsIdsAndProgress() {
        assertThat(cli.run("--backend", "inmemory", "ask", "-v", "Hello").err()).isEqualTo("""
                        everthread: thread thread_000001, run run_000001
                        everthread: queued
                        everthread: in_progress
                        everthread: completed
                        """);
    }

    private String said() {
        return ((Content.Text) content().get(0)).value();
    }

    private List<Content> content() {
        List<ModelItem> history = cli.shown.get(cli.shown.size() - 1).history();
        ModelItem.Said said = (ModelItem.Said) history.get(history.size() - 1);
        assertThat(said.role()).isEqualTo(Role.USER);
        return said.content();
    }

    private static final class RecordingStream extends java.io.OutputStream {
        private final List<String> writes;

        RecordingStream(List<String> writes) {
            this.writes = writes;
        }

        @Override
        public void write(int b) {
            throw new AssertionError("byte by byte");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            writes.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
        }
    }
}
