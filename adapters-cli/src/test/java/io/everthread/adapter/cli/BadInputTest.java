package io.everthread.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.everthread.adapter.cli.CommandLineRun.Result;
import io.everthread.domain.conversation.Content;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong ends with the right exit code and one line that helps, before anything was done. */
class BadInputTest {

    private final CommandLineRun cli = new CommandLineRun();

    @AfterEach
    void nothingWasAsked() {
        assertThat(cli.shown).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2 | There is no question.                         | ask
                    2 | The question is empty.                        | ask ''
                    2 | The question is empty.                        | ask '   '
                    2 | There is no backend 'caht'. Did you mean      | --backend caht ask hi
                    2 | --base-url 'localhost:11434' is not the URL   | --base-url localhost:11434 ask hi
                    2 | --base-url 'ftp://a/b' is not the URL         | --base-url ftp://a/b ask hi
                    2 | --base-url 'http://' is not the URL           | --base-url http:// ask hi
                    2 | Name it with -m MODEL                         | --backend chat --base-url http://a/v1 ask hi
                    2 | the backend has: small, large.                | --backend chat --base-url http://a/v1 ask hi
                    2 | --timeout '5' is not a duration               | --timeout 5 ask hi
                    2 | --timeout must be more than 0, such as 30s.   | --timeout 0s ask hi
                    2 | --on-busy 'run' is not one of wait, cancel,   | ask --on-busy run hi
                    2 | There is no image no.png; check the path.     | ask --image no.png hi
                    2 | --image 'notes.txt' is not an image           | ask --image notes.txt hi
                    2 | There is no option '--bakend'. Did you mean   | ask --bakend chat hi
                    2 | Text that begins with - goes after --.        | ask --zzz hi
                    2 | There is no command 'aks'. Did you mean ask?  | aks hi
                    2 | There is no command 'translate'; there is: ask, | translate hi
                    2 | no option '--bakend'. Did you mean --backend? See: everthread --help | --bakend chat ask hi
                    2 | no option '--bakend'. Did you mean --backend? See: everthread ask    | ask --bakend=chat hi
                    2 | -u is an option of ask and chat; put it after the command: everthread ask -u … | -u ask hi
                    2 | the command: everthread chat --usage …        | --usage chat
                    2 | --image is an option of ask; put it after     | --image=a.png
                    2 | --strict needs --script FILE.                 | --strict ask hi
                    2 | --script is for the inmemory backend, and     | --script f --base-url http://a ask hi
                    2 | --script is for the inmemory backend, and     | --script f --backend chat ask hi
                    2 | --base-url is for chat, and --backend says    | --backend inmemory --base-url http://a ask hi
                    2 | There is no command 'aks'. Did you mean ask?  | help aks
                    2 | 'fish' is one argument too many.              | completion bash fish
                    2 | Which shell? everthread completion bash, zsh or fish. | completion
                    2 | There is no completion for 'tcsh'             | completion tcsh
                    2 | Missing required parameter for option         | ask hi -m
                    2 | should be specified only once                 | --plain --plain ask hi
                    """)
    void endsWithOneLine(int exit, String said, String args) {
        assertRefused(cli.run(words(args)), exit, said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    EVERTHREAD_BACKEND  | caht      | There is no backend 'caht'. Did you mean
                    EVERTHREAD_BASE_URL | not a URL | EVERTHREAD_BASE_URL 'not a URL' is not the URL of a server
                    """)
    void aWrongEnvironmentIsWrongConfiguration(String variable, String value, String said) {
        cli.environment.put(variable, value);

        assertRefused(cli.run("ask", "hi"), 3, said);
    }

    @Test
    void aQuestionInPlaceOfTheCommandIsToldHowToBeAsked() {
        assertRefused(cli.run("Why me?"), 2, "There is no command 'Why me?'. To ask it: everthread ask \"…\"");
    }

    @Test
    void aMessageOverTheLimitIsRefused() {
        String tooLong = "x".repeat(Content.MAX_TEXT + 1);

        assertRefused(cli.run("ask", tooLong), 2, "256,001 characters long; the limit is 256,000");
    }

    @Test
    void stdinOverTheLimitIsNotReadToItsEnd() {
        byte[] endless = new byte[3 * Content.MAX_TEXT + 2];

        assertRefused(cli.piped(endless).run("ask"), 2, "longer than the 256,000 characters");
    }

    @Test
    void nothingInThePipeIsRefused() {
        assertRefused(cli.piped("\n").run("ask"), 2, "The question is empty.");
    }

    @Test
    void binaryStdinIsRefused() {
        assertRefused(cli.piped(new byte[] {(byte) 0xff, (byte) 0xfe}).run("ask"), 2, "Stdin is not text in UTF-8.");
    }

    @Test
    void anImageTooLargeIsRefused(@TempDir Path dir) throws java.io.IOException {
        Path image = Files.write(dir.resolve("large.png"), new byte[20_000_001]);

        assertRefused(cli.run("ask", "--image", image.toString(), "hi"), 2, "is larger than 20,000,000 bytes");
    }

    @Test
    void noCommandShowsTheHelpOnStderr() {
        Result result = cli.run();

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("Usage: everthread [OPTIONS] COMMAND");
    }

    @Test
    void manyModelsAreNotAllNamed() {
        cli.models = java.util.stream.IntStream.rangeClosed(1, 25)
                .mapToObj(i -> "m" + i)
                .toList();

        assertRefused(cli.run("--base-url", "http://a/v1", "ask", "hi"), 2, "m20 and 5 more.");
    }

    @Test
    void aBackendThatDoesNotTellItsModelsIsSaidNotTo() {
        cli.models = List.of();

        assertRefused(cli.run("--base-url", "http://a/v1", "ask", "hi"), 2, "the backend does not tell");
    }

    private static void assertRefused(Result result, int exit, String said) {
        assertThat(result.exit()).isEqualTo(exit);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("everthread: ").contains(said).endsWith("\n");
        assertThat(result.err().lines()).hasSize(1);
    }

    private static String[] words(String args) {
        List<String> words = new java.util.ArrayList<>();
        java.util.regex.Matcher word =
                java.util.regex.Pattern.compile("'([^']*)'|\\S+").matcher(args);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group() : word.group(1));
        }
        return words.toArray(String[]::new);
    }
}
