package io.everthread.library;

import static org.assertj.core.api.Assertions.assertThat;

import dagger.Component;
import dagger.Module;
import dagger.Provides;
import io.everthread.adapter.inmemory.InMemory;
import io.everthread.adapter.inmemory.Rule;
import io.everthread.adapter.inmemory.Script;
import io.everthread.application.Ask;
import io.everthread.application.AskRequest;
import io.everthread.domain.assistant.AssistantSpec;
import io.everthread.domain.conversation.NewMessage;
import io.everthread.domain.run.RunRequest;
import io.everthread.port.AssistantGateway;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class SwapBackendTest {

    /** Yours: it takes a gateway and does not ask which. */
    static final class Greeter {
        private final AssistantGateway gateway;

        @Inject
        Greeter(AssistantGateway gateway) {
            this.gateway = gateway;
        }

        String greet(String name) {
            var assistant = gateway.assistants().create(AssistantSpec.of("qwen3"));
            var question = AskRequest.of(NewMessage.user("Greet " + name), RunRequest.of(assistant.id()));
            return new Ask(gateway, InstantSource.system()).ask(question).text();
        }
    }

    @Module
    interface RealBackend {
        @Provides
        @Singleton
        static AssistantGateway gateway() {
            return Everthread.chat(URI.create("http://localhost:11434/v1"));
        }
    }

    @Singleton
    @Component(modules = RealBackend.class)
    interface Production {
        Greeter greeter();
    }

    @Module
    interface FakeBackend {
        @Provides
        @Singleton
        static AssistantGateway gateway() {
            Script script = Script.of(Rule.when("Greet Ada").says("Hello, Ada!"));
            return InMemory.create().script(script).strict().gateway();
        }
    }

    @Singleton
    @Component(modules = FakeBackend.class) // the one line that differs
    interface Testing {
        Greeter greeter();
    }

    @Test
    void theFakeTakesThePlaceOfTheRealBackend() {
        Testing testing = DaggerSwapBackendTest_Testing.create();

        assertThat(testing.greeter().greet("Ada")).isEqualTo("Hello, Ada!");
    }
}
