package io.everthread.library;

import io.everthread.application.IdSource;
import java.security.SecureRandom;

/** Ids like those of the original service: the kind's prefix and 24 random letters and digits, 142 bits. */
final class RandomIds implements IdSource {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 24;

    private final SecureRandom random = new SecureRandom();

    @Override
    public String next(Kind kind) {
        StringBuilder id = new StringBuilder(kind.prefix());
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
