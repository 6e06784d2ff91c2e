package io.everthread.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.everthread.adapter.inmemory.Rule;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InterruptTest {

    private final CommandLineRun cli = new CommandLineRun().script(Rule.always().says("one two three"));

    @Test
    void theSecondCtrlCLeavesWhateverIsGoingOn() throws InterruptedException {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Thread command = new Thread(() -> cli.runInto(stuck(writing, release), "ask", "Count"));
        command.start();
        assertThat(writing.await(10, TimeUnit.SECONDS)).isTrue();

        Thread first = cli.interrupts.press();
        awaitCancel();
        cli.interrupts.press().join();

        assertThat(cli.interrupts.left).containsExactly(130);
        release.countDown();
        command.join();
        first.join();
    }

    @Test
    void beforeTheQuestionIsAskedTheFirstCtrlCLeaves() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Turn turn = new Turn(
                new Console(cli.err, Console.Level.NORMAL), new JsonOutput(new Stdout(cli.out), true), cli.interrupts);
        Thread command = new Thread(() -> turn.take(() -> {
            reading.countDown();
            await(release);
            throw Refusal.usage("There is no question.");
        }));
        command.start();
        assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();

        cli.interrupts.press().join();

        assertThat(cli.interrupts.left).containsExactly(130);
        release.countDown();
        command.join();
        assertThat(cli.out.toString().lines()).hasSize(1);
        assertThat(cli.out.toString()).contains("everthread.result", "\"exit_code\":130");
    }

    @Test
    void afterwardsCtrlCIsTheProcesssAgain() {
        cli.run("ask", "Count");

        assertThat(cli.interrupts.listening()).isFalse();
    }

    private void awaitCancel() {
        while (!cli.inMemory.journal().text().contains("runs.cancel")) {
            Thread.onSpinWait();
        }
    }

    private static OutputStream stuck(CountDownLatch writing, CountDownLatch release) {
        return new OutputStream() {
            @Override
            public void write(int b) {
                writing.countDown();
                InterruptTest.await(release);
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }
}
