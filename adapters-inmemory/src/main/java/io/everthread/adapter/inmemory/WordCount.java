package io.everthread.adapter.inmemory;

import io.everthread.port.TokenCounter;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes a word, with the white space after it, for a token: a number that a reader of a test can check. */
final class WordCount implements TokenCounter {

    private static final Pattern WORD = Pattern.compile("\\s*\\S+\\s*");

    @Override
    public int count(String model, String text) {
        return (int) words(text).count();
    }

    /** The words of {@code text}; joined they are {@code text}, unless that is white space only and so has none. */
    static Stream<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group);
    }
}
