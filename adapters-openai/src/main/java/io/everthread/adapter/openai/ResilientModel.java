package io.everthread.adapter.openai;

import io.everthread.port.AssistantException;
import io.everthread.port.LanguageModel;
import io.everthread.port.Limitation;
import io.everthread.port.ModelCall;
import io.everthread.port.ModelChunk;
import io.everthread.port.ModelFinish;
import io.everthread.port.ModelListener;
import io.everthread.port.ModelRequest;
import io.github.resilience4j.retry.Retry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Makes any model patient: a call that was refused for the moment is repeated after a pause, within the request's time
 * limit, and a server that keeps failing is left alone for a while. Nothing is repeated that may have been carried out.
 */
final class ResilientModel implements LanguageModel {

    private final LanguageModel model;
    private final Executor executor;
    private final Clock clock;
    private final Pause pause;
    private final Circuit circuit;
    private final Repetition repetition;
    private final Set<Turn> turns = ConcurrentHashMap.newKeySet();

    ResilientModel(LanguageModel model, ChatSettings settings, Executor executor, Clock clock, Pause pause) {
        this.model = model;
        this.executor = executor;
        this.clock = clock;
        this.pause = pause;
        this.circuit = new Circuit(settings, clock);
        this.repetition = new Repetition(settings.repeats());
    }

    @Override
    public ModelCall call(ModelRequest request, ModelListener listener) {
        Turn turn = new Turn(request, listener);
        AssistantException refusal = circuit.enter();
        if (refusal != null) {
            executor.execute(() -> turn.refuse(refusal));
        } else {
            turns.add(turn);
            turn.attempt(request);
        }
        return turn;
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
        turns.forEach(Turn::cancel);
        model.close();
    }

    /** A call as its caller sees it, over one or more attempts. */
    private final class Turn implements ModelCall, ModelListener {

        private final ModelRequest request;
        private final ModelListener listener;
        private final Instant deadline;
        private final AtomicBoolean over = new AtomicBoolean();
        private final CountDownLatch cancelled = new CountDownLatch(1);
        private boolean begun;
        private Retry.@Nullable AsyncContext<Object> refusals;
        private @Nullable ModelCall attempt;

        Turn(ModelRequest request, ModelListener listener) {
            this.request = request;
            this.listener = listener;
            this.deadline = clock.instant().plus(request.timeout());
        }

        void refuse(AssistantException refusal) {
            if (over.compareAndSet(false, true)) {
                listener.onFailed(refusal);
            }
        }

        void attempt(ModelRequest limited) {
            try {
                ModelCall call = model.call(limited, this);
                synchronized (this) {
                    attempt = call;
                    if (cancelled.getCount() == 0) {
                        call.cancel();
                    }
                }
            } catch (RuntimeException notCalled) {
                // The model is closed, or its executor full: the circuit's permission must not leak.
                cancel();
                throw notCalled;
            }
        }

        @Override
        public void onChunk(ModelChunk chunk) {
            begun = true;
            if (!over.get()) {
                listener.onChunk(chunk);
            }
        }

        @Override
        public void onFinished(ModelFinish finish) {
            if (end()) {
                circuit.succeeded();
                listener.onFinished(finish);
            }
        }

        @Override
        public void onFailed(AssistantException failure) {
            Duration wait = begun ? null : waitAfter(failure);
            if (wait == null) {
                fail(failure);
                return;
            }
            try {
                if (!pause.cutShort(cancelled, wait)) {
                    attempt(request.within(left()));
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                fail(failure);
            }
        }

        @Override
        public void cancel() {
            if (end()) {
                circuit.cancelled();
            }
            cancelled.countDown();
            synchronized (this) {
                if (attempt != null) {
                    attempt.cancel();
                }
            }
        }

        private void fail(AssistantException failure) {
            if (end()) {
                circuit.failed(failure);
                listener.onFailed(failure);
            }
        }

        private boolean end() {
            turns.remove(this);
            return over.compareAndSet(false, true);
        }

        /** Null if the call is not to be made again. */
        private @Nullable Duration waitAfter(AssistantException failure) {
            if (refusals == null) {
                refusals = repetition.begun();
            }
            long millis = refusals.onError(failure);
            Duration wait = Duration.ofMillis(millis);
            return millis < 0 || wait.compareTo(left()) >= 0 ? null : wait;
        }

        private Duration left() {
            return Duration.between(clock.instant(), deadline);
        }
    }
}
