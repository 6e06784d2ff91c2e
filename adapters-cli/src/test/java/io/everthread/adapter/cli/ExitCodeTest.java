package io.everthread.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.everthread.adapter.cli.CommandLineRun.Result;
import io.everthread.adapter.inmemory.Rule;
import io.everthread.domain.run.RunStatus;
import io.everthread.port.AssistantException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExitCodeTest {

    private final CommandLineRun cli = new CommandLineRun();

    @ParameterizedTest
    @CsvSource(textBlock = """
                    INVALID_REQUEST,   2
                    WRONG_STATE,       2
                    KEY_REUSED,        2
                    UNSUPPORTED,       3
                    MISCONFIGURED,     3
                    NOT_AUTHENTICATED, 4
                    NOT_PERMITTED,     4
                    NOT_FOUND,         5
                    RATE_LIMITED,      6
                    QUOTA_EXCEEDED,    6
                    BUSY,              7
                    UNAVAILABLE,       7
                    BACKEND_FAILED,    7
                    TIMED_OUT,         7
                    OUTCOME_UNKNOWN,   7
                    STORE_FAILED,      7
                    """)
    void everyKindOfFailureHasOne(AssistantException.Kind kind, int code) {
        assertThat(ExitCode.of(kind).code()).isEqualTo(code);
    }

    @Test
    void onlyACompletedRunIsASuccess() {
        assertThat(Arrays.stream(RunStatus.values()).filter(status -> ExitCode.of(status) == ExitCode.DONE))
                .containsExactly(RunStatus.COMPLETED);
    }

    @Test
    void aFailedRunTellsTheCauseOfItsFailure() {
        Result result = cli.script(Rule.always().fails(new AssistantException.NotAuthenticated("The key is wrong.")))
                .run("ask", "Hello");

        assertThat(result.exit()).isEqualTo(4);
        assertThat(result.err()).startsWith("everthread: The key is wrong. Set EVERTHREAD_API_KEY");
        assertThat(result.err().lines()).hasSize(1);
    }

    @Test
    void aReplyCutOffIsShownAndIsAFailure() {
        Result result = cli.script(Rule.always().says("Once upon a").cut()).run("ask", "Tell me a story");

        assertThat(result.exit()).isEqualTo(8);
        assertThat(result.out()).isEqualTo("Once upon a\n");
        assertThat(result.err()).isEqualTo("everthread: The reply is cut off: the model reached its length limit.\n");
    }

    @Test
    void aRunThatExpiresIsAFailure() {
        Result result = cli.script(Rule.always().holds()).run("ask", "Hello");

        assertThat(result.exit()).isEqualTo(8);
        assertThat(result.err()).startsWith("everthread: The run expired: it did not end within 600 seconds.");
    }

    @Test
    void aDeadlineEndsTheRun() {
        Result result = cli.script(Rule.always().holds()).run("--timeout", "30s", "ask", "--json", "Hello");

        assertThat(result.exit()).isEqualTo(7);
        assertThat(result.err()).startsWith("everthread: The time given with --timeout is over");
        assertThat(cli.inMemory.journal().text()).contains("runs.cancel");
    }

    @Test
    void aToolCallThatNobodyAnswersIsToldByName() {
        Result result = cli.script(Rule.always().calls("get_weather", "{}")).run("ask", "Will it rain?");

        assertThat(result.exit()).isEqualTo(9);
        assertThat(result.err()).startsWith("everthread: The model calls get_weather and waits for the output");
    }

    @Test
    void aFaultOfOursIsOneLineThatSaysSo() {
        Result result = broken().run("ask", "Hello");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err())
                .startsWith(
                        "everthread: This is a fault in Everthread, not yours (java.lang.IllegalStateException: bug).")
                .contains("EVERTHREAD_DEBUG=1");
        assertThat(result.err().lines()).hasSize(1);
    }

    @Test
    void debuggingShowsWhereItHappened() {
        assertThat(broken().run("-v", "-v", "ask", "Hello").err()).contains("\tat io.everthread.");

        cli.err.reset();
        cli.environment.put("EVERTHREAD_DEBUG", "1");
        assertThat(broken().run("ask", "Hello").err()).contains("\tat io.everthread.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ask Hello", "ask --json Hello", "ask --jsonl Hello", "--help", "--version", "completion bash"})
    void nobodyReadingIsSilent(String args) {
        int exit = cli.runInto(failing("Broken pipe"), args.split(" "));

        assertThat(exit).isEqualTo(141);
        assertThat(cli.err.toString()).isEmpty();
    }

    @Test
    void whenNobodyReadsAnyMoreTheRunIsCancelled() {
        cli.runInto(failing("Broken pipe"), "ask", "Hello");

        assertThat(cli.inMemory.journal().text()).contains("runs.cancel");
    }

    @Test
    void aFullDiskIsNotSilent() {
        int exit = cli.runInto(failing("No space left on device"), "ask", "Hello");

        assertThat(exit).isEqualTo(3);
        assertThat(cli.err.toString())
                .isEqualTo("everthread: The reply could not be written to stdout: No space left on device.\n");
    }

    private CommandLineRun broken() {
        cli.bug = new IllegalStateException("bug");
        return cli;
    }

    private static OutputStream failing(String why) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(why);
            }
        };
    }
}
