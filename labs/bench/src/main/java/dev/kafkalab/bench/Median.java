package dev.kafkalab.bench;

import java.util.Arrays;
import java.util.OptionalDouble;

/** The middle of some figures. */
public final class Median {
    private Median() {}

    /** Of two in the middle, what lies between them; empty for none. */
    public static OptionalDouble of(double[] values) {
        if (values.length == 0) {
            return OptionalDouble.empty();
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return OptionalDouble.of(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }
}
