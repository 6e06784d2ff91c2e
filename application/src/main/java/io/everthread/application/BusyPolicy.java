package io.everthread.application;

/** What to do when a conversation has an active run. */
public enum BusyPolicy {
    /** Wait for it to end, within the deadline. */
    WAIT,
    /** Cancel it. */
    CANCEL,
    /** Give up with {@link io.everthread.port.AssistantException.Busy}. */
    FAIL
}
