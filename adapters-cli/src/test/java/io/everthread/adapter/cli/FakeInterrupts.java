package io.everthread.adapter.cli;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Ctrl-C by the test. */
final class FakeInterrupts implements Interrupts {

    final List<Integer> left = new CopyOnWriteArrayList<>();
    private volatile @Nullable Runnable action;

    /** Presses Ctrl-C; its action runs on a thread of its own, as in a process. */
    Thread press() {
        Runnable now = action;
        if (now == null) {
            throw new IllegalStateException("nobody listens to Ctrl-C");
        }
        Thread thread = new Thread(now, "ctrl-c");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    boolean listening() {
        return action != null;
    }

    @Override
    public Handle onInterrupt(Runnable action) {
        this.action = action;
        return () -> this.action = null;
    }

    @Override
    public void leave(int status) {
        left.add(status);
    }
}
