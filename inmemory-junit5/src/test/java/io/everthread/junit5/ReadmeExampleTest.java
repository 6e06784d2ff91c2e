package io.everthread.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.everthread.adapter.inmemory.InMemory;
import io.everthread.adapter.inmemory.ManualClock;
import io.everthread.adapter.inmemory.Rule;
import io.everthread.adapter.inmemory.Script;
import io.everthread.application.Ask;
import io.everthread.application.AskRequest;
import io.everthread.application.Reply;
import io.everthread.domain.assistant.Assistant;
import io.everthread.domain.assistant.AssistantSpec;
import io.everthread.domain.conversation.NewMessage;
import io.everthread.domain.run.RunRequest;
import io.everthread.port.AssistantGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EverthreadExtension.class)
class ReadmeExampleTest {

    @Test
    void looksOutOfTheWindow(AssistantGateway gateway, InMemory inMemory, ManualClock clock) {
        inMemory.script(Script.of(
                Rule.when("weather").calls("look_out", "{}"),
                Rule.whenToolResult("look_out").says("Take an umbrella.")));
        Assistant assistant = gateway.assistants().create(AssistantSpec.of("any-model"));

        Reply reply = new Ask(gateway, clock)
                .ask(AskRequest.of(NewMessage.user("How is the weather?"), RunRequest.of(assistant.id()))
                        .withTools(call -> "rain"));

        assertThat(reply.text()).isEqualTo("Take an umbrella.");
    }
}
