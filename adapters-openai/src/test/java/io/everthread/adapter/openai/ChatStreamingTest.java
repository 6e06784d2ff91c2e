package io.everthread.adapter.openai;

import static io.everthread.adapter.openai.Chunks.finish;
import static io.everthread.adapter.openai.Chunks.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everthread.port.AssistantException;
import io.everthread.port.ModelCall;
import io.everthread.port.ModelChunk;
import io.everthread.port.ModelFinish;
import io.everthread.port.ModelListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Deltas arrive as they are sent, and whoever cancels is obeyed at once. */
@Timeout(30)
class ChatStreamingTest {

    @Test
    void eachDeltaIsToldBeforeTheNextIsSent() throws IOException, InterruptedException {
        SynchronousQueue<String> toSend = new SynchronousQueue<>();
        try (Running chat = Running.on(caller -> {
            caller.stream();
            for (String text = take(toSend); !text.isEmpty(); text = take(toSend)) {
                caller.event(text(text));
            }
            caller.event(finish("stop"));
            caller.event("[DONE]");
            caller.end();
        })) {
            Told told = chat.ask();
            for (String text : new String[] {"one", "two", "three"}) {
                toSend.put(text);
                assertThat(told.next()).isEqualTo(new ModelChunk.Text(text));
            }
            toSend.put("");
            assertThat(told.finish().reason()).isEqualTo(ModelFinish.Reason.STOP);
        }
    }

    @Test
    void cancellingInTheMiddleClosesTheConnectionAndTellsNoEnd() throws Exception {
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        try (Running chat = Running.on(caller -> {
            caller.stream();
            caller.event(text("x"));
            gone.complete(caller.awaitGone());
        })) {
            Told told = new Told();
            ModelCall call = chat.model.call(Asks.simply(), told);
            told.next();
            call.cancel();
            assertThat(gone.get(10, TimeUnit.SECONDS)).isTrue();
            call.cancel();
            chat.settle();
            assertThat(told.over()).isFalse();
            assertThat(told.text()).isEqualTo("x");
            assertThat(chat.server.requests()).hasSize(1);
        }
    }

    @Test
    void cancellingBeforeTheFirstByteClosesTheConnection() throws Exception {
        CompletableFuture<Boolean> asked = new CompletableFuture<>();
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        try (Running chat = Running.on(caller -> {
            asked.complete(true);
            gone.complete(caller.awaitGone());
        })) {
            Told told = new Told();
            ModelCall call = chat.model.call(Asks.simply(), told);
            asked.get(10, TimeUnit.SECONDS);
            call.cancel();
            assertThat(gone.get(10, TimeUnit.SECONDS)).isTrue();
            chat.settle();
            assertThat(told.over()).isFalse();
        }
    }

    @Test
    void cancellingFromWithinTheListenerTellsNothingMore() throws Exception {
        CompletableFuture<ModelCall> call = new CompletableFuture<>();
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        try (Running chat = Running.on(caller -> {
            caller.stream();
            caller.send("data: " + text("a") + "\n\ndata: " + text("b") + "\n\n");
            gone.complete(caller.awaitGone());
        })) {
            Told told = new Told() {
                @Override
                public void onChunk(ModelChunk chunk) {
                    super.onChunk(chunk);
                    call.join().cancel();
                }
            };
            call.complete(chat.model.call(Asks.simply(), told));
            assertThat(gone.get(10, TimeUnit.SECONDS)).isTrue();
            chat.settle();
            assertThat(told.text()).isEqualTo("a");
            assertThat(told.over()).isFalse();
        }
    }

    @Test
    void cancellingAfterTheEndDoesNothing() throws IOException {
        try (Running chat = Running.on(caller -> caller.streams(text("x"), finish("stop")))) {
            Told told = new Told();
            ModelCall call = chat.model.call(Asks.simply(), told);
            ModelFinish finish = told.finish();
            call.cancel();
            assertThat(told.finish()).isSameAs(finish);
        }
    }

    @Test
    void aCallThatIsCancelledBeforeItsTurnIsNeverSent() throws IOException {
        Deque<Runnable> waiting = new ArrayDeque<>();
        try (ChatServer server = ChatServer.that(caller -> caller.streams(text("x"), finish("stop")))) {
            ChatModel model =
                    new ChatModel(ChatSettings.of(server.baseUrl(), null), waiting::add, java.time.Clock.systemUTC());
            Told told = new Told();
            model.call(Asks.simply(), told).cancel();
            waiting.remove().run();
            assertThat(told.over()).isFalse();
            assertThat(server.accepted()).isZero();
            model.close();
        }
    }

    @Test
    void severalCallsAreUnderWayAtOnce() throws IOException, InterruptedException {
        SynchronousQueue<String> meeting = new SynchronousQueue<>();
        try (Running chat = Running.on(
                caller -> {
                    give(meeting, "met");
                    caller.streams(text("first"), finish("stop"));
                },
                caller -> {
                    String met = take(meeting);
                    caller.streams(text(met), finish("stop"));
                })) {
            Told first = chat.ask();
            Told second = chat.ask();
            assertThat(first.finish().reason()).isEqualTo(ModelFinish.Reason.STOP);
            assertThat(second.finish().reason()).isEqualTo(ModelFinish.Reason.STOP);
            assertThat(first.text() + second.text()).isIn("firstmet", "metfirst");
        }
    }

    @Test
    void closingCancelsWhatIsUnderWayAndRefusesWhatComes() throws Exception {
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        try (Running chat = Running.on(caller -> {
            caller.stream();
            caller.event(text("x"));
            gone.complete(caller.awaitGone());
        })) {
            Told told = chat.ask();
            told.next();
            chat.model.close();
            assertThat(gone.get(10, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> chat.model.call(Asks.simply(), told)).isInstanceOf(IllegalStateException.class);
            chat.settle();
            assertThat(told.over()).isFalse();
        }
    }

    @Test
    void aListenerThatThrowsHearsOfIt() throws Exception {
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        try (Running chat = Running.on(caller -> {
            caller.stream();
            caller.event(text("x"));
            gone.complete(caller.awaitGone());
        })) {
            CompletableFuture<AssistantException> failure = new CompletableFuture<>();
            ModelCall unused = chat.model.call(Asks.simply(), new ModelListener() {
                @Override
                public void onChunk(ModelChunk chunk) {
                    throw new IllegalStateException("full");
                }

                @Override
                public void onFinished(ModelFinish finish) {
                    failure.completeExceptionally(new AssertionError(finish));
                }

                @Override
                public void onFailed(AssistantException told) {
                    failure.complete(told);
                }
            });
            assertThat(failure.get(10, TimeUnit.SECONDS)).hasRootCauseMessage("full");
            assertThat(gone.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static String take(SynchronousQueue<String> queue) throws IOException {
        try {
            String taken = queue.poll(10, TimeUnit.SECONDS);
            if (taken == null) {
                throw new AssertionError("nothing came for ten seconds");
            }
            return taken;
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }

    private static void give(SynchronousQueue<String> queue, String text) throws IOException {
        try {
            if (!queue.offer(text, 10, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody came for ten seconds");
            }
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }
}
