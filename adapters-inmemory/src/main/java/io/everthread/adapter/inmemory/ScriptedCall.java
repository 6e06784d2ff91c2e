package io.everthread.adapter.inmemory;

import io.everthread.application.Scheduler;
import io.everthread.application.Scheduler.Cancellable;
import io.everthread.port.ModelCall;
import io.everthread.port.ModelChunk;
import io.everthread.port.ModelListener;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One turn being taken: each piece is a task of its own that submits the next, so that they come one at a time, in
 * order.
 */
final class ScriptedCall implements ModelCall {

    private final Situation situation;
    private final Answer answer;
    private final ModelListener listener;
    private final Scheduler scheduler;
    private final Consumer<ScriptedCall> whenOver;
    private final Iterator<ModelChunk> rest;

    private boolean over;
    private @Nullable Cancellable next;

    /** @param whenOver is told once the turn has ended or was cancelled */
    ScriptedCall(
            Situation situation,
            Answer answer,
            ModelListener listener,
            Scheduler scheduler,
            Consumer<ScriptedCall> whenOver) {
        this.situation = situation;
        this.answer = answer;
        this.listener = listener;
        this.scheduler = scheduler;
        this.whenOver = whenOver;
        this.rest = answer.chunks().iterator();
    }

    void begin() {
        submit(answer.delay(), this::step);
    }

    @Override
    public void cancel() {
        synchronized (this) {
            over = true;
            if (next != null) {
                next.cancel();
            }
        }
        whenOver.accept(this);
    }

    private void step() {
        if (rest.hasNext()) {
            unlessOver(() -> listener.onChunk(rest.next()));
            submit(answer.pause(), this::step);
        } else if (answer.end() instanceof Answer.Failure failure) {
            end(() -> listener.onFailed(failure.failure()));
        } else if (answer.end() instanceof Answer.Finish finish) {
            end(() -> listener.onFinished(answer.finish(finish, situation)));
        }
    }

    private void unlessOver(Runnable telling) {
        synchronized (this) {
            if (over) {
                return;
            }
        }
        telling.run();
    }

    private void end(Runnable telling) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        whenOver.accept(this);
        telling.run();
    }

    private synchronized void submit(Duration delay, Runnable task) {
        if (!over) {
            next = scheduler.schedule(delay, task);
        }
    }
}
