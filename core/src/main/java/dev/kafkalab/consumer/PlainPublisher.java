package dev.kafkalab.consumer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends outside of transactions, with {@code acks=all} and idempotence; connects when there is something to send. */
final class PlainPublisher implements Publisher {
    private final Map<String, Object> properties;
    private @Nullable Producer<byte[], byte[]> producer;
    private boolean closed;

    PlainPublisher(Map<String, Object> properties) {
        this.properties = new HashMap<>(properties);
        this.properties.put(ProducerConfig.ACKS_CONFIG, "all");
        this.properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    }

    @Override
    public void send(ProducerRecord<byte[], byte[]> record, InFlight<?> cause) {
        throw new IllegalStateException("there is no transaction to send in");
    }

    @Override
    public void publish(ProducerRecord<byte[], byte[]> record, InFlight<?> cause, Consumer<@Nullable Exception> then) {
        try {
            producer().send(record, (metadata, failure) -> then.accept(failure));
        } catch (KafkaException | IllegalStateException e) {
            then.accept(e);
        }
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (closed) {
            throw new IllegalStateException("the consumer is closed");
        }
        if (producer == null) {
            producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (producer != null) {
            producer.close(Duration.ofSeconds(5));
        }
    }
}
