package io.everthread.port;

import java.time.Instant;

/**
 * That a request key was used.
 *
 * @param fingerprint differs for different requests
 * @param result the id of what the request made
 */
public record KeyUse(RequestKey key, String fingerprint, String result, Instant at) {}
