package io.everthread.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.everthread.adapter.cli.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

    private final CommandLineRun cli = new CommandLineRun();

    @BeforeEach
    void stdoutIsAFile() {
        cli.terminals.remove(Host.Stream.OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V", "--no-color --version"})
    void theVersion(String args) {
        assertThat(cli.run(args.split(" "))).isEqualTo(new Result(0, "everthread 1.2.3\n", ""));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    --help,      everthread [OPTIONS] COMMAND
                    help,        everthread [OPTIONS] COMMAND
                    ask --help,  everthread ask [OPTIONS] [PROMPT...]
                    help ask,    everthread ask [OPTIONS] [PROMPT...]
                    chat -h,     everthread chat [OPTIONS]
                    completion -h, everthread completion [OPTIONS] SHELL
                    """)
    void theHelpFitsEightyColumns(String args, String synopsis) {
        Result result = cli.run(args.split(" "));

        assertThat(result.exit()).isZero();
        assertThat(result.out()).startsWith("Usage: " + synopsis + "\n");
        assertThat(result.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void theHelpNamesBackendsAndExitCodes() {
        assertThat(cli.run("--help").out()).contains("chat or inmemory");
        for (ExitCode exit : ExitCode.values()) {
            assertThat(cli.run("--help").out()).contains("%5d  %s\n".formatted(exit.code(), exit.meaning()));
        }
    }

    @Test
    void coloursAreForTerminalsThatWantThem() {
        String escape = "\u001B[";
        assertThat(cli.run("--help").out()).doesNotContain(escape);

        cli.terminals.add(Host.Stream.OUT);
        assertThat(cli.run("--help").out()).contains(escape);

        cli.out.reset();
        assertThat(cli.run("--no-color", "--help").out()).doesNotContain(escape);
        cli.environment.put("NO_COLOR", "1");
        assertThat(cli.run("--help").out()).doesNotContain(escape);
    }

    @Test
    void completionOfHelpOffersTheCommands() {
        assertThat(cli.run("completion", "fish").out())
                .contains("-n '__fish_seen_subcommand_from help' -a 'ask chat completion'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void completionKnowsTheBackends(String shell) {
        Result result = cli.run("completion", shell);

        assertThat(result.exit()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("completion", "chat", "inmemory", "backend");
    }
}
