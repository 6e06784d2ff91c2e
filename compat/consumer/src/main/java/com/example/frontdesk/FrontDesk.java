package com.example.frontdesk;

import io.everthread.domain.assistant.Assistant;
import io.everthread.domain.assistant.AssistantSpec;
import io.everthread.domain.conversation.Content;
import io.everthread.domain.conversation.Conversation;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.conversation.NewConversation;
import io.everthread.domain.conversation.NewMessage;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunRequest;
import io.everthread.port.AssistantGateway;
import io.everthread.port.PageRequest;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Creates a thread, adds a message, runs an assistant, reads the reply. */
@Service
public class FrontDesk {

    private final AssistantGateway gateway;

    public FrontDesk(AssistantGateway gateway) {
        this.gateway = gateway;
    }

    public String answer(String question) {
        Assistant clerk = gateway.assistants().create(AssistantSpec.of("any").withInstructions("You are a hotel clerk."));
        Conversation thread = gateway.conversations().create(NewConversation.EMPTY);
        gateway.messages().add(thread.id(), NewMessage.user(question));
        Run run = gateway.runs().create(thread.id(), RunRequest.of(clerk.id()));
        gateway.runs().await(thread.id(), run.id());
        Message reply = gateway.messages().list(thread.id(), PageRequest.NEWEST).items().get(0);
        return reply.content().stream()
                .filter(Content.Text.class::isInstance)
                .map(part -> ((Content.Text) part).value())
                .collect(Collectors.joining());
    }
}
