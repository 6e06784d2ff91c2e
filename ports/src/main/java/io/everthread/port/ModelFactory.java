package io.everthread.port;

import java.util.concurrent.Executor;

/** Opens a backend that is a model, to be joined with a store and the run engine. */
public non-sealed interface ModelFactory extends BackendFactory {

    /**
     * @param executor runs what blocks while a model answers
     * @throws AssistantException.Misconfigured if an option is missing or wrong
     */
    LanguageModel open(BackendOptions options, Executor executor);
}
