package dev.kafkalab.bench.content;

import dev.kafkalab.bench.Bound;
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
        return new Bound(atLeast, bound).judge(what, figure.apply(runs));
    }
}
