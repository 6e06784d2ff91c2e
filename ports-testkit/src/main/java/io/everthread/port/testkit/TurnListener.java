package io.everthread.port.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.everthread.port.AssistantException;
import io.everthread.port.ModelChunk;
import io.everthread.port.ModelFinish;
import io.everthread.port.ModelListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes down what a model tells, and how. */
final class TurnListener implements ModelListener {

    private final ModelHarness harness;
    private final AtomicInteger inside = new AtomicInteger();
    private final Lock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final List<ModelChunk> chunks = new ArrayList<>();
    private @Nullable ModelFinish finish;
    private @Nullable AssistantException failure;
    private int ends;
    private boolean overlapping;
    private boolean afterTheEnd;
    private final Runnable onFirstChunk;

    TurnListener(ModelHarness harness) {
        this(harness, () -> {});
    }

    /** @param onFirstChunk is done on the model's own thread, while it tells the first chunk */
    TurnListener(ModelHarness harness, Runnable onFirstChunk) {
        this.harness = harness;
        this.onFirstChunk = onFirstChunk;
    }

    @Override
    public void onChunk(ModelChunk chunk) {
        boolean first = chunks().isEmpty();
        told(() -> chunks.add(chunk));
        if (first) {
            onFirstChunk.run();
        }
    }

    @Override
    public void onFinished(ModelFinish finish) {
        told(() -> {
            this.finish = finish;
            ends++;
        });
    }

    @Override
    public void onFailed(AssistantException failure) {
        told(() -> {
            this.failure = failure;
            ends++;
        });
    }

    private void told(Runnable entry) {
        boolean alone = inside.incrementAndGet() == 1;
        lock.lock();
        try {
            overlapping |= !alone;
            afterTheEnd |= ends > 0;
            entry.run();
            news.signalAll();
        } finally {
            lock.unlock();
            inside.decrementAndGet();
        }
    }

    /** Waits until the turn has ended. */
    void awaitEnd() {
        await("the turn to end", () -> ends > 0);
    }

    /** Waits until the pieces that came make up {@code text}, while the turn goes on. */
    void awaitText(String text) {
        await("the text '" + text + "'", () -> text().equals(text));
    }

    /** Waits until something was said, or the turn has ended without a word. */
    void awaitFirstChunk() {
        await("a first chunk", () -> !chunks.isEmpty() || ends > 0);
    }

    private void await(String what, BooleanSupplier condition) {
        harness.doDueWork();
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(10);
            while (!condition.getAsBoolean()) {
                assertThat(left)
                        .as("time left to wait for %s; so far: %s", what, chunks)
                        .isPositive();
                left = news.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + what, e);
        } finally {
            lock.unlock();
        }
    }

    List<ModelChunk> chunks() {
        return locked(() -> List.copyOf(chunks));
    }

    /** The texts joined. */
    String text() {
        return of(ModelChunk.Text.class).stream().map(ModelChunk.Text::text).collect(Collectors.joining());
    }

    List<ModelChunk.CallBegun> begun() {
        return of(ModelChunk.CallBegun.class);
    }

    /** The arguments of one call, joined. */
    String arguments(int index) {
        return of(ModelChunk.CallArguments.class).stream()
                .filter(piece -> piece.index() == index)
                .map(ModelChunk.CallArguments::text)
                .collect(Collectors.joining());
    }

    /** Whether a piece of arguments came before its call had begun. */
    boolean argumentsBeforeTheirCall() {
        List<Integer> begun = new ArrayList<>();
        for (ModelChunk chunk : chunks()) {
            if (chunk instanceof ModelChunk.CallBegun call) {
                begun.add(call.index());
            } else if (chunk instanceof ModelChunk.CallArguments piece && !begun.contains(piece.index())) {
                return true;
            }
        }
        return false;
    }

    /** How the turn finished; it must have. */
    ModelFinish finish() {
        return locked(() -> {
            if (finish == null) {
                throw new AssertionError("The turn did not finish.", failure);
            }
            return finish;
        });
    }

    /** How the turn failed; it must have. */
    AssistantException failure() {
        return locked(() -> {
            if (failure == null) {
                throw new AssertionError("The turn did not fail; it said " + chunks + ", finishing as " + finish + ".");
            }
            return failure;
        });
    }

    boolean failed() {
        return locked(() -> failure != null);
    }

    /** How often an end was told. */
    int ends() {
        return locked(() -> ends);
    }

    boolean ended() {
        return ends() > 0;
    }

    boolean calledAfterTheEnd() {
        return locked(() -> afterTheEnd);
    }

    boolean calledByTwoThreadsAtOnce() {
        return locked(() -> overlapping);
    }

    private <T> T locked(Supplier<T> look) {
        lock.lock();
        try {
            return look.get();
        } finally {
            lock.unlock();
        }
    }

    private <T extends ModelChunk> List<T> of(Class<T> kind) {
        return chunks().stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
