package io.everthread.port;

/**
 * The right to work on a run, for a time.
 *
 * @param owner who holds it, for people to read
 * @param token the fencing token: larger than that of every earlier lease of the run
 */
public record Lease(RunRef run, String owner, long token) {}
