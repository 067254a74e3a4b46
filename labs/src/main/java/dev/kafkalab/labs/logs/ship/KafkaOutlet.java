package dev.kafkalab.labs.logs.ship;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The way to a topic. Waits for brokers as long as it takes: what cannot be delivered at present is kept, and when its
 * buffer is full, {@link #send} blocks. Of one thread, but for {@link #fail}.
 */
final class KafkaOutlet implements Outlet {
    private static final Duration LAST_WORDS = Duration.ofSeconds(30);

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    KafkaOutlet(Map<String, Object> clientProperties, String topic) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L << 20);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.putAll(clientProperties);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.MAX_VALUE);
        properties.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 32 << 20); // the brokers say what is too large
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        this.topic = topic;
    }

    @Override
    public void send(byte[] key, byte[] value, Shipment shipment) {
        shipment.add();
        producer.send(new ProducerRecord<>(topic, key, value), shipment);
    }

    @Override
    public void fail(Exception cause) {
        failure.compareAndSet(null, cause);
    }

    @Override
    public @Nullable Exception failure() {
        return failure.get();
    }

    @Override
    public void flush() {
        producer.flush();
    }

    /** Gives what is on its way a moment to arrive. */
    @Override
    public void close() {
        producer.close(LAST_WORDS);
    }

    @Override
    public void abandon() {
        producer.close(Duration.ZERO);
    }
}
