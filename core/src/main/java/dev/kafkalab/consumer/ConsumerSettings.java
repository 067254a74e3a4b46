package dev.kafkalab.consumer;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How a consumer runs; validated as a whole when it starts.
 *
 * @param properties any property of Kafka's consumer, with {@code bootstrap.servers} and {@code group.id}
 * @param producerProperties for dead letters, retry topics and transactions; with {@code bootstrap.servers}
 * @param concurrency how many records are handled at once at most
 * @param executor runs handlers; null for threads of the consumer's own. Not closed by the consumer
 * @param batchSize records of a batch at most; 1 unless a batch handler is set
 * @param drainLimit how long revocation and close wait for handlers that run
 */
public record ConsumerSettings(
        Set<String> topics,
        Map<String, Object> properties,
        Map<String, Object> producerProperties,
        Ordering ordering,
        int concurrency,
        @Nullable Executor executor,
        Commits commits,
        Intake intake,
        int batchSize,
        Duration drainLimit,
        ConsumerListener listener) {
    public ConsumerSettings {
        topics = Set.copyOf(topics);
        properties = Map.copyOf(properties);
        producerProperties = Map.copyOf(producerProperties);
    }
}
