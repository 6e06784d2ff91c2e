package io.everthread.library;

import io.everthread.port.AssistantException;
import io.everthread.port.AssistantGateway;
import io.everthread.port.BackendOptions;
import io.everthread.port.Secret;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Opens a gateway in one statement, without Dagger:
 *
 * <pre>{@code
 * try (AssistantGateway gateway = Everthread.chat(URI.create("http://localhost:11434/v1"))) { … }
 * }</pre>
 *
 * <p>Threads of these gateways are kept in memory and gone once the gateway is closed.
 */
public final class Everthread {

    private Everthread() {}

    /** A model that answers everything in the same recognisable way, without a network or a key. */
    public static AssistantGateway inMemory() {
        return open("inmemory", BackendOptions.NONE);
    }

    /**
     * A model that answers as a script says.
     *
     * @throws AssistantException.Misconfigured if the script cannot be read or is not valid, naming the line
     */
    public static AssistantGateway inMemory(Path script) {
        return open("inmemory", new BackendOptions(null, null, script, false));
    }

    /** The models of a server that speaks {@code /chat/completions} and wants no key, such as Ollama. */
    public static AssistantGateway chat(URI baseUrl) {
        return chat(baseUrl, null);
    }

    /**
     * The models of a server that speaks {@code /chat/completions}.
     *
     * @param baseUrl up to and without {@code /chat/completions}, such as {@code https://api.openai.com/v1}
     * @param apiKey sent to that server and nowhere else; null if it wants none
     * @throws AssistantException.Misconfigured if the URL is not one of {@code http} or {@code https}
     */
    public static AssistantGateway chat(URI baseUrl, @Nullable Secret apiKey) {
        return open("chat", new BackendOptions(baseUrl, apiKey, null, false));
    }

    private static AssistantGateway open(String backend, BackendOptions options) {
        return Backends.included().open(backend, options);
    }
}
