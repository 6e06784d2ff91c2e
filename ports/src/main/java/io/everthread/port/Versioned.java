package io.everthread.port;

/**
 * A stored object.
 *
 * @param version counts its puts, from 1
 */
public record Versioned<T>(T value, long version) {}
