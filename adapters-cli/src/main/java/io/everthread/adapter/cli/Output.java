package io.everthread.adapter.cli;

import io.everthread.domain.run.RunEvent;

/** A form of what goes to stdout. Used by one thread at a time; throws {@link ClosedOutput} when nobody reads. */
interface Output {

    /** The next piece of the reply, as soon as it is there. */
    default void text(String piece) {}

    /** Something happened in the run. */
    default void event(RunEvent event) {}

    /** The question is dealt with, one way or another. */
    void end(Outcome outcome);
}
