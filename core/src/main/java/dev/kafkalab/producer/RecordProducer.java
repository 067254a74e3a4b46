package dev.kafkalab.producer;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.producer.SendOutcome.Delivered;
import dev.kafkalab.producer.SendOutcome.Failed;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records and says of each what became of it.
 *
 * <p>Promise: {@code acks=all} and idempotence unless the properties say otherwise, so that the client's own retries
 * neither repeat nor reorder records within a partition while the producer lives. Every {@link #send} has exactly one
 * outcome. Memory is bounded by {@code buffer.memory}: when it is full, {@code send} waits, up to {@code max.block.ms}.
 *
 * <p>Not promised: a caller that sends a record again after a {@link Failed} may repeat it, and records behind a failed
 * one may already have been delivered.
 *
 * <p>Thread-safe. Whoever creates it closes it.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public final class RecordProducer<K, V> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordProducer.class);

    private final Producer<K, V> producer;

    /**
     * @param properties any property of Kafka's producer
     * @throws KafkaLabException if properties contradict each other
     * @throws KafkaException if Kafka's client refuses the properties
     */
    public RecordProducer(Map<String, ?> properties, Serializer<K> keys, Serializer<V> values) {
        this(new KafkaProducer<>(complete(properties), keys, values));
    }

    /** Sends through {@code producer}, which it closes. */
    RecordProducer(Producer<K, V> producer) {
        this.producer = producer;
    }

    private static Map<String, Object> complete(Map<String, ?> given) {
        Map<String, Object> properties = new HashMap<>(given);
        Object acks = properties.getOrDefault(ProducerConfig.ACKS_CONFIG, "all");
        boolean all = acks.equals("all") || acks.toString().equals("-1");
        Object idempotence = properties.get(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG);
        if (!all && (idempotence == null || Boolean.parseBoolean(idempotence.toString()))) {
            throw KafkaLabException.usage(
                    "acks=" + acks + " contradicts idempotence; use acks=all, or say enable.idempotence=false too");
        }
        properties.putIfAbsent(ProducerConfig.ACKS_CONFIG, "all");
        properties.putIfAbsent(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, all);
        return properties;
    }

    /**
     * Queues a record; waits while the buffer is full.
     *
     * @throws IllegalStateException if this producer was closed; then there is no outcome
     * @throws InterruptException if the thread is interrupted while it waits; then there is no outcome
     */
    public void send(ProducerRecord<K, V> record, OutcomeHandler handler) {
        try {
            producer.send(
                    record,
                    (metadata, error) -> tell(handler, error == null ? new Delivered(metadata) : new Failed(error)));
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            tell(handler, new Failed(e));
        }
    }

    private static void tell(OutcomeHandler handler, SendOutcome outcome) {
        try {
            handler.onOutcome(outcome);
        } catch (RuntimeException e) {
            LOG.error("an outcome handler failed; mend it, its record's outcome is lost", e);
        }
    }

    /**
     * How many partitions a topic has; asks the brokers if it is not known yet.
     *
     * @throws KafkaException if they do not say within {@code max.block.ms}
     */
    public int partitions(String topic) {
        return producer.partitionsFor(topic).size();
    }

    /** Sends what is queued at once and waits for its outcomes. */
    public void flush() {
        producer.flush();
    }

    /** Waits for the outcome of every record sent so far, at most {@code delivery.timeout.ms}, then closes. */
    @Override
    public void close() {
        producer.close();
    }

    /** {@link #close()}, but what has no outcome after {@code limit} fails. */
    public void close(Duration limit) {
        producer.close(limit);
    }
}
