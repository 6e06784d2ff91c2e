package io.everthread.adapter.openai;

import io.everthread.port.LanguageModel;
import io.everthread.port.Limitation;
import io.everthread.port.ModelCall;
import io.everthread.port.ModelListener;
import io.everthread.port.ModelRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** A model behind {@code /chat/completions}. Each turn occupies one thread of the executor while it is under way. */
final class ChatModel implements LanguageModel {

    private static final Set<Limitation> LIMITATIONS =
            Set.of(Limitation.FILE_SEARCH, Limitation.CODE_INTERPRETER, Limitation.IMAGE_FILES);
    private static final Duration LISTING = Duration.ofSeconds(30);

    private final ChatClient client;
    private final Executor executor;
    private final Set<ChatTurn> turns = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    ChatModel(ChatSettings settings, Executor executor, InstantSource clock) {
        this.client = new ChatClient(settings, clock);
        this.executor = executor;
    }

    /** @throws IllegalStateException if the model is closed */
    @Override
    public ModelCall call(ModelRequest request, ModelListener listener) {
        ChatTurn turn = new ChatTurn(client, request, listener, turns::remove);
        turns.add(turn);
        if (closed) {
            turn.cancel();
            throw new IllegalStateException("This model is closed.");
        }
        executor.execute(turn);
        return turn;
    }

    @Override
    public List<String> models() {
        return client.models(LISTING);
    }

    @Override
    public Set<Limitation> limitations() {
        return LIMITATIONS;
    }

    @Override
    public void close() {
        closed = true;
        turns.forEach(ChatTurn::cancel);
        client.close();
    }
}
