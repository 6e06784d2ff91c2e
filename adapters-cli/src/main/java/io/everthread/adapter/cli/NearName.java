package io.everthread.adapter.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses which name was meant. */
final class NearName {

    private NearName() {}

    /** The one of {@code names} that is most like {@code typed}, if any is like it. */
    static Optional<String> to(String typed, Collection<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(typed, name)))
                .filter(name -> distance(typed, name) <= Math.max(2, typed.length() / 3));
    }

    /** How many characters must be inserted, deleted or replaced (Levenshtein). */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int above = row[j];
                boolean same = from.charAt(i - 1) == to.charAt(j - 1);
                row[j] = same ? diagonal : 1 + Math.min(diagonal, Math.min(row[j - 1], above));
                diagonal = above;
            }
        }
        return row[to.length()];
    }
}
