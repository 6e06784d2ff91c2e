package io.everthread.adapter.cli;

import io.everthread.application.Ask;
import io.everthread.application.AskRequest;
import io.everthread.domain.ConversationId;
import io.everthread.domain.conversation.NewMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code chat}: every line of stdin is a message of one thread. On a terminal the chat goes on after a failure; otherwise the
 * first failure ends it, as scripts expect.
 */
record ChatCommand(Host host, BackendDirectory backends, Settings settings, Console console, Output output) {

    private static final String QUIT = "/quit";

    ExitCode run() {
        try (OpenedBackend backend = OpenedBackend.open(backends, settings)) {
            greet();
            return talk(backend);
        }
    }

    private void greet() {
        OfflineNotice.tell(settings, host, "chat", List.of(), console);
        if (interactive()) {
            console.notice("Type a message; " + QUIT + " or Ctrl-D ends the chat.");
        }
    }

    private ExitCode talk(OpenedBackend backend) {
        Ask ask = new Ask(backend.gateway(), host.clock());
        BufferedReader lines = new BufferedReader(new InputStreamReader(host.in(), StandardCharsets.UTF_8));
        ConversationId conversation = null;
        for (String line = next(lines); line != null; line = next(lines)) {
            Turn turn = new Turn(console, output, host.interrupts());
            ExitCode exit = answer(turn, backend, ask, line, conversation);
            if (exit == ExitCode.CLOSED_OUTPUT || exit != ExitCode.DONE && !interactive()) {
                return exit;
            }
            conversation = turn.conversation() == null ? conversation : turn.conversation();
        }
        return ExitCode.DONE;
    }

    private ExitCode answer(
            Turn turn, OpenedBackend backend, Ask ask, String line, @Nullable ConversationId conversation) {
        ExitCode exit = turn.take(() -> turn.ask(backend.gateway(), ask, request(backend, line, conversation)));
        if (settings.usage()) {
            turn.tellUsage();
        }
        return exit;
    }

    private AskRequest request(OpenedBackend backend, String line, @Nullable ConversationId conversation) {
        AskRequest request = AskRequest.of(NewMessage.user(line), backend.run(settings))
                .onBusy(settings.onBusy())
                .within(settings.timeout());
        return conversation == null ? request : request.in(conversation);
    }

    /** The next message; null when the chat is over. */
    private @Nullable String next(BufferedReader lines) {
        String line;
        do {
            if (interactive()) {
                console.print("> ");
            }
            try {
                line = lines.readLine();
            } catch (IOException unreadable) {
                throw Refusal.usage("Stdin cannot be read: " + unreadable.getMessage() + ".");
            }
        } while (line != null && line.isBlank());
        return line == null || line.strip().equals(QUIT) ? null : line;
    }

    private boolean interactive() {
        return host.isTerminal(Host.Stream.IN);
    }
}
