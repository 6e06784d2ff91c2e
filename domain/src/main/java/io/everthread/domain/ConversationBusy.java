package io.everthread.domain;

/** A conversation has an active run, so it takes neither another run nor a message until that run ends or is cancelled. */
public final class ConversationBusy extends RuleViolation {

    private static final long serialVersionUID = 1L;

    /** What was refused. */
    public enum Refused {
        /** Starting a second run. */
        RUN,
        /** Adding a message. */
        MESSAGE
    }

    private final ConversationId conversation;
    private final RunId activeRun;
    private final Refused refused;

    public ConversationBusy(ConversationId conversation, RunId activeRun, Refused refused) {
        super(conversation + " has the active run " + activeRun);
        this.conversation = conversation;
        this.activeRun = activeRun;
        this.refused = refused;
    }

    public ConversationId conversation() {
        return conversation;
    }

    /** The run that must end first. */
    public RunId activeRun() {
        return activeRun;
    }

    public Refused refused() {
        return refused;
    }
}
