package io.everthread.adapter.inmemory;

import java.util.regex.Pattern;

/** Hides what looks like a key in a text that is going to be kept. */
final class Redaction {

    private static final Pattern PREFIXED_KEY = Pattern.compile("\\b([spr]k)-[A-Za-z0-9_-]{6,}");
    private static final Pattern BEARER =
            Pattern.compile("\\b(Bearer)\\s+[A-Za-z0-9._~+/=-]+", Pattern.CASE_INSENSITIVE);

    private Redaction() {}

    static String of(String text) {
        return BEARER.matcher(PREFIXED_KEY.matcher(text).replaceAll("$1-***")).replaceAll("$1 ***");
    }
}
