package io.everthread.domain;

import io.everthread.domain.run.RunStatus;

/** A run's state does not allow what was asked of it, such as cancelling a run that has ended. */
public final class IllegalTransition extends RuleViolation {

    private static final long serialVersionUID = 1L;

    private final RunId run;
    private final RunStatus from;
    private final RunStatus to;

    public IllegalTransition(RunId run, RunStatus from, RunStatus to) {
        super("Run " + run + " cannot go from " + from + " to " + to + ".");
        this.run = run;
        this.from = from;
        this.to = to;
    }

    public RunId run() {
        return run;
    }

    /** The state the run is in. */
    public RunStatus from() {
        return from;
    }

    /** The state that was asked for. */
    public RunStatus to() {
        return to;
    }
}
