package dev.kafkalab.consumer;

import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What the loop does next with a record. */
public sealed interface Outcome {
    /** The one value of {@link Done}. */
    Outcome DONE = new Done();

    /** The record is done. */
    record Done() implements Outcome {}

    /**
     * The record is handed over once more after the delay. Its lane waits; other lanes, the poll and the thread do not.
     *
     * @param delay zero or more
     */
    record RetryAfter(Duration delay) implements Outcome {
        public RetryAfter {
            if (delay.isNegative()) {
                throw new IllegalArgumentException("delay is " + delay + "; it must be zero or more");
            }
        }
    }

    /**
     * The record was not handled, through no fault of its own, and is handed over after the delay. As {@link RetryAfter},
     * but no attempt is used up.
     *
     * @param delay more than zero
     */
    record Later(Duration delay) implements Outcome {}

    /**
     * The record is done once this other record is acknowledged by the brokers: a dead letter, a place in a retry topic.
     * Until then its lane waits, however often that fails, and it is never dropped. In a transaction the two are one.
     */
    record Publish(ProducerRecord<byte[], byte[]> record) implements Outcome {}

    /** The consumer stops; this record and what comes after it are not committed. */
    record Stop(Throwable cause) implements Outcome {}
}
