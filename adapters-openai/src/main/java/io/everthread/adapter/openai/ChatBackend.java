package io.everthread.adapter.openai;

import io.everthread.port.AssistantException;
import io.everthread.port.BackendOptions;
import io.everthread.port.LanguageModel;
import io.everthread.port.ModelFactory;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * Opens models that are reached by {@code /chat/completions}: OpenAI's own and those of every compatible server.
 * Opening touches neither network nor disk. The models repeat what was refused, and leave a server that keeps failing
 * alone for a while.
 */
public final class ChatBackend implements ModelFactory {

    @Override
    public String summary() {
        return "any server that speaks OpenAI's chat/completions, such as Ollama, vLLM, llama.cpp, LM Studio";
    }

    /** @throws AssistantException.Misconfigured if there is no usable base URL, or the key cannot be sent */
    @Override
    public LanguageModel open(BackendOptions options, Executor executor) {
        if (options.baseUrl() == null) {
            throw new AssistantException.Misconfigured("The chat backend needs the base URL of a server,"
                    + " such as http://localhost:11434/v1 for Ollama or https://api.openai.com/v1.");
        }
        return open(ChatSettings.of(options.baseUrl(), options.apiKey()), executor);
    }

    /** Opens a model with settings that options do not cover. */
    public LanguageModel open(ChatSettings settings, Executor executor) {
        return open(settings, executor, Clock.systemUTC(), Pause.REAL);
    }

    static LanguageModel open(ChatSettings settings, Executor executor, Clock clock, Pause pause) {
        return new ResilientModel(new ChatModel(settings, executor, clock), settings, executor, clock, pause);
    }
}
