package io.everthread.adapter.openai;

import io.everthread.port.LanguageModel;
import io.everthread.port.ModelCall;
import io.everthread.port.ModelRequest;
import io.everthread.port.Secret;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The whole backend over a scripted server. Pauses between attempts are noted and not waited for. */
final class Running implements AutoCloseable {

    static final String KEY = "sk-test-0123456789";

    final ChatServer server;
    final LanguageModel model;
    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final ExecutorService executor = Executors.newCachedThreadPool();

    private Running(ChatServer server, UnaryOperator<ChatSettings> settings, Clock clock) {
        this.server = server;
        this.model = ChatBackend.open(
                settings.apply(ChatSettings.of(server.baseUrl(), new Secret(KEY))),
                executor,
                clock,
                (cancelled, time) -> {
                    pauses.add(time);
                    return cancelled.getCount() == 0;
                });
    }

    static Running on(ChatServer.Script... scripts) {
        return with(UnaryOperator.identity(), scripts);
    }

    static Running with(UnaryOperator<ChatSettings> settings, ChatServer.Script... scripts) {
        return with(settings, Clock.systemUTC(), scripts);
    }

    static Running with(UnaryOperator<ChatSettings> settings, Clock clock, ChatServer.Script... scripts) {
        return new Running(ChatServer.that(scripts), settings, clock);
    }

    Told ask() {
        return ask(Asks.simply());
    }

    Told ask(ModelRequest request) {
        Told told = new Told();
        ModelCall unused = model.call(request, told);
        return told;
    }

    /** Waits until nothing runs any more; nothing can be asked afterwards. */
    void settle() throws InterruptedException {
        executor.shutdown();
        if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
            throw new AssertionError("something still runs after ten seconds");
        }
    }

    @Override
    public void close() throws IOException {
        model.close();
        executor.shutdownNow();
        server.close();
    }
}
