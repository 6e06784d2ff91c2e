package io.everthread.domain;

/**
 * Identifies a run.
 *
 * @param value see {@link Id}
 */
public record RunId(String value) implements Id {

    /** @throws InvalidValue if {@code value} cannot be an id */
    public RunId {
        Id.checked("run_id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
