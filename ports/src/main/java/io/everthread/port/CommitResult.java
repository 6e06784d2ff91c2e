package io.everthread.port;

/** What came of a commit. Nothing has changed unless it is {@link Committed}. */
public sealed interface CommitResult {

    record Committed() implements CommitResult {}

    /**
     * Somebody else was faster; read again and decide again.
     *
     * @param what the object whose version was another, for logs
     */
    record Conflict(String what) implements CommitResult {}

    /** The writer no longer has the right to work on the run. */
    record StaleLease() implements CommitResult {}

    /** The request was made before. */
    record KeyTaken(KeyUse first) implements CommitResult {}
}
