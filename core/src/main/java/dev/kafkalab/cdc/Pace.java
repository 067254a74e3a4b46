package dev.kafkalab.cdc;

import java.time.Duration;

/**
 * How long to rest between two looks: little while changes come, more the longer none does. Never faster than one look in
 * 5 ms: transactions that hold a few rows each cost more than they gain. Of one thread.
 */
final class Pace {
    private static final long LEAST_NANOS = 5_000_000;
    /**
     * A transaction that follows at once is put off by the broker, for 20 ms ({@code add.partitions.to.txn.retry.backoff.ms}),
     * since the end of the one before is still being written into its partitions.
     */
    private static final long BREATH_NANOS = 4_000_000;
    /** So long without a change, and the rests grow. */
    private static final long QUIET_NANOS = 500_000_000;

    private final long mostNanos;
    private long lookedAt = System.nanoTime();
    private long foundAt = System.nanoTime();
    private long sentAt = System.nanoTime();
    private long rest = LEAST_NANOS;

    Pace(Duration idle) {
        this.mostNanos = Math.max(LEAST_NANOS, idle.toNanos());
    }

    /** Told of each look. */
    void looked(boolean found) {
        long now = System.nanoTime();
        if (found) {
            foundAt = now;
            rest = LEAST_NANOS;
        } else if (now - foundAt > QUIET_NANOS) {
            rest = Math.min(mostNanos, rest + rest / 4);
        }
    }

    /** Nanoseconds until the next look. */
    long rest() {
        long now = System.nanoTime();
        return Math.max(0, Math.max(lookedAt + rest - now, sentAt + BREATH_NANOS - now));
    }

    /** Told when what was found is in Kafka. */
    void sent() {
        sentAt = System.nanoTime();
    }

    /** Told when a look begins. */
    void looks() {
        lookedAt = System.nanoTime();
    }
}
