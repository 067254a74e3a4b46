package dev.kafkalab.bench.content;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What the platform has set itself to reach.
 *
 * @param atLeast whether the bound is the least or the most
 * @param figure empty where nothing was measured
 */
record ContentMark(String what, boolean atLeast, double bound, Function<Measurements, OptionalDouble> figure) {
    static ContentMark atLeast(String what, double bound, Function<Measurements, OptionalDouble> figure) {
        return new ContentMark(what, true, bound, figure);
    }

    static ContentMark atMost(String what, double bound, Function<Measurements, OptionalDouble> figure) {
        return new ContentMark(what, false, bound, figure);
    }

    /** In one line; empty where nothing was measured. */
    Optional<String> judge(Measurements runs) {
        OptionalDouble found = figure.apply(runs);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        double value = found.getAsDouble();
        return Optional.of(String.format(
                Locale.ROOT,
                "%-7s %7.2f  (%s %.2f)  %s",
                (atLeast ? value >= bound : value <= bound) ? "reached" : "MISSED",
                value,
                atLeast ? "at least" : "at most",
                bound,
                what));
    }
}
