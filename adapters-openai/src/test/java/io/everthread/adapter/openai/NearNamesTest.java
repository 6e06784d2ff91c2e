package io.everthread.adapter.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearNamesTest {

    private static final List<String> OFFERED =
            List.of("llama3.2:latest", "llama3.1:8b", "qwen3:4b", "gpt-4o", "gpt-4o-mini", "gpt-4.1", "gpt-4");

    @Test
    void slipsAreFound() {
        assertThat(NearNames.of("gpt-4p", OFFERED)).startsWith("gpt-4o");
        assertThat(NearNames.of("lama3.2:latest", OFFERED)).startsWith("llama3.2:latest");
        assertThat(NearNames.of("QWEN3:4B", OFFERED)).containsExactly("qwen3:4b");
    }

    @Test
    void namesThatGoOnAreFound() {
        assertThat(NearNames.of("llama3.2", OFFERED)).startsWith("llama3.2:latest");
    }

    @Test
    void threeAreEnough() {
        assertThat(NearNames.of("gpt-4", OFFERED)).hasSize(3);
    }

    @Test
    void whatIsFarIsNotFound() {
        assertThat(NearNames.of("claude", OFFERED)).isEmpty();
        assertThat(NearNames.of("claude", List.of())).isEmpty();
    }
}
