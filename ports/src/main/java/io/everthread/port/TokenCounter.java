package io.everthread.port;

/** Counts tokens, to decide what of a conversation fits. Thread-safe. */
@FunctionalInterface
public interface TokenCounter {

    /** How many tokens {@code text} is for {@code model}; an estimate where the model's encoding is not known. */
    int count(String model, String text);
}
