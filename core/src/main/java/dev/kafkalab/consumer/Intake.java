package dev.kafkalab.consumer;

/**
 * How much of a partition may be in memory: polled and not done. At the bound this partition is paused, no other.
 *
 * @param records of one partition; may be passed by one poll's worth ({@code max.poll.records})
 * @param bytes of keys and values of one partition; may be passed by one poll's worth
 */
public record Intake(int records, long bytes) {
    /** 10,000 records and 16 MB of each partition. */
    public static final Intake STANDARD = new Intake(10_000, 16L << 20);

    public Intake {
        if (records < 1) {
            throw new IllegalArgumentException("intake of " + records + " records; it must be 1 or more");
        }
        if (bytes < 1) {
            throw new IllegalArgumentException("intake of " + bytes + " bytes; it must be 1 or more");
        }
    }
}
