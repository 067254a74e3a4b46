package dev.kafkalab.labs.course.throughput;

import java.util.Locale;

/** A way to handle records that each wait for something. */
enum ConsumerWay {
    /** The slow way: a loop that polls and handles. */
    ONE_THREAD(3, 1, 0, true),
    BY_PARTITION(3, 3, 1.5, true),
    /** The same with more partitions, which is what it takes to be faster. */
    BY_PARTITION_12(12, 12, 3, true),
    BY_KEY(3, 32, 4, true),
    UNORDERED(3, 32, 4, false),
    /**
     * One wait for many records, as a bulk insert has. Its work is over so soon that on busy machines most of what is
     * measured is how far apart the first fetches from several brokers are; so less is asked of it.
     */
    BATCHES(3, 3, 2, true);

    private final int partitions;
    private final int concurrency;
    private final double times;
    private final boolean ordered;

    ConsumerWay(int partitions, int concurrency, double times, boolean ordered) {
        this.partitions = partitions;
        this.concurrency = concurrency;
        this.times = times;
        this.ordered = ordered;
    }

    /** Of the topic it reads. */
    int partitions() {
        return partitions;
    }

    /** How many records it may handle at once. */
    int concurrency() {
        return concurrency;
    }

    /** How many times as fast as one thread it has to be at least; far below what it can be, for busy machines. */
    double times() {
        return times;
    }

    /** Whether records of a key are handled in their order. */
    boolean ordered() {
        return ordered;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
