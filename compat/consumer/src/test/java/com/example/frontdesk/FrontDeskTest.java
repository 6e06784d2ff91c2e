package com.example.frontdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.everthread.adapter.inmemory.InMemory;
import io.everthread.adapter.inmemory.Rule;
import io.everthread.adapter.inmemory.Script;
import io.everthread.junit5.EverthreadExtension;
import io.everthread.library.Everthread;
import io.everthread.port.AssistantGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Without Spring: the fake comes as a parameter. */
@ExtendWith(EverthreadExtension.class)
class FrontDeskTest {

    @Test
    void answersAsTheModelDoes(AssistantGateway gateway, InMemory backend) {
        backend.script(Script.of(Rule.when("breakfast").says("From seven.")));

        assertThat(new FrontDesk(gateway).answer("When is breakfast?")).isEqualTo("From seven.");
    }

    @Test
    void answersWithoutAnyScript() {
        try (AssistantGateway gateway = Everthread.inMemory()) {
            assertThat(new FrontDesk(gateway).answer("When is breakfast?")).isNotBlank();
        }
    }
}
