package dev.kafkalab.dedup;

import dev.kafkalab.consumer.Delivery;
import dev.kafkalab.consumer.Origin;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A record in a handler's hands, without a consumer. */
public final class TestDelivery implements Delivery<String> {
    private final ConsumerRecord<byte[], byte[]> record;
    private Connection connection;

    private TestDelivery(ConsumerRecord<byte[], byte[]> record) {
        this.record = record;
    }

    public static TestDelivery of(byte[] key, byte[] value) {
        return new TestDelivery(new ConsumerRecord<>("orders", 0, 42, key, value));
    }

    public static TestDelivery of(String value) {
        return of(null, value.getBytes(StandardCharsets.UTF_8));
    }

    public static TestDelivery any() {
        return of("{}");
    }

    TestDelivery with(String header, byte[] value) {
        record.headers().add(header, value);
        return this;
    }

    @Override
    public ConsumerRecord<byte[], byte[]> record() {
        return record;
    }

    @Override
    public String key() {
        return null;
    }

    @Override
    public Origin origin() {
        return new Origin(record.topic(), record.partition(), record.offset(), record.timestamp());
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public Instant firstAttemptAt() {
        return Instant.EPOCH;
    }

    @Override
    public void acknowledge() {
        throw new IllegalStateException("commits are not manual");
    }

    @Override
    public void send(ProducerRecord<byte[], byte[]> record) {
        throw new IllegalStateException("commits are not in a transaction");
    }

    @Override
    public Connection connection() {
        if (connection == null) {
            throw new IllegalStateException("no connection is attached");
        }
        return connection;
    }

    @Override
    public void attach(Connection connection) {
        this.connection = connection;
    }
}
