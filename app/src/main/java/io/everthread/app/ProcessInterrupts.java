package io.everthread.app;

import io.everthread.adapter.cli.Interrupts;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** The Ctrl-C of this process. By a signal handler, because a shutdown hook cannot be interrupted by a second Ctrl-C. */
final class ProcessInterrupts implements Interrupts {

    private static final String SIGINT = "INT";

    @Override
    public Handle onInterrupt(Runnable action) {
        Signal interrupt = new Signal(SIGINT);
        SignalHandler before = Signal.handle(interrupt, signal -> action.run());
        return () -> Signal.handle(interrupt, before);
    }
}
