package io.everthread.port;

import io.everthread.domain.InvalidValue;
import java.time.Duration;

/**
 * A caller's own name for one request, by which a repetition is recognised for 24 hours.
 *
 * @param value 1 to {@value #MAX_LENGTH} characters, not blank
 */
public record RequestKey(String value) {

    public static final int MAX_LENGTH = 255;

    /** For how long a key is remembered. */
    public static final Duration MEMORY = Duration.ofHours(24);

    /** @throws InvalidValue if the length is wrong */
    public RequestKey {
        InvalidValue.ifBlank("idempotency_key", value);
        InvalidValue.ifLonger("idempotency_key", value, MAX_LENGTH);
    }
}
