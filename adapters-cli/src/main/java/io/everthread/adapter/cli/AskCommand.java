package io.everthread.adapter.cli;

import io.everthread.application.Ask;
import io.everthread.application.AskRequest;
import io.everthread.application.Reply;
import io.everthread.domain.Metadata;
import io.everthread.domain.conversation.Content;
import io.everthread.domain.conversation.NewMessage;
import io.everthread.domain.conversation.Role;
import java.util.ArrayList;
import java.util.List;

/** {@code ask}: one question, one reply. */
record AskCommand(Host host, BackendDirectory backends, Settings settings, Console console, Output output) {

    ExitCode run(List<String> words) {
        Turn turn = new Turn(console, output, host.interrupts());
        ExitCode exit = turn.take(() -> ask(turn, words));
        if (settings.usage()) {
            turn.tellUsage();
        }
        if (exit == ExitCode.DONE) {
            OfflineNotice.tell(settings, host, "ask", words, console);
        }
        return exit;
    }

    private Reply ask(Turn turn, List<String> words) {
        NewMessage message = message(words);
        try (OpenedBackend backend = OpenedBackend.open(backends, settings)) {
            AskRequest request = AskRequest.of(message, backend.run(settings))
                    .onBusy(settings.onBusy())
                    .within(settings.timeout());
            return turn.ask(backend.gateway(), new Ask(backend.gateway(), host.clock()), request);
        }
    }

    private NewMessage message(List<String> words) {
        List<Content> content = new ArrayList<>();
        content.add(Content.text(Prompt.of(words, host)));
        settings.images().forEach(image -> content.add(Images.content(image)));
        return new NewMessage(Role.USER, content, List.of(), Metadata.EMPTY);
    }
}
