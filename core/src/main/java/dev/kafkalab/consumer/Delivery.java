package dev.kafkalab.consumer;

import java.sql.Connection;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * One record on its way to a handler: where it stands, which attempt this is, and what a handler can do about it.
 *
 * <p>Belongs to the thread that handles it, until the handler returns; {@link #acknowledge()} alone may be called later
 * and from any thread.
 *
 * @param <K> type of the key
 */
public interface Delivery<K> {
    /** The record as it lies on the broker. Not to be changed. */
    ConsumerRecord<byte[], byte[]> record();

    /** The decoded key; null if the record has none. */
    K key();

    /** Where the record was first; the record's own place unless it came through a retry or dead letter topic. */
    Origin origin();

    /** Which attempt this is, from 1; those made before the record went through a retry topic count. */
    int attempt();

    /** When the first attempt was made. */
    Instant firstAttemptAt();

    /**
     * Says that the record is done; only with {@link Commits#manual()}. To say it again changes nothing. After the
     * partition was taken away it has no effect: the record is somebody else's by then.
     *
     * @throws IllegalStateException if commits are not manual
     */
    void acknowledge();

    /**
     * Sends a record in the transaction that commits this one; only with {@link Commits#inTransaction()}. It is sent
     * when the handler has returned; if the handler throws, nothing is.
     *
     * @throws IllegalStateException if commits are not in a transaction
     */
    void send(ProducerRecord<byte[], byte[]> record);

    /**
     * The connection of the transaction in which this record is remembered; only with a de-duplication that has one. The
     * handler writes through it and neither commits nor closes it.
     *
     * @throws IllegalStateException if no connection is attached
     */
    Connection connection();

    /** Sets what {@link #connection()} returns; for a de-duplication. */
    void attach(Connection connection);

    /** The record's headers. Not to be changed. */
    default Headers headers() {
        return record().headers();
    }
}
