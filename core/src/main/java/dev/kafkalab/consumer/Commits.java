package dev.kafkalab.consumer;

import java.time.Duration;
import java.util.Optional;

/** When a group's offsets are stored. In each mode but {@link Auto} only records that are done are committed. */
public sealed interface Commits {
    /**
     * Kafka's own: the client commits what was polled, every {@code auto.commit.interval.ms}. The handler runs in the
     * poll thread, since work that leaves it would be committed before it is done; so it is refused with parallel lanes.
     */
    record Auto() implements Commits {}

    /**
     * After each record, waiting for the broker, before the next of its lane is handled. The fewest repeats, the most
     * requests: never more than the concurrency wait for their commit when another record is begun.
     */
    record Each() implements Commits {}

    /**
     * What is done is committed in the background at intervals, and at the end; what is finished out of order is
     * remembered in the commit metadata.
     *
     * @param interval at most this long after a record is done; more than zero
     * @param records at the latest after so many records are done; 1 or more
     */
    record AfterProcessing(Duration interval, long records) implements Commits {
        public AfterProcessing {
            if (interval.isNegative() || interval.isZero()) {
                throw new IllegalArgumentException("commit interval is " + interval + "; it must be more than zero");
            }
            if (records < 1) {
                throw new IllegalArgumentException("commit every " + records + " records; it must be 1 or more");
            }
        }

        /** The same, at intervals of this length. */
        public AfterProcessing every(Duration interval) {
            return new AfterProcessing(interval, records);
        }

        /** The same, also whenever so many records are done. */
        public AfterProcessing every(long records) {
            return new AfterProcessing(interval, records);
        }
    }

    /**
     * A record is done when {@link Delivery#acknowledge()} is called, then or later, in any order; committed as {@code
     * cadence} says. The next of its lane is handled when the handler has returned. Before a partition is given away and
     * at the end, records that were handled and not acknowledged are waited for, at most the drain limit.
     */
    record Manual(AfterProcessing cadence) implements Commits {}

    /**
     * Offsets are committed in the same Kafka transaction as what handlers {@link Delivery#send send}: readers with {@code
     * read_committed} see each effect once.
     *
     * @param transactionalId empty: one of its own for each consumer
     * @param interval how long a transaction gathers records at most
     */
    record InTransaction(Optional<String> transactionalId, Duration interval) implements Commits {
        public InTransaction {
            if (interval.isNegative() || interval.isZero()) {
                throw new IllegalArgumentException(
                        "transaction interval is " + interval + "; it must be more than zero");
            }
        }

        /** The same with a transactional id of the caller's, unique among all running consumers. */
        public InTransaction as(String transactionalId) {
            return new InTransaction(Optional.of(transactionalId), interval);
        }

        /** The same, gathering records for at most this long. */
        public InTransaction every(Duration interval) {
            return new InTransaction(transactionalId, interval);
        }
    }

    static Commits auto() {
        return new Auto();
    }

    static Commits each() {
        return new Each();
    }

    /** Every second. */
    static AfterProcessing afterProcessing() {
        return new AfterProcessing(Duration.ofSeconds(1), Long.MAX_VALUE);
    }

    /** With what is acknowledged committed every second. */
    static Commits manual() {
        return new Manual(afterProcessing());
    }

    /** Gathering records for at most 100 ms. */
    static InTransaction inTransaction() {
        return new InTransaction(Optional.empty(), Duration.ofMillis(100));
    }
}
