package io.everthread.domain;

/**
 * Identifies a run step.
 *
 * @param value see {@link Id}
 */
public record StepId(String value) implements Id {

    /** @throws InvalidValue if {@code value} cannot be an id */
    public StepId {
        Id.checked("step_id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
