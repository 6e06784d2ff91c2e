package io.everthread.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everthread.domain.assistant.AssistantSpec;
import io.everthread.domain.conversation.NewConversation;
import io.everthread.domain.conversation.NewMessage;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunRequest;
import io.everthread.domain.run.RunStatus;
import io.everthread.port.AssistantException;
import io.everthread.port.AssistantGateway;
import io.everthread.port.BackendOptions;
import io.everthread.port.CallOptions;
import io.everthread.port.LanguageModel;
import io.everthread.port.Limitation;
import io.everthread.port.ModelCall;
import io.everthread.port.ModelChunk;
import io.everthread.port.ModelFactory;
import io.everthread.port.ModelFinish;
import io.everthread.port.ModelListener;
import io.everthread.port.ModelRequest;
import io.everthread.port.PageRequest;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackendsTest {

    private static final BackendOptions LOCAL =
            new BackendOptions(URI.create("http://localhost:11434/v1"), null, null, false);

    private final EchoModel model = new EchoModel();
    private final Backends backends = new Backends(Map.of("echo", () -> new EchoFactory(model)));

    @Test
    void theIncludedBackendsAreKnownByName() {
        assertThat(Backends.included().names()).containsExactly("chat", "inmemory");
        for (String name : Backends.included().names()) {
            assertThat(Backends.included().summary(name)).isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    caht     | There is no backend 'caht'. Did you mean 'chat'? There are: chat, inmemory.
                    CHAT     | There is no backend 'CHAT'. Did you mean 'chat'? There are: chat, inmemory.
                    memory   | There is no backend 'memory'. Did you mean 'inmemory'? There are: chat, inmemory.
                    postgres | There is no backend 'postgres'. There are: chat, inmemory.
                    """)
    void anUnknownNameIsRefusedWithTheNearest(String name, String message) {
        assertThatThrownBy(() -> Backends.included().open(name, BackendOptions.NONE))
                .isInstanceOf(AssistantException.Misconfigured.class)
                .hasMessage(message);
    }

    @Test
    void aBackendWithoutWhatItNeedsIsRefused() {
        assertThatThrownBy(() -> Backends.included().open("chat", BackendOptions.NONE))
                .isInstanceOf(AssistantException.Misconfigured.class)
                .hasMessageContaining("base URL");
    }

    @Test
    void openingTheChatBackendTouchesNoNetwork() {
        try (AssistantGateway gateway = Backends.included().open("chat", LOCAL)) {
            assertThat(gateway.limitations()).contains(Limitation.FILE_SEARCH);
        }
    }

    @Test
    void otherBackendsAreNotMade() {
        AtomicInteger made = new AtomicInteger();
        Backends two = new Backends(Map.of("echo", () -> new EchoFactory(model), "other", () -> {
            made.incrementAndGet();
            throw new AssertionError("made for nothing");
        }));

        two.open("echo", BackendOptions.NONE).close();

        assertThat(two.names()).containsExactly("echo", "other");
        assertThat(made).hasValue(0);
    }

    @Test
    void aModelIsJoinedWithTheEngine() {
        try (AssistantGateway gateway = backends.open("echo", BackendOptions.NONE)) {
            var assistant = gateway.assistants().create(AssistantSpec.of("echo"));
            Run run = gateway.runs()
                    .createWithConversation(
                            NewConversation.of(NewMessage.user("Hello")), RunRequest.of(assistant.id()));

            Run ended = gateway.runs().await(run.conversation(), run.id());

            assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(gateway.messages()
                            .listOfRun(run.conversation(), run.id(), PageRequest.NEWEST)
                            .items())
                    .singleElement()
                    .satisfies(reply -> assertThat(reply.text()).isEqualTo("echo"));
        }
    }

    @Test
    void closingAViewClosesEverything() {
        AssistantGateway gateway = backends.open("echo", BackendOptions.NONE);

        gateway.with(CallOptions.NONE).close();
        gateway.close();

        assertThat(model.closed).hasValue(1);
        assertThatThrownBy(gateway::assistants).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theModelsAreAskedForAndTheModelClosed() {
        assertThat(backends.models("echo", BackendOptions.NONE)).containsExactly("echo");
        assertThat(model.closed).hasValue(1);
    }

    @Test
    void aWholeGatewayDoesNotTellItsModels() {
        assertThat(Backends.included().models("inmemory", BackendOptions.NONE)).isEmpty();
    }

    /** @param model what is opened, again and again */
    private record EchoFactory(EchoModel model) implements ModelFactory {
        @Override
        public String summary() {
            return "for this test";
        }

        @Override
        public LanguageModel open(BackendOptions options, Executor executor) {
            return model;
        }
    }

    private static final class EchoModel implements LanguageModel {
        private final AtomicInteger closed = new AtomicInteger();

        @Override
        public ModelCall call(ModelRequest request, ModelListener listener) {
            listener.onChunk(new ModelChunk.Text(request.model()));
            listener.onFinished(new ModelFinish(ModelFinish.Reason.STOP, null));
            return () -> {};
        }

        @Override
        public List<String> models() {
            return List.of("echo");
        }

        @Override
        public Set<Limitation> limitations() {
            return EnumSet.noneOf(Limitation.class);
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
