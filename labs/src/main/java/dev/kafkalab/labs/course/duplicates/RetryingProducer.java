package dev.kafkalab.labs.course.duplicates;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka's producer, which sends again when no answer comes within a second, and says how often it did. */
final class RetryingProducer implements AutoCloseable {
    private final KafkaProducer<String, String> producer;
    private final String topic;

    RetryingProducer(Map<String, Object> clientProperties, String topic, boolean idempotent) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put("acks", "all");
        properties.put("enable.idempotence", idempotent);
        properties.put("request.timeout.ms", 1_000);
        properties.put("delivery.timeout.ms", 30_000);
        properties.put("reconnect.backoff.max.ms", 100);
        properties.put("linger.ms", 0);
        this.producer = new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
        this.topic = topic;
    }

    Future<RecordMetadata> send(String order) {
        return producer.send(new ProducerRecord<>(topic, order, order));
    }

    /** Waits until the broker has said that it has the record. */
    static void await(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        }
    }

    /** How many records it sent again so far. */
    long retries() {
        return producer.metrics().values().stream()
                .filter(metric -> metric.metricName().group().equals("producer-metrics"))
                .filter(metric -> metric.metricName().name().equals("record-retry-total"))
                .map(Metric::metricValue)
                .mapToLong(value -> ((Number) value).longValue())
                .sum();
    }

    @Override
    public void close() {
        producer.close();
    }
}
