package io.everthread.adapter.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everthread.port.AssistantException;
import io.everthread.port.BackendOptions;
import io.everthread.port.LanguageModel;
import io.everthread.port.Limitation;
import io.everthread.port.Secret;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:11434/v1, http://localhost:11434/v1",
        "http://localhost:11434/v1/, http://localhost:11434/v1",
        "HTTPS://example.org//, https://example.org",
        "http://my_service:8000, http://my_service:8000",
        "http://[::1]:8080/v1, http://[::1]:8080/v1",
    })
    void usableBaseUrls(String given, String used) {
        assertThat(ChatSettings.of(URI.create(given), null).baseUrl()).hasToString(used);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:11434",
                "/v1",
                "ftp://example.org",
                "http:/v1",
                "http:///v1",
                "http://u:secret@example.org/v1",
                "http://example.org/v1?key=secret",
                "http://example.org/v1#x",
                "file:///etc/hosts",
                "mailto:secret@example.org"
            })
    void unusableBaseUrls(String given) {
        assertThatThrownBy(() -> ChatSettings.of(URI.create(given), null))
                .isInstanceOf(AssistantException.Misconfigured.class)
                .message()
                .contains("base URL")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-1\n", "sk 1", "schlüssel", "\u0007"})
    void keysThatCannotBeSent(String key) {
        assertThatThrownBy(() -> ChatSettings.of(URI.create("http://localhost"), new Secret(key)))
                .isInstanceOf(AssistantException.Misconfigured.class)
                .message()
                .doesNotContain(key);
    }

    @Test
    void theKeyDoesNotShow() {
        assertThat(ChatSettings.of(URI.create("http://localhost"), new Secret("sk-1"))
                        .toString())
                .doesNotContain("sk-1");
    }

    @Test
    void openAiHasItsOwnNameForTheTokenLimit() {
        assertThat(ChatSettings.of(URI.create("https://api.openai.com/v1"), null)
                        .tokenLimit())
                .isEqualTo(ChatSettings.TokenLimit.MAX_COMPLETION_TOKENS);
        assertThat(ChatSettings.of(URI.create("http://localhost/v1"), null).tokenLimit())
                .isEqualTo(ChatSettings.TokenLimit.MAX_TOKENS);
    }

    @Test
    void theBackendWantsABaseUrl() {
        ChatBackend backend = new ChatBackend();
        assertThatThrownBy(() -> backend.open(BackendOptions.NONE, Runnable::run))
                .isInstanceOf(AssistantException.Misconfigured.class)
                .hasMessageContaining("http://localhost:11434/v1");
    }

    @Test
    void theBackendSaysWhatItCannotDo() {
        BackendOptions options = new BackendOptions(URI.create("http://localhost/v1"), null, null, false);
        try (LanguageModel model = new ChatBackend().open(options, Runnable::run)) {
            assertThat(model.limitations())
                    .containsExactlyInAnyOrder(
                            Limitation.FILE_SEARCH, Limitation.CODE_INTERPRETER, Limitation.IMAGE_FILES);
        }
    }
}
