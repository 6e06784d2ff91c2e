package io.everthread.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.everthread.adapter.cli.Host;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README shows is what the program prints, and what tests run. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..");
    private static final Path README = ROOT.resolve("README.md");
    private static final Pattern HELP = Pattern.compile("<!-- help -->\n(.*?)<!-- /help -->", Pattern.DOTALL);
    private static final Pattern JAVA =
            Pattern.compile("<!-- java (\\S+) -->\n```java\n(.*?)```\n<!-- /java -->", Pattern.DOTALL);

    @Test
    void theHelpIsTheProgramsOwn() throws IOException {
        String expected = "```console\n$ ./everthread --help\n" + printed("--help") + "```\n";

        assertThat(HELP.matcher(Files.readString(README)).results().map(help -> help.group(1)))
                .containsExactly(expected);
    }

    @Test
    void theJavaIsPartOfTests() throws IOException {
        List<MatchResult> examples =
                JAVA.matcher(Files.readString(README)).results().toList();

        assertThat(examples).hasSize(3);
        for (MatchResult example : examples) {
            String source = Files.readString(ROOT.resolve(example.group(1)));
            assertThat(unindented(source)).as(example.group(1)).contains(unindented(example.group(2)));
        }
    }

    private static String unindented(String code) {
        return code.replaceAll("(?m)^ +", "");
    }

    private static String printed(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Host host = new Host(
                InputStream.nullInputStream(),
                out,
                OutputStream.nullOutputStream(),
                Set.of(),
                Map.of(),
                InstantSource.system(),
                action -> () -> {},
                "0.1.0");
        DaggerAppComponent.factory().create(host).cli().run(args);
        return out.toString(StandardCharsets.UTF_8);
    }
}
