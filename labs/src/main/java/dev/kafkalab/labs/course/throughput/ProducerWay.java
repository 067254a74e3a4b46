package dev.kafkalab.labs.course.throughput;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings of a producer.
 *
 * @param awaited whether each record is acknowledged before the next is sent
 * @param linger how long a batch waits for company
 * @param batchBytes a batch is full with so many
 */
record ProducerWay(boolean awaited, String acks, Duration linger, int batchBytes, String compression) {
    private static final Duration SHORT = Duration.ofMillis(10);
    private static final int SMALL = 4 << 10;
    private static final int LARGE = 128 << 10;
    private static final String ALL = "all";
    private static final String PLAIN = "none";
    private static final String COMPRESSION = "zstd";

    /** The slow way. */
    static final ProducerWay ONE_BY_ONE = new ProducerWay(true, ALL, Duration.ZERO, LARGE, PLAIN);
    /** The cure. */
    static final ProducerWay BATCHES = new ProducerWay(false, ALL, SHORT, LARGE, PLAIN);
    /** The same, compressed. */
    static final ProducerWay COMPRESSED = new ProducerWay(false, ALL, SHORT, LARGE, COMPRESSION);

    /** The slow way, then every combination; a way's place in this list is the partition it writes to. */
    static final List<ProducerWay> GRID = grid();

    private static List<ProducerWay> grid() {
        List<ProducerWay> ways = new ArrayList<>(List.of(ONE_BY_ONE));
        for (String acks : List.of(ALL, "1")) {
            for (Duration linger : List.of(Duration.ZERO, SHORT)) {
                for (int batchBytes : List.of(SMALL, LARGE)) {
                    for (String compression : List.of(PLAIN, COMPRESSION)) {
                        ways.add(new ProducerWay(false, acks, linger, batchBytes, compression));
                    }
                }
            }
        }
        return List.copyOf(ways);
    }

    int partition() {
        return GRID.indexOf(this);
    }

    String batch() {
        return (batchBytes >> 10) + "K";
    }

    /** In words that say all. */
    @Override
    public String toString() {
        return awaited
                ? "one by one, acks=" + acks
                : "acks=%s linger=%dms batch=%s %s".formatted(acks, linger.toMillis(), batch(), compression);
    }
}
