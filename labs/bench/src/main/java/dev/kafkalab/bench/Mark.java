package dev.kafkalab.bench;

import static dev.kafkalab.bench.Contestants.*;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What kafka-lab has set itself to reach.
 *
 * @param atLeast whether the bound is the least or the most
 * @param figure empty where nothing was measured
 */
record Mark(String what, boolean atLeast, double bound, Function<Results, OptionalDouble> figure) {
    static final List<Mark> ALL = List.of(
            rate("none", LAB_PARTITION, RAW_SECOND, 0.95),
            rate("none", LAB_KEY, RAW_POLL, 0.6),
            rate("none", LAB_PARTITION_EACH, SPRING_RECORD, 1),
            rate("cpu-20us", LAB_KEY, THREADS, 0.9),
            rate("wait-1ms", LAB_KEY, THREADS, 0.95),
            rate("wait-5ms", LAB_KEY, THREADS, 0.97),
            new Mark(
                    "wait-1ms-skewed: rate of the heavy key with lab-key / with threads",
                    true,
                    0.95,
                    results -> results.ratio(
                            "wait-1ms-skewed", LAB_KEY, "wait-1ms-skewed", THREADS, RunResult::rateOfKey0)),
            cpu("none", 1.5),
            cpu("wait-1ms", 6),
            heap("none"),
            heap("wait-1ms"),
            heap("stuck-key"),
            new Mark(
                    "stuck-key: rate of the other keys / rate with none stuck",
                    true,
                    0.9,
                    results -> results.ratio("stuck-key", LAB_KEY, "none", LAB_KEY, RunResult::rate)));

    /** In one line; empty where nothing was measured. */
    Optional<String> judge(Results results) {
        return new Bound(atLeast, bound).judge(what, figure.apply(results));
    }

    private static Mark rate(String workload, String contestant, String other, double least) {
        return new Mark(
                "%s: rate of %s / %s".formatted(workload, contestant, other),
                true,
                least,
                results -> results.ratio(workload, contestant, other));
    }

    private static Mark cpu(String workload, double seconds) {
        return new Mark(
                "%s: CPU seconds of %s for a million records".formatted(workload, LAB_KEY),
                false,
                seconds,
                results -> results.median(workload, LAB_KEY, RunResult::cpuSecondsPerMillion));
    }

    private static Mark heap(String workload) {
        return new Mark(
                "%s: heap of %s after collection, MB".formatted(workload, LAB_KEY),
                false,
                64,
                results -> results.median(workload, LAB_KEY, RunResult::heapMegabytes));
    }
}
