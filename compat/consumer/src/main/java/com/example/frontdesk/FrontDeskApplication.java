package com.example.frontdesk;

import io.everthread.library.Everthread;
import io.everthread.port.AssistantGateway;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Answers guests' questions with a language model. */
@SpringBootApplication
public class FrontDeskApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(FrontDeskApplication.class, arguments);
    }

    /** Spring closes it with the context. */
    @Bean(destroyMethod = "close")
    AssistantGateway gateway(@Value("${frontdesk.model-server:http://localhost:11434/v1}") URI modelServer) {
        return Everthread.chat(modelServer);
    }
}
