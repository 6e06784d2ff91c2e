package io.everthread.adapter.openai;

import io.everthread.port.AssistantException;
import io.everthread.port.ModelCall;
import io.everthread.port.ModelChunk;
import io.everthread.port.ModelListener;
import io.everthread.port.ModelRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One turn: sends the request, reads the answer and tells the listener, all on the thread that runs it. */
final class ChatTurn implements ModelCall, Runnable {

    private static final Duration LOOKING_FOR_NAMES = Duration.ofSeconds(2);

    private final ChatClient client;
    private final ModelRequest request;
    private final ModelListener listener;
    private final Consumer<ChatTurn> onOver;
    private final Exchange exchange;
    private final AtomicBoolean over = new AtomicBoolean();

    /** @param onOver called once, when the turn has ended or was cancelled */
    ChatTurn(ChatClient client, ModelRequest request, ModelListener listener, Consumer<ChatTurn> onOver) {
        this.client = client;
        this.request = request;
        this.listener = listener;
        this.onOver = onOver;
        this.exchange = client.exchange(request.timeout());
    }

    @Override
    public void cancel() {
        if (end()) {
            exchange.cancel();
        }
    }

    @Override
    public void run() {
        ChatReply reply = new ChatReply(this::tell);
        try {
            answer(reply);
            if (end()) {
                listener.onFinished(reply.finish());
            }
        } catch (AssistantException failure) {
            fail(failure);
        } catch (HttpError error) {
            fail(client.failures().refused(error, request.model(), () -> client.modelsIfTold(LOOKING_FOR_NAMES)));
        } catch (IOException failure) {
            fail(client.failures().lost(failure, exchange));
        } catch (RuntimeException | Error failure) {
            // A listener that throws, a fault of ours, no memory left: whoever waits for the end must hear of it all
            // the same.
            if (!fail(client.failures().unexpected(failure))) {
                throw failure;
            }
        }
    }

    private void answer(ChatReply reply) throws IOException {
        if (over.get()) {
            return;
        }
        byte[] body = ChatRequest.body(request, client.settings().tokenLimit());
        boolean whole = false;
        try (Answer answer = client.complete(body, exchange)) {
            try {
                read(answer, reply);
                whole = true;
            } finally {
                // Closing alone would first read on for a while, to save the connection.
                if (!whole) {
                    exchange.cancel();
                }
            }
        }
    }

    private void read(Answer answer, ChatReply reply) throws IOException {
        Failures failures = client.failures();
        boolean done;
        int first = answer.peek();
        if (first == '<') {
            throw failures.webPage(answer.requestId());
        } else if (first == '{') {
            take(new EventStream.Event("message", answer.text()), reply, answer);
            done = true;
        } else {
            done = readEvents(answer, reply);
        }
        if (reply.failed()) {
            throw failures.reported(ErrorBody.UNSAID, true, answer.requestId());
        }
        if (!reply.ended() && !(done && reply.begun())) {
            throw done ? failures.empty(answer.requestId()) : failures.brokeOff(answer.requestId());
        }
    }

    /** Returns whether the server said that it was done. */
    private boolean readEvents(Answer answer, ChatReply reply) throws IOException {
        EventStream events = answer.events();
        try {
            while (!over.get() && !reply.complete()) {
                EventStream.Event event = events.next();
                if (event == null) {
                    return false;
                }
                if (event.data().strip().equals("[DONE]")) {
                    return true;
                }
                take(event, reply, answer);
            }
            return true;
        } catch (IOException lost) {
            if (reply.ended()) {
                return true; // What is missing is but the usage.
            }
            throw lost;
        }
    }

    private void take(EventStream.Event event, ChatReply reply, Answer answer) {
        JsonNode json;
        try {
            json = Json.read(event.data());
        } catch (JacksonException malformed) {
            throw client.failures().notJson(answer.requestId());
        }
        ErrorBody error = event.name().equals("error") ? ErrorBody.of(json) : ErrorBody.in(json);
        if (error != null) {
            throw client.failures().reported(error, reply.begun(), answer.requestId());
        }
        reply.take(json);
    }

    private void tell(ModelChunk chunk) {
        if (!over.get()) {
            listener.onChunk(chunk);
        }
    }

    private boolean fail(AssistantException failure) {
        boolean first = end();
        if (first) {
            listener.onFailed(failure);
        }
        return first;
    }

    private boolean end() {
        boolean first = over.compareAndSet(false, true);
        if (first) {
            onOver.accept(this);
        }
        return first;
    }
}
