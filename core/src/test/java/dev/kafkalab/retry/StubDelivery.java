package dev.kafkalab.retry;

import dev.kafkalab.consumer.Delivery;
import dev.kafkalab.consumer.Origin;
import dev.kafkalab.consumer.OriginHeader;
import java.sql.Connection;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A record on its way, outside of an engine. */
public record StubDelivery(ConsumerRecord<byte[], byte[]> record, int attempt, Instant firstAttemptAt)
        implements Delivery<byte[]> {
    public static StubDelivery of(ConsumerRecord<byte[], byte[]> record) {
        return new StubDelivery(record, 1, Instant.EPOCH);
    }

    @Override
    public byte[] key() {
        return record.key();
    }

    @Override
    public Origin origin() {
        return OriginHeader.of(record);
    }

    @Override
    public void acknowledge() {
        throw new IllegalStateException();
    }

    @Override
    public void send(ProducerRecord<byte[], byte[]> sent) {
        throw new IllegalStateException();
    }

    @Override
    public Connection connection() {
        throw new IllegalStateException();
    }

    @Override
    public void attach(Connection connection) {
        throw new IllegalStateException();
    }
}
