package io.everthread.port;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may say of a single call.
 *
 * @param key makes the call repeatable, see AG-04; a key is good for one call
 * @param timeout how long the call may take from when it is made; null leaves it to the gateway
 */
public record CallOptions(
        @Nullable RequestKey key, @Nullable Duration timeout) {

    public static final CallOptions NONE = new CallOptions(null, null);

    /** This, with {@code fallback}'s values where this says nothing. */
    public CallOptions orElse(CallOptions fallback) {
        return new CallOptions(key != null ? key : fallback.key, timeout != null ? timeout : fallback.timeout);
    }

    public static CallOptions key(String key) {
        return new CallOptions(new RequestKey(key), null);
    }

    public static CallOptions timeout(Duration timeout) {
        return new CallOptions(null, timeout);
    }
}
