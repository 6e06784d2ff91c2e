package io.everthread.junit5;

import io.everthread.domain.assistant.AssistantSpec;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.conversation.NewConversation;
import io.everthread.domain.conversation.NewMessage;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunRequest;
import io.everthread.port.AssistantGateway;
import io.everthread.port.PageRequest;
import java.util.stream.Collectors;

/** One question and its answer. */
final class Asking {

    private Asking() {}

    static Run start(AssistantGateway gateway, String text) {
        RunRequest request = RunRequest.of(
                gateway.assistants().create(AssistantSpec.of("scripted")).id());
        return gateway.runs().createWithConversation(NewConversation.of(NewMessage.user(text)), request);
    }

    static String ask(AssistantGateway gateway, String text) {
        Run started = start(gateway, text);
        Run run = gateway.runs().await(started.conversation(), started.id());
        return gateway.messages().listOfRun(run.conversation(), run.id(), PageRequest.OLDEST).items().stream()
                .map(Message::text)
                .collect(Collectors.joining());
    }
}
