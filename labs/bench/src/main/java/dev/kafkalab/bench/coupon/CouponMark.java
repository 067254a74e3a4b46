package dev.kafkalab.bench.coupon;

import dev.kafkalab.bench.Bound;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What the coupon event has set itself to reach.
 *
 * @param atLeast whether the bound is the least or the most
 * @param figure empty where nothing was measured
 */
record CouponMark(String what, boolean atLeast, double bound, Function<Runs, OptionalDouble> figure) {
    static final List<CouponMark> ALL = List.of(
            ratio(Part.DECIDE, 0.8),
            ratio(Part.HTTP, 0.7),
            new CouponMark(
                    "http: p99 at 64 connections, ms",
                    false,
                    10,
                    runs -> runs.median(Part.HTTP, Part.HTTP.ours(), Run::p99Millis)),
            ratio(Part.WORKER, 0.7));

    private static CouponMark ratio(Part part, double least) {
        return new CouponMark(
                "%s: rate of %s / %s".formatted(part.id(), part.ours(), part.bare()),
                true,
                least,
                runs -> runs.ratio(part, part.ours(), part.bare()));
    }

    /** In one line; empty where nothing was measured. */
    Optional<String> judge(Runs runs) {
        return new Bound(atLeast, bound).judge(what, figure.apply(runs));
    }
}
