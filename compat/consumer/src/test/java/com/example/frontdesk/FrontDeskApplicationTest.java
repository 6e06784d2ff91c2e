package com.example.frontdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everthread.adapter.inmemory.InMemory;
import io.everthread.adapter.inmemory.Rule;
import io.everthread.adapter.inmemory.Script;
import io.everthread.port.AssistantGateway;
import io.everthread.port.PageRequest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.bean.override.convention.TestBean;

/** With Spring: the fake takes the place of the bean. */
@SpringBootTest
class FrontDeskApplicationTest {

    @TestBean
    private AssistantGateway gateway;

    @Autowired
    private FrontDesk frontDesk;

    static AssistantGateway gateway() {
        return InMemory.create()
                .script(Script.of(Rule.when("breakfast").says("From eight on Sundays.")))
                .gateway();
    }

    @Test
    void answersFromTheSwappedBackend() {
        assertThat(frontDesk.answer("When is breakfast?")).isEqualTo("From eight on Sundays.");
    }

    @Test
    void closesTheGatewayWithTheContext() {
        AssistantGateway opened;
        try (ConfigurableApplicationContext context = SpringApplication.run(FrontDeskApplication.class)) {
            opened = context.getBean(AssistantGateway.class);
            assertThat(opened.assistants().list(PageRequest.NEWEST).items()).isEmpty();
        }

        assertThatThrownBy(() -> opened.assistants().list(PageRequest.NEWEST))
                .isInstanceOf(IllegalStateException.class);
    }
}
