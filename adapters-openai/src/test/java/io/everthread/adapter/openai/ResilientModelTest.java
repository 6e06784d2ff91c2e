package io.everthread.adapter.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everthread.port.AssistantException;
import io.everthread.port.LanguageModel;
import io.everthread.port.Limitation;
import io.everthread.port.ModelCall;
import io.everthread.port.ModelChunk;
import io.everthread.port.ModelFinish;
import io.everthread.port.ModelListener;
import io.everthread.port.ModelRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The decorator by itself, over a model that does on the caller's thread what the test says. */
class ResilientModelTest {

    private final AssistantException busy = new AssistantException.Unavailable("Busy.", null, null);
    private final AssistantException lost = new AssistantException.OutcomeUnknown("Lost.", null);
    private static final ModelFinish STOP = new ModelFinish(ModelFinish.Reason.STOP, null);

    private final TestClock clock = new TestClock();
    private final Scripted scripted = new Scripted();
    private final List<Runnable> atPause = new ArrayList<>();
    private final ResilientModel model = new ResilientModel(
            scripted,
            ChatSettings.of(URI.create("http://localhost/v1"), null)
                    .with(new ChatSettings.Breaker(3, Duration.ofSeconds(30))),
            Runnable::run,
            clock,
            (cancelled, time) -> {
                clock.advance(time);
                atPause.forEach(Runnable::run);
                return cancelled.getCount() == 0;
            });

    @Test
    void whatIsRefusedForTheMomentIsRepeatedWithTheTimeThatIsLeft() {
        scripted.then(failing(new AssistantException.RateLimited("Later.", Duration.ofSeconds(4))), saying("x"));
        Told told = call();
        assertThat(told.finish()).isEqualTo(STOP);
        assertThat(told.text()).isEqualTo("x");
        assertThat(scripted.asked)
                .extracting(ModelRequest::timeout)
                .containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(6));
    }

    @Test
    void nothingIsRepeatedOnceAnAnswerHasBegun() {
        scripted.then(listener -> {
            listener.onChunk(new ModelChunk.Text("so f"));
            listener.onFailed(busy);
        });
        assertThat(call().failure()).isSameAs(busy);
        assertThat(scripted.asked).hasSize(1);
    }

    @Test
    void whatMayHaveBeenDoneIsNotRepeated() {
        for (AssistantException failure : List.of(
                lost,
                new AssistantException.BackendFailed("Failed.", null),
                new AssistantException.InvalidRequest("Bad.", null, null),
                new AssistantException.QuotaExceeded("Spent."),
                new AssistantException.NotAuthenticated("Who?"))) {
            ResilientModelTest fresh = new ResilientModelTest();
            fresh.scripted.then(failing(failure), saying("again"));
            assertThat(fresh.call().failure()).isSameAs(failure);
            assertThat(fresh.scripted.asked).hasSize(1);
        }
    }

    @Test
    void threeAttemptsAreMadeAndTheLastFailureTold() {
        scripted.then(failing(busy));
        assertThat(call().failure()).isSameAs(busy);
        assertThat(scripted.asked).hasSize(3);
    }

    @Test
    void closingDuringAPauseEndsTheCall() {
        scripted.then(failing(busy), saying("never"));
        atPause.add(model::close);
        Told told = call();
        assertThat(scripted.asked).hasSize(1);
        assertThat(told.over()).isFalse();
    }

    @Test
    void aCancelledTrialLeavesTheCircuitAsItWas() {
        openCircuit();
        clock.advance(Duration.ofSeconds(31));
        scripted.then(listener -> {});
        model.call(Asks.simply(), new Told()).cancel();
        scripted.then(saying("x"));
        assertThat(call().finish()).isEqualTo(STOP);
    }

    @Test
    void whatTheServerRefusesForCauseDoesNotOpenTheCircuit() {
        AssistantException unknown = new AssistantException.NotAuthenticated("Who?");
        scripted.then(failing(lost), failing(unknown));
        call();
        for (int i = 0; i < 5; i++) {
            assertThat(call().failure()).isSameAs(unknown);
        }
    }

    @Test
    void anOpenCircuitKeepsCallsFromTheModel() {
        openCircuit();
        int asked = scripted.asked.size();
        assertThat(call().failure())
                .isInstanceOf(AssistantException.Unavailable.class)
                .hasMessageContaining("30 s");
        assertThat(scripted.asked).hasSize(asked);
    }

    @Test
    void aModelThatDoesNotTakeTheCallLeaksNoPermission() {
        openCircuit();
        clock.advance(Duration.ofSeconds(31));
        scripted.then(listener -> {
            throw new IllegalStateException("closed");
        });
        assertThatThrownBy(this::call).hasMessage("closed");
        scripted.then(saying("x"));
        assertThat(call().finish()).isEqualTo(STOP);
    }

    @Test
    void theRestIsPassedOn() {
        assertThat(model.models()).containsExactly("m");
        assertThat(model.limitations()).containsExactly(Limitation.FILE_SEARCH);
        model.close();
        assertThat(scripted.closed).isTrue();
    }

    private void openCircuit() {
        scripted.then(failing(lost));
        for (int i = 0; i < 3; i++) {
            call();
        }
    }

    private Told call() {
        Told told = new Told();
        ModelCall unused = model.call(Asks.simply(), told);
        return told;
    }

    private static Attempt failing(AssistantException failure) {
        return listener -> listener.onFailed(failure);
    }

    private static Attempt saying(String text) {
        return listener -> {
            listener.onChunk(new ModelChunk.Text(text));
            listener.onFinished(STOP);
        };
    }

    /** What one attempt tells its listener. */
    @FunctionalInterface
    private interface Attempt {
        void tell(ModelListener listener);
    }

    private static final class Scripted implements LanguageModel {
        private final Deque<Attempt> script = new ArrayDeque<>();
        private final List<ModelRequest> asked = new ArrayList<>();
        private boolean closed;

        void then(Attempt... turns) {
            script.clear();
            script.addAll(List.of(turns));
        }

        @Override
        public ModelCall call(ModelRequest request, ModelListener listener) {
            asked.add(request);
            (script.size() > 1 ? script.remove() : script.element()).tell(listener);
            return () -> {};
        }

        @Override
        public List<String> models() {
            return List.of("m");
        }

        @Override
        public Set<Limitation> limitations() {
            return Set.of(Limitation.FILE_SEARCH);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
