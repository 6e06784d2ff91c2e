package io.everthread.adapter.openai;

import io.everthread.port.LanguageModel;
import io.everthread.port.testkit.ModelHarness;
import io.everthread.port.testkit.Shown;
import io.everthread.port.testkit.Turn;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A chat model over a scripted server. */
final class ChatModelHarness implements ModelHarness {

    /** Opens a model with these settings. */
    @FunctionalInterface
    interface Opening {
        LanguageModel open(ChatSettings settings, ExecutorService executor);
    }

    private final ScriptedChatServer server = new ScriptedChatServer();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final LanguageModel model;

    ChatModelHarness(Opening opening) {
        this.model = opening.open(ChatSettings.of(server.baseUrl(), null), executor);
    }

    @Override
    public LanguageModel model() {
        return model;
    }

    @Override
    public void script(Turn... turns) {
        server.script(turns);
    }

    @Override
    public List<Shown> shown() {
        return server.shown();
    }

    @Override
    public boolean awaitUpstreamClosed() {
        return server.awaitUpstreamClosed();
    }

    @Override
    public void close() {
        model.close();
        executor.shutdownNow();
        server.close();
    }
}
