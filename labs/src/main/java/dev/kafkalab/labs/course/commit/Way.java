package dev.kafkalab.labs.course.commit;

import java.util.Locale;

/**
 * A way to commit.
 *
 * <p>How many records the kill may repeat: {@link #fewest} to {@link #most}.
 */
enum Way {
    /** Kafka's client commits what was polled, while threads of a pool are still at work on it. */
    AUTO_POOL(true, 0, KilledExercise.RECORDS),
    /** Kafka's client commits, handlers run on the thread that polls. */
    AUTO(false, 1, KilledExercise.RECORDS),
    /** Committed before the next record of its lane begins. */
    EACH(false, 0, 2 * CommitMember.CONCURRENCY),
    /** Committed batch by batch. */
    BATCH(false, 0, 2 * CommitMember.PARTITIONS * CommitMember.BATCH),
    /** Committed, at intervals, when somebody else says that it is done. */
    MANUAL(false, 0, KilledExercise.RECORDS),
    /** Committed at intervals, never beyond what is done. */
    AFTER(false, 0, KilledExercise.RECORDS);

    private final boolean loses;
    private final int fewest;
    private final int most;

    Way(boolean loses, int fewest, int most) {
        this.loses = loses;
        this.fewest = fewest;
        this.most = most;
    }

    /** Whether it is the failing way that loses records. */
    boolean loses() {
        return loses;
    }

    int fewest() {
        return fewest;
    }

    int most() {
        return most;
    }

    /** What stands in place of a cure that is left out. */
    Way uncured() {
        return AUTO_POOL;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Way of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
