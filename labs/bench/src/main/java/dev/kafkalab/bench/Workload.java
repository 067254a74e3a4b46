package dev.kafkalab.bench;

import static dev.kafkalab.bench.Contestants.*;

import java.util.List;

/**
 * A way to be worked, and who takes part.
 *
 * @param stuck whether the records of key 0 are not done before the run is over
 * @param reference whom the others are compared with
 */
record Workload(String name, Work work, Keys keys, boolean stuck, String reference, List<String> contestants) {
    private static final List<String> BY_KEY = List.of(PC_KEY);

    static final List<Workload> ALL = List.of(
            speed("none", Work.NONE, RAW_POLL, RAW_POLL, RAW_SECOND, SPRING_RECORD, SPRING_BATCH, PC_KEY, PC_UNORDERED),
            speed(
                    "cpu-20us",
                    Work.CPU_20_US,
                    THREADS,
                    THREADS,
                    RAW_POLL,
                    SPRING_RECORD,
                    SPRING_BATCH,
                    PC_KEY,
                    PC_UNORDERED),
            speed(
                    "wait-1ms",
                    Work.WAIT_1_MS,
                    THREADS,
                    THREADS,
                    RAW_POLL,
                    SPRING_RECORD,
                    SPRING_BATCH,
                    PC_KEY,
                    PC_UNORDERED),
            speed(
                    "wait-5ms",
                    Work.WAIT_5_MS,
                    THREADS,
                    THREADS,
                    RAW_POLL,
                    SPRING_RECORD,
                    SPRING_BATCH,
                    PC_KEY,
                    PC_UNORDERED),
            keys("none-1-key", Work.NONE, Keys.ONE, RAW_POLL),
            keys("none-100-keys", Work.NONE, Keys.HUNDRED, RAW_POLL),
            keys("none-skewed", Work.NONE, Keys.SKEWED, RAW_POLL),
            keys("wait-1ms-1-key", Work.WAIT_1_MS, Keys.ONE, THREADS),
            keys("wait-1ms-100-keys", Work.WAIT_1_MS, Keys.HUNDRED, THREADS),
            keys("wait-1ms-skewed", Work.WAIT_1_MS, Keys.SKEWED, THREADS),
            new Workload("stuck-key", Work.NONE, Keys.TEN_THOUSAND, true, PC_KEY, BY_KEY));

    private static Workload speed(String name, Work work, String reference, String... contestants) {
        return new Workload(name, work, Keys.TEN_THOUSAND, false, reference, List.of(contestants));
    }

    private static Workload keys(String name, Work work, Keys keys, String reference) {
        var contestants = new java.util.ArrayList<String>();
        contestants.add(reference);
        contestants.addAll(BY_KEY);
        return new Workload(name, work, keys, false, reference, List.copyOf(contestants));
    }

    String title() {
        return work.title() + ", " + keys.title() + (stuck ? ", one of them stuck" : "") + ", " + work.concurrency()
                + " at once";
    }
}
