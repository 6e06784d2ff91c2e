package io.everthread.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.everthread.adapter.cli.Host;
import io.everthread.adapter.cli.Interrupts;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The whole program against a slow server, with Ctrl-C in the middle of the reply. */
class CtrlCTest {

    private final PressedInMidReply out = new PressedInMidReply();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void theUpstreamRequestIsClosedAndThePartialTextKept() throws InterruptedException {
        try (SlowServer server = new SlowServer()) {
            int exit = run(server, "ask", "Tell me a story");

            assertThat(exit).isEqualTo(130);
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("Once upon\n");
            assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
            assertThat(server.wasLeft()).isTrue();
        }
    }

    @Test
    void theEventsEndAsTheyShould() {
        try (SlowServer server = new SlowServer()) {
            int exit = run(server, "ask", "--jsonl", "Tell me a story");

            assertThat(exit).isEqualTo(130);
            List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
            assertThat(lines)
                    .anySatisfy(line -> assertThat(line)
                            .contains("thread.message.incomplete", "\"reason\":\"run_cancelled\"", "Once upon"))
                    .anySatisfy(line -> assertThat(line).contains("thread.run.cancelled"));
            assertThat(lines.get(lines.size() - 1))
                    .startsWith("{\"event\":\"everthread.result\",\"data\":{\"status\":\"cancelled\"")
                    .contains("\"text\":\"Once upon\"", "\"code\":\"interrupted\"", "\"exit_code\":130");
        }
    }

    private int run(SlowServer server, String... args) {
        Host host = new Host(
                InputStream.nullInputStream(),
                out,
                err,
                Set.of(Host.Stream.IN),
                Map.of("EVERTHREAD_BASE_URL", server.baseUrl().toString()),
                InstantSource.system(),
                out,
                "1.2.3");
        return DaggerAppComponent.factory().create(host).cli().run(args);
    }

    /** A terminal whose user presses Ctrl-C on seeing the reply's second word. */
    private static final class PressedInMidReply extends ByteArrayOutputStream implements Interrupts {

        private Runnable action = () -> {};
        private boolean pressed;

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            if (!pressed && toString(StandardCharsets.UTF_8).contains("upon")) {
                pressed = true;
                new Thread(action, "ctrl-c").start();
            }
        }

        @Override
        public Handle onInterrupt(Runnable action) {
            this.action = action;
            return () -> {};
        }

        @Override
        public void leave(int status) {
            throw new AssertionError("the run should have ended in time");
        }
    }
}
