package io.everthread.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.everthread.adapter.cli.CommandLineRun.Result;
import io.everthread.adapter.inmemory.Rule;
import io.everthread.port.AssistantException;
import org.junit.jupiter.api.Test;

class ChatCommandTest {

    private final CommandLineRun cli = new CommandLineRun()
            .script(
                    Rule.when("fail").fails(new AssistantException.RateLimited("Too many requests.", null)),
                    Rule.always().onTurn(2).says("Second."),
                    Rule.always().says("First."));

    @Test
    void everyLineIsAMessageOfOneThread() {
        Result result = cli.piped("Hello\n\nAgain\n").run("chat", "-q");

        assertThat(result).isEqualTo(new Result(0, "First.\nSecond.\n", ""));
        assertThat(cli.shown.get(1).history()).hasSize(3);
    }

    @Test
    void quitEndsIt() {
        assertThat(cli.piped("Hello\n/quit\nAgain\n").run("chat", "-q").out()).isEqualTo("First.\n");
    }

    @Test
    void onATerminalThereIsAPromptOnStderrAndAFailureDoesNotEndIt() {
        Result result = cli.typed("fail\nHello\n").run("--backend", "inmemory", "chat");

        assertThat(result.exit()).isZero();
        assertThat(result.out()).isEqualTo("First.\n");
        assertThat(cli.shown.get(1).history()).hasSize(2);
        assertThat(result.err()).isEqualTo("""
                        everthread: Type a message; /quit or Ctrl-D ends the chat.
                        > everthread: Too many requests.
                        > >\s""");
    }

    @Test
    void inAScriptTheFirstFailureEndsIt() {
        Result result = cli.piped("fail\nHello\n").run("--backend", "inmemory", "chat");

        assertThat(result).isEqualTo(new Result(6, "", "everthread: Too many requests.\n"));
    }
}
