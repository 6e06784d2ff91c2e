package io.everthread.library;

import io.everthread.port.TokenCounter;

/** Estimates one token for every four characters, which is about right for English and too low for most other scripts. */
final class EstimatingTokenCounter implements TokenCounter {

    private static final int CHARACTERS_PER_TOKEN = 4;

    @Override
    public int count(String model, String text) {
        return (text.length() + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
    }
}
