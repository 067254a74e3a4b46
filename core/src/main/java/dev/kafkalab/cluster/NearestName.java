package dev.kafkalab.cluster;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which of some names somebody meant who mistyped one. */
public final class NearestName {
    private NearestName() {}

    /** The one that takes the fewest changes of a character; empty if that is more than a third of them. */
    public static Optional<String> of(String typed, Collection<String> names) {
        return names.stream()
                .min(Comparator.<String>comparingInt(name -> distance(typed, name))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(name -> distance(typed, name) * 3 <= Math.max(typed.length(), name.length()));
    }

    /** Levenshtein's: insertions, deletions and replacements. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
