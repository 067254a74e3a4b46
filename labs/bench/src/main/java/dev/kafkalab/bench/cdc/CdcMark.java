package dev.kafkalab.bench.cdc;

import static dev.kafkalab.bench.cdc.Contestants.*;

import dev.kafkalab.bench.Bound;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What change capture has set itself to reach.
 *
 * @param atLeast whether the bound is the least or the most
 * @param figure empty where nothing was measured
 */
record CdcMark(String what, boolean atLeast, double bound, Function<CdcResults, OptionalDouble> figure) {
    static final List<CdcMark> ALL = List.of(
            drain(BINLOG, 3),
            drain(ENVELOPE, 3),
            drain(SNAPSHOT, 1.5),
            most(Part.DRAIN, LAB, Figure.HEAP, 256, "heap after collection, MB"),
            most(Part.LATENCY, LAB, Figure.P50, 12, "p50, ms"),
            most(Part.LATENCY, LAB, Figure.P99, 60, "p99, ms"),
            most(Part.IDLE, LAB, Figure.CPU_SHARE, 1, "per cent of a processor"),
            most(Part.IDLE, LAB, Figure.QUERIES_PER_SECOND, 50, "queries per second"),
            writer(UPDATE_OUTBOX, 1.3),
            writer(UPDATE_TRIGGERS, 1.5));

    /** In one line; empty where nothing was measured. */
    Optional<String> judge(CdcResults results) {
        return new Bound(atLeast, bound).judge(what, figure.apply(results));
    }

    private static CdcMark drain(String other, double least) {
        return new CdcMark(
                "drain: rate of %s / %s".formatted(LAB, other),
                true,
                least,
                results -> results.ratio(Part.DRAIN, LAB, other, Figure.ROWS_PER_SECOND));
    }

    private static CdcMark writer(String contestant, double most) {
        return new CdcMark(
                "writer: median transaction of %s / %s".formatted(contestant, UPDATE),
                false,
                most,
                results -> results.ratio(Part.WRITER, contestant, UPDATE, Figure.P50));
    }

    private static CdcMark most(Part part, String contestant, String figure, double most, String what) {
        return new CdcMark(
                "%s: %s of %s".formatted(part.id(), what, contestant),
                false,
                most,
                results -> results.median(part, contestant, figure));
    }
}
