package io.everthread.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.everthread.adapter.inmemory.InMemory;
import io.everthread.adapter.inmemory.Journal;
import io.everthread.adapter.inmemory.ManualClock;
import io.everthread.domain.conversation.NewConversation;
import io.everthread.port.AssistantGateway;
import io.everthread.port.PageRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The extension as its users use it. */
@ExtendWith(EverthreadExtension.class)
class EverthreadExtensionTest {

    private int before;

    @BeforeEach
    void begin(AssistantGateway gateway) {
        gateway.conversations().create(NewConversation.EMPTY);
        before++;
    }

    @AfterEach
    void end(Journal journal) {
        assertThat(journal.text()).startsWith("1 2026-01-01T00:00:00Z conversations.create([]) -> thread_000001\n");
    }

    @Test
    void allParametersBelongToOneFake(AssistantGateway gateway, InMemory inMemory, ManualClock clock, Journal journal) {
        assertThat(gateway).isSameAs(inMemory.gateway());
        assertThat(clock).isSameAs(inMemory.clock());
        assertThat(journal).isSameAs(inMemory.journal());
        assertThat(clock.instant()).isEqualTo(ManualClock.START);
    }

    @RepeatedTest(2)
    void eachTestHasItsOwn(AssistantGateway gateway) {
        assertThat(before).isEqualTo(1);
        assertThat(gateway.conversations().list(PageRequest.NEWEST).items()).hasSize(1);
    }

    @Test
    void withoutAScriptTheFakeAnswersOffline(AssistantGateway gateway) {
        assertThat(Asking.ask(gateway, "hi")).contains("scripted offline model");
    }

    @Test
    @EverthreadScript("weather.json")
    void aScriptIsAResourceOfTheTestClass(AssistantGateway gateway) {
        assertThat(Asking.ask(gateway, "the weather?")).isEqualTo("It rains.");
    }

    @Test
    @EverthreadScript("src/test/resources/io/everthread/junit5/weather.json")
    void orAFile(AssistantGateway gateway) {
        assertThat(Asking.ask(gateway, "the weather?")).isEqualTo("It rains.");
    }

    @Nested
    @EverthreadScript("weather.json")
    class OnAClass {

        @Test
        void itHoldsForEachTest(AssistantGateway gateway) {
            assertThat(Asking.ask(gateway, "the weather?")).isEqualTo("It rains.");
        }

        @Nested
        class AndTheClassesInIt {

            @Test
            void itHoldsToo(AssistantGateway gateway) {
                assertThat(Asking.ask(gateway, "the weather?")).isEqualTo("It rains.");
            }
        }
    }
}
