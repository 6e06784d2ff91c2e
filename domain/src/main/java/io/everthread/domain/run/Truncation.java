package io.everthread.domain.run;

import io.everthread.domain.InvalidValue;

/** How much of a conversation the model is shown. */
public sealed interface Truncation {

    /** Drops messages from the middle until the rest fits the model and {@code max_prompt_tokens}. */
    Truncation AUTO = new Auto();

    /** See {@link Truncation#AUTO}. */
    record Auto() implements Truncation {}

    /**
     * Shows the newest messages only.
     *
     * @param count how many; at least 1
     */
    record LastMessages(int count) implements Truncation {
        /** @throws InvalidValue if {@code count} is below 1 */
        public LastMessages {
            if (count < 1) {
                throw new InvalidValue("truncation_strategy.last_messages", "must be at least 1");
            }
        }
    }
}
