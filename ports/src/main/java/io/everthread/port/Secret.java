package io.everthread.port;

import io.everthread.domain.InvalidValue;

/** An API key or the like. Shows itself only when asked to. */
public final class Secret {

    private final String value;

    /** @throws InvalidValue if {@code value} is blank */
    public Secret(String value) {
        InvalidValue.ifBlank("api_key", value);
        this.value = value;
    }

    /** The secret itself, for the one place that sends it. */
    public String reveal() {
        return value;
    }

    /** Stars, whatever the secret. */
    @Override
    public String toString() {
        return "***";
    }
}
