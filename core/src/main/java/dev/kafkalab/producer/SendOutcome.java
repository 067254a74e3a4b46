package dev.kafkalab.producer;

import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/** What became of one record. */
public sealed interface SendOutcome {
    /**
     * The brokers hold it, on as many replicas as {@code acks} asks for.
     *
     * @param metadata topic, partition, offset (-1 with {@code acks=0}), timestamp
     */
    record Delivered(RecordMetadata metadata) implements SendOutcome {}

    /**
     * It was not acknowledged. After a time-out the brokers may hold it all the same; after a refusal they do not.
     *
     * @param cause what Kafka's client said
     */
    record Failed(Exception cause) implements SendOutcome {
        /** Whether this record alone was refused (too large, not serializable, …), so that others may still be sent. */
        public boolean recordAtFault() {
            return cause instanceof RecordTooLargeException
                    || cause instanceof SerializationException
                    || cause instanceof InvalidRecordException
                    || cause instanceof InvalidTimestampException
                    || cause instanceof CorruptRecordException;
        }
    }
}
