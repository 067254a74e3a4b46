package dev.kafkalab.bench;

import static dev.kafkalab.bench.Contestants.*;

import java.util.List;
import java.util.stream.Stream;

/**
 * A way to be worked, and who takes part.
 *
 * @param stuck whether the records of key 0 are not done before the run is over
 * @param reference whom the others are compared with
 */
record Workload(String name, Work work, Keys keys, boolean stuck, String reference, List<String> contestants) {
    private static final List<String> PEERS =
            List.of(RAW_POLL, SPRING_RECORD, SPRING_BATCH, PC_KEY, PC_UNORDERED, DECATON_KEY);
    private static final List<String> OURS =
            List.of(LAB_PARTITION, LAB_KEY, LAB_UNORDERED, LAB_BATCH, LAB_KEY_EACH, LAB_KEY_TRANSACTION);
    private static final List<String> BY_KEY = List.of(PC_KEY, DECATON_KEY, LAB_KEY);

    static final List<Workload> ALL = List.of(
            speed("none", Work.NONE, RAW_POLL, RAW_SECOND, LAB_PARTITION_EACH),
            speed("cpu-20us", Work.CPU_20_US, THREADS),
            speed("wait-1ms", Work.WAIT_1_MS, THREADS),
            speed("wait-5ms", Work.WAIT_5_MS, THREADS),
            keys("none-1-key", Work.NONE, Keys.ONE, RAW_POLL),
            keys("none-100-keys", Work.NONE, Keys.HUNDRED, RAW_POLL),
            keys("none-skewed", Work.NONE, Keys.SKEWED, RAW_POLL),
            keys("wait-1ms-1-key", Work.WAIT_1_MS, Keys.ONE, THREADS),
            keys("wait-1ms-100-keys", Work.WAIT_1_MS, Keys.HUNDRED, THREADS),
            keys("wait-1ms-skewed", Work.WAIT_1_MS, Keys.SKEWED, THREADS),
            new Workload("stuck-key", Work.NONE, Keys.TEN_THOUSAND, true, DECATON_KEY, BY_KEY));

    /** Everybody, and some who take part in this one only. */
    private static Workload speed(String name, Work work, String reference, String... more) {
        return new Workload(
                name,
                work,
                Keys.TEN_THOUSAND,
                false,
                reference,
                together(List.of(reference), List.of(more), PEERS, OURS));
    }

    private static Workload keys(String name, Work work, Keys keys, String reference) {
        return new Workload(name, work, keys, false, reference, together(List.of(reference), BY_KEY));
    }

    @SafeVarargs
    private static List<String> together(List<String>... groups) {
        return Stream.of(groups).flatMap(List::stream).distinct().toList();
    }

    String title() {
        return work.title() + ", " + keys.title() + (stuck ? ", one of them stuck" : "") + ", " + work.concurrency()
                + " at once";
    }
}
