package io.everthread.domain;

/**
 * A rule of the domain was about to be broken; nothing has changed. Thrown by the domain's constructors and methods only: a
 * gateway reports the same facts as its own exceptions.
 */
public abstract sealed class RuleViolation extends RuntimeException
        permits InvalidValue, ConversationBusy, IllegalTransition, WrongToolOutputs {

    private static final long serialVersionUID = 1L;

    RuleViolation(String message) {
        super(message);
    }
}
