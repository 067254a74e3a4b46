package dev.kafkalab.labs.course.duplicates;

import dev.kafkalab.labs.frame.Expectation;
import java.util.Locale;

/** A way to bear with records that are delivered again. */
enum Way {
    /** Each delivery takes effect. */
    NAIVE,
    /** Ids that are done are remembered in memory. */
    MEMORY,
    /** Ids that are done are remembered in Redis; killed where that holds. */
    REDIS,
    /** The same, killed where it cannot hold: after the effect, before the mark. */
    REDIS_UNMARKED,
    /** Ids that are done are rows, written in the transaction of the effect. */
    INBOX,
    /** Effects are records, sent in the transaction that commits the offset. */
    TRANSACTIONS;

    /** Where its first consumer stands when it is killed: before the effect of a record or behind it. */
    boolean diesBeforeTheEffect() {
        return this == REDIS;
    }

    /** The text of the check on its repeats. */
    String check() {
        return switch (this) {
            case NAIVE, MEMORY -> "repeats";
            case REDIS_UNMARKED -> "window";
            case REDIS, INBOX, TRANSACTIONS -> "once";
        };
    }

    Expectation expected(long repeated) {
        return switch (this) {
            case NAIVE, MEMORY -> Expectation.atLeast(1, repeated);
            case REDIS_UNMARKED -> Expectation.equal(1, repeated);
            case REDIS, INBOX, TRANSACTIONS -> Expectation.equal(0, repeated);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
