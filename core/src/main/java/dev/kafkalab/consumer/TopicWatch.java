package dev.kafkalab.consumer;

import dev.kafkalab.KafkaLabException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Notices that a topic was deleted. Kafka's consumer does not: it goes on without the topic, as if nobody wrote any more.
 * Belongs to the poll thread.
 */
final class TopicWatch {
    private static final long EVERY = 1_000_000_000;
    /** So long may a broker not know a topic that others know; one that is deleted and made again keeps its consumers. */
    private static final long PATIENCE = 5_000_000_000L;

    private static final Duration ASK = Duration.ofSeconds(1);

    private final Consumer<?, ?> consumer;
    private final Set<String> topics;
    private final Map<String, Long> missing = new HashMap<>();
    private long looked = System.nanoTime();

    TopicWatch(Consumer<?, ?> consumer, Set<String> topics) {
        this.consumer = consumer;
        this.topics = topics;
    }

    /**
     * To be called often; looks once a second. Asks brokers only about topics that the client has lost sight of.
     *
     * @throws KafkaLabException if a topic does not exist any more
     */
    void look() {
        long now = System.nanoTime();
        if (now - looked < EVERY) {
            return;
        }
        looked = now;
        for (String topic : topics) {
            if (isKnown(topic)) {
                missing.remove(topic);
            } else if (now - missing.computeIfAbsent(topic, absent -> now) >= PATIENCE) {
                throw KafkaLabException.notFound(
                        "topic " + topic + " does not exist any more; create it, or consume without it");
            }
        }
    }

    private boolean isKnown(String topic) {
        try {
            return !consumer.partitionsFor(topic, ASK).isEmpty();
        } catch (TimeoutException | WakeupException e) {
            return true;
        }
    }
}
