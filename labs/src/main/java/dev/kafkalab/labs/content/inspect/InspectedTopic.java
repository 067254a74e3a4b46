package dev.kafkalab.labs.content.inspect;

import dev.kafkalab.labs.content.ContentJson;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.InspectedPost;
import dev.kafkalab.labs.content.work.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/** Where inspected posts go. Thread-safe. */
final class InspectedTopic implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaProducer<byte[], byte[]> producer;
    private final Serializer<InspectedPost> serializer = ContentJson.serdes().serializer();
    private final String topic;

    InspectedTopic(ContentStores stores, ContentNames names) {
        Map<String, Object> properties = new HashMap<>(stores.kafka());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 3);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0); // who sends waits, and others send meanwhile
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        this.topic = names.inspected();
    }

    /**
     * Returns when the brokers have it.
     *
     * @throws StoreUnavailableException if they do not answer
     */
    void send(InspectedPost post) throws InterruptedException {
        byte[] key = Long.toString(post.id()).getBytes(StandardCharsets.UTF_8);
        try {
            producer.send(new ProducerRecord<>(topic, key, serializer.serialize(topic, post)))
                    .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                throw new StoreUnavailableException("Kafka", e.getCause());
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) { // of a full buffer, or of a topic whose leader is not known
            throw new StoreUnavailableException("Kafka", e);
        }
    }

    @Override
    public void close() {
        producer.close(PATIENCE);
    }
}
