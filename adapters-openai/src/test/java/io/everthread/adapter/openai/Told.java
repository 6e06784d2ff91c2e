package io.everthread.adapter.openai;

import io.everthread.port.AssistantException;
import io.everthread.port.ModelChunk;
import io.everthread.port.ModelFinish;
import io.everthread.port.ModelListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Keeps what a listener is told. Everything that waits gives up after ten seconds. */
class Told implements ModelListener {

    private final List<ModelChunk> chunks = new ArrayList<>();
    private final BlockingQueue<ModelChunk> unseen = new LinkedBlockingQueue<>();
    private final CompletableFuture<Object> end = new CompletableFuture<>();

    @Override
    public void onChunk(ModelChunk chunk) {
        if (end.isDone()) {
            throw new AssertionError("told " + chunk + " after the end");
        }
        synchronized (chunks) {
            chunks.add(chunk);
        }
        unseen.add(chunk);
    }

    @Override
    public void onFinished(ModelFinish finish) {
        ends(finish);
    }

    @Override
    public void onFailed(AssistantException failure) {
        ends(failure);
    }

    private void ends(Object how) {
        if (!end.complete(how)) {
            throw new AssertionError("told a second end: " + how);
        }
    }

    /** Waits for the next chunk. */
    ModelChunk next() throws InterruptedException {
        ModelChunk chunk = unseen.poll(10, TimeUnit.SECONDS);
        if (chunk == null) {
            throw new AssertionError("nothing was told for ten seconds");
        }
        return chunk;
    }

    List<ModelChunk> chunks() {
        synchronized (chunks) {
            return List.copyOf(chunks);
        }
    }

    /** The text so far. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (ModelChunk chunk : chunks()) {
            if (chunk instanceof ModelChunk.Text piece) {
                text.append(piece.text());
            }
        }
        return text.toString();
    }

    boolean over() {
        return end.isDone();
    }

    ModelFinish finish() {
        return end(ModelFinish.class);
    }

    AssistantException failure() {
        return end(AssistantException.class);
    }

    /** Waits for the end, whichever. */
    Object awaitEnd() {
        try {
            return end.get(10, TimeUnit.SECONDS);
        } catch (TimeoutException | InterruptedException | ExecutionException none) {
            throw new AssertionError("no end was told", none);
        }
    }

    private <T> T end(Class<T> wanted) {
        Object how = awaitEnd();
        if (how instanceof AssistantException failure && !wanted.isInstance(how)) {
            throw new AssertionError("failed instead", failure);
        }
        return wanted.cast(how);
    }
}
