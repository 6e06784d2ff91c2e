package io.everthread.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.everthread.domain.assistant.Assistant;
import io.everthread.domain.assistant.AssistantSpec;
import io.everthread.domain.conversation.Conversation;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.conversation.NewConversation;
import io.everthread.domain.conversation.NewMessage;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunRequest;
import io.everthread.port.AssistantGateway;
import io.everthread.port.PageRequest;
import org.junit.jupiter.api.Test;

class FourStepsTest {

    @Test
    void createThreadSendMessageRunListMessages() {
        try (AssistantGateway gateway = Everthread.inMemory()) {
            Assistant assistant = gateway.assistants().create(AssistantSpec.of("offline"));

            Conversation conversation = gateway.conversations().create(NewConversation.EMPTY);
            gateway.messages().add(conversation.id(), NewMessage.user("Where were you born?"));
            Run run = gateway.runs().create(conversation.id(), RunRequest.of(assistant.id()));
            gateway.runs().await(conversation.id(), run.id());

            Message reply = gateway.messages()
                    .list(conversation.id(), PageRequest.NEWEST)
                    .items()
                    .get(0);
            assertThat(reply.text()).startsWith("I was born in memory");
        }
    }
}
