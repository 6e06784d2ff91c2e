package io.everthread.adapter.cli;

/** Ctrl-C, and leaving because of it. */
@FunctionalInterface
public interface Interrupts {

    /** Runs {@code action} at each Ctrl-C, on a thread of its own, until the returned handle is closed. */
    Handle onInterrupt(Runnable action);

    /** Ends the process at once, whatever it is doing. */
    default void leave(int status) {
        Runtime.getRuntime().halt(status);
    }

    /** Gives Ctrl-C back its former meaning when closed. */
    interface Handle extends AutoCloseable {
        @Override
        void close();
    }
}
