package io.everthread.adapter.echo;

import io.everthread.port.AssistantException;
import io.everthread.port.ModelCall;
import io.everthread.port.ModelChunk;
import io.everthread.port.ModelFinish;
import io.everthread.port.ModelListener;
import java.util.function.Consumer;

/** A turn under way: passes on what the wall gives back until it is over. */
final class EchoCall implements ModelCall, ModelListener {

    private final ModelListener listener;
    private final Wall wall;
    private final Consumer<EchoCall> whenOver;
    private boolean over;

    EchoCall(ModelListener listener, Wall wall, Consumer<EchoCall> whenOver) {
        this.listener = listener;
        this.wall = wall;
        this.whenOver = whenOver;
    }

    @Override
    public void cancel() {
        if (end()) {
            wall.hungUp();
        }
    }

    @Override
    public void onChunk(ModelChunk chunk) {
        if (!isOver()) {
            listener.onChunk(chunk);
        }
    }

    @Override
    public void onFinished(ModelFinish finish) {
        if (end()) {
            listener.onFinished(finish);
        }
    }

    @Override
    public void onFailed(AssistantException failure) {
        if (end()) {
            listener.onFailed(failure);
        }
    }

    private synchronized boolean isOver() {
        return over;
    }

    /** Returns whether this ended the call. */
    private boolean end() {
        synchronized (this) {
            if (over) {
                return false;
            }
            over = true;
        }
        whenOver.accept(this);
        return true;
    }
}
