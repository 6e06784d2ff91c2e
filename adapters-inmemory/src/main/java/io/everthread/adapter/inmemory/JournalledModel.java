package io.everthread.adapter.inmemory;

import io.everthread.port.AssistantException;
import io.everthread.port.LanguageModel;
import io.everthread.port.Limitation;
import io.everthread.port.ModelCall;
import io.everthread.port.ModelChunk;
import io.everthread.port.ModelFinish;
import io.everthread.port.ModelListener;
import io.everthread.port.ModelRequest;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Notes every call of a model in a journal, once it is over. */
final class JournalledModel implements LanguageModel {

    private final LanguageModel model;
    private final Journal journal;
    private final AtomicInteger calls = new AtomicInteger();

    JournalledModel(LanguageModel model, Journal journal) {
        this.model = model;
        this.journal = journal;
    }

    @Override
    public ModelCall call(ModelRequest request, ModelListener listener) {
        int number = calls.incrementAndGet();
        Turn turn = new Turn(number, request, listener);
        ModelCall call = model.call(request, turn);
        return () -> {
            call.cancel();
            turn.over(() -> "cancelled");
        };
    }

    @Override
    public List<String> models() {
        return model.models();
    }

    @Override
    public OptionalInt contextWindow(String name) {
        return model.contextWindow(name);
    }

    @Override
    public Set<Limitation> limitations() {
        return model.limitations();
    }

    @Override
    public void close() {
        model.close();
    }

    private final class Turn implements ModelListener {
        private final int number;
        private final ModelRequest request;
        private final ModelListener listener;
        private final AtomicInteger chunks = new AtomicInteger();
        private final AtomicBoolean over = new AtomicBoolean();

        Turn(int number, ModelRequest request, ModelListener listener) {
            this.number = number;
            this.request = request;
            this.listener = listener;
        }

        @Override
        public void onChunk(ModelChunk chunk) {
            chunks.incrementAndGet();
            listener.onChunk(chunk);
        }

        @Override
        public void onFinished(ModelFinish finish) {
            over(() -> finish.reason().name().toLowerCase(Locale.ROOT));
            listener.onFinished(finish);
        }

        @Override
        public void onFailed(AssistantException failure) {
            over(() -> Journal.failure(failure));
            listener.onFailed(failure);
        }

        void over(Supplier<String> outcome) {
            if (over.compareAndSet(false, true)) {
                int received = chunks.get();
                journal.add(
                        "model.call",
                        () -> received + " chunks, " + outcome.get(),
                        number,
                        request.model(),
                        new Situation(request, number).userText());
            }
        }
    }
}
