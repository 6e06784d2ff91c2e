package io.everthread.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.everthread.adapter.cli.Host;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is put together, with the real backends behind it. */
class CompositionTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void withNothingSetUpThereIsAReply() {
        assertThat(run("ask", "Where were you born?")).isZero();
        assertThat(out()).startsWith("I was born in memory").endsWith(".\n");
        assertThat(err()).startsWith("everthread: Replies are scripted");
    }

    @Test
    void theBackendsAreOfferedByName() {
        run("completion", "bash");

        assertThat(out()).contains("chat", "inmemory");
    }

    @Test
    void chatWithoutABaseUrlNamesWhatIsMissing() {
        assertThat(run("--backend", "chat", "-m", "qwen3", "ask", "Hello")).isEqualTo(3);
        assertThat(err()).contains("base URL", "--base-url").hasLineCount(1);
    }

    @Test
    void anUnknownBackendIsRefusedWithTheNearest() {
        assertThat(run("--backend", "caht", "ask", "Hello")).isEqualTo(2);
        assertThat(err()).contains("Did you mean 'chat'?").hasLineCount(1);
    }

    @Test
    void aServerThatIsNotThereIsSaidNotToBe() {
        assertThat(run("--base-url", "http://127.0.0.1:1/v1", "ask", "Hello")).isEqualTo(7);
        assertThat(err()).contains("http://127.0.0.1:1/v1").hasLineCount(1);
    }

    @Test
    void aModelThatIsNotThereIsRefusedWithTheNearest() {
        try (SlowServer server = new SlowServer()) {
            assertThat(run("--base-url", server.baseUrl().toString(), "-m", "slwo", "ask", "Hello"))
                    .isEqualTo(5);
            assertThat(err()).contains("no model 'slwo'", "'slow'").hasLineCount(1);
        }
    }

    @Test
    void aScriptIsFollowed(@TempDir Path dir) throws IOException {
        Path script = Files.writeString(dir.resolve("script.json"), "{\"rules\": [{\"says\": \"As written.\"}]}");

        assertThat(run("--script", script.toString(), "ask", "Hello")).isZero();
        assertThat(out()).isEqualTo("As written.\n");
    }

    @Test
    void aScriptThatIsNotThereOrNotValidIsRefused(@TempDir Path dir) throws IOException {
        assertThat(run("--script", "no.json", "ask", "Hello")).isEqualTo(3);
        assertThat(err()).contains("no.json").hasLineCount(1);

        err.reset();
        Path script = Files.writeString(dir.resolve("bad.json"), "{\"rules\": [\n{\"sayz\": 1}]}");
        assertThat(run("--script", script.toString(), "ask", "Hello")).isEqualTo(3);
        assertThat(err()).contains("bad.json:2", "sayz").hasLineCount(1);
    }

    @Test
    void whatStrictModeRefusesIsAFailure(@TempDir Path dir) throws IOException {
        Path script =
                Files.writeString(dir.resolve("script.json"), "{\"rules\": [{\"when\": \"x\", \"says\": \"y\"}]}");

        assertThat(run("--script", script.toString(), "--strict", "ask", "Hello"))
                .isEqualTo(2);
        assertThat(err())
                .contains("No rule applies to \"Hello\" (turn 1, call 1). Rules: (1) text contains \"x\".")
                .hasLineCount(1);
    }

    private int run(String... args) {
        Host host = new Host(
                InputStream.nullInputStream(),
                out,
                err,
                Set.of(Host.Stream.IN),
                Map.of(),
                InstantSource.system(),
                action -> () -> {},
                "1.2.3");
        return DaggerAppComponent.factory().create(host).cli().run(args);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
