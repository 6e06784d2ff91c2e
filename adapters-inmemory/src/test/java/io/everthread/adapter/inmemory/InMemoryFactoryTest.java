package io.everthread.adapter.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everthread.domain.assistant.AssistantSpec;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.conversation.NewConversation;
import io.everthread.domain.conversation.NewMessage;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunRequest;
import io.everthread.domain.run.RunStatus;
import io.everthread.port.AssistantException.Misconfigured;
import io.everthread.port.AssistantGateway;
import io.everthread.port.BackendOptions;
import io.everthread.port.GatewayFactory;
import io.everthread.port.PageRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InMemoryFactoryTest {

    private final GatewayFactory factory = (GatewayFactory) InMemoryBackends.inMemory();

    @TempDir
    private Path folder;

    @Test
    void withoutOptionsItAnswersOffline() {
        try (AssistantGateway gateway = factory.open(BackendOptions.NONE)) {
            Run run = ask(gateway, "hi");

            assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(gateway.messages()
                            .listOfRun(run.conversation(), run.id(), PageRequest.OLDEST)
                            .items())
                    .extracting(Message::text)
                    .singleElement()
                    .asString()
                    .contains("offline model");
        }
    }

    @Test
    void itFollowsTheScriptAndIsStrictIfAsked() throws IOException {
        Path script =
                Files.writeString(folder.resolve("s.json"), "{\"rules\": [{\"when\": \"hi\", \"says\": \"Hello.\"}]}");

        try (AssistantGateway gateway = factory.open(new BackendOptions(null, null, script, true))) {
            assertThat(ask(gateway, "hi").status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(ask(gateway, "other").status()).isEqualTo(RunStatus.FAILED);
        }
    }

    @Test
    void aWrongScriptOpensNothing() {
        assertThatThrownBy(() -> factory.open(new BackendOptions(null, null, folder.resolve("none.json"), false)))
                .isInstanceOf(Misconfigured.class);
    }

    private static Run ask(AssistantGateway gateway, String text) {
        RunRequest request = RunRequest.of(
                gateway.assistants().create(AssistantSpec.of("scripted")).id());
        Run run = gateway.runs().createWithConversation(NewConversation.of(NewMessage.user(text)), request);
        return gateway.runs().await(run.conversation(), run.id());
    }
}
