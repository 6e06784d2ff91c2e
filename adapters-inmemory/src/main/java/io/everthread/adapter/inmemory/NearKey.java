package io.everthread.adapter.inmemory;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Guesses which of some names was meant. */
final class NearKey {

    private static final int MAX_SLIPS = 2;

    private NearKey() {}

    /** Ends a sentence about {@code wrong}: what was probably meant, and what there is. */
    static String suggestion(String wrong, Collection<String> names) {
        String nearest = names.stream()
                .filter(name -> slips(wrong.toLowerCase(Locale.ROOT), name) <= MAX_SLIPS)
                .min(Comparator.comparing(name -> slips(wrong.toLowerCase(Locale.ROOT), name)))
                .map(name -> "; did you mean \"" + name + "\"?")
                .orElse(".");
        return nearest + " There are: " + String.join(", ", names) + ".";
    }

    /** How many letters must be added, removed, changed or swapped with their neighbour. */
    private static int slips(String one, String other) {
        int[][] slips = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                slips[i][j] = i == 0 || j == 0 ? i + j : step(slips, one, other, i, j);
            }
        }
        return slips[one.length()][other.length()];
    }

    private static int step(int[][] slips, String one, String other, int i, int j) {
        int changed = slips[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        int least = Math.min(changed, 1 + Math.min(slips[i - 1][j], slips[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(least, slips[i - 2][j - 2] + 1) : least;
    }
}
