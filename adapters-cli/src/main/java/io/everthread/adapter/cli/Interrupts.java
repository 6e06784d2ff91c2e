package io.everthread.adapter.cli;

/** Ctrl-C, and leaving because of it. */
public interface Interrupts {

    /** Runs {@code action} at each Ctrl-C, on a thread of its own, until the returned handle is closed. */
    Handle onInterrupt(Runnable action);

    /** Ends the process at once, whatever it is doing. */
    void leave(int status);

    /** Gives Ctrl-C back its former meaning when closed. */
    interface Handle extends AutoCloseable {
        @Override
        void close();
    }
}
