package io.everthread.library;

import java.util.Collection;
import java.util.Comparator;

/** Guesses which name was meant. */
final class NearNames {

    private NearNames() {}

    /** A sentence that names the nearest of {@code names}, if one is near, and all of them. */
    static String suggestion(String typed, Collection<String> names) {
        String all = "There are: " + String.join(", ", names) + ".";
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(typed, name)))
                .filter(name -> distance(typed, name) <= Math.max(2, typed.length() / 3))
                .map(name -> "Did you mean '" + name + "'? " + all)
                .orElse(all);
    }

    /** How many characters must be inserted, deleted or replaced (Levenshtein), whatever their case. */
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int above = row[j];
                boolean same = Character.toLowerCase(from.charAt(i - 1)) == Character.toLowerCase(to.charAt(j - 1));
                row[j] = same ? diagonal : 1 + Math.min(diagonal, Math.min(row[j - 1], above));
                diagonal = above;
            }
        }
        return row[to.length()];
    }
}
