package dev.kafkalab.topics;

import dev.kafkalab.KafkaLabException;
import java.util.Map;
import java.util.Optional;

/**
 * A topic to create.
 *
 * @param partitions empty leaves it to the broker's {@code num.partitions}
 * @param replicationFactor empty leaves it to the broker's {@code default.replication.factor}
 * @param configs such as {@code retention.ms}, as Kafka names them
 */
public record TopicSpec(
        String name, Optional<Integer> partitions, Optional<Integer> replicationFactor, Map<String, String> configs) {
    public TopicSpec {
        configs = Map.copyOf(configs);
        partitions.filter(count -> count < 1).ifPresent(count -> {
            throw KafkaLabException.usage("partitions of topic '" + name + "' must be 1 or more, got " + count);
        });
        replicationFactor
                .filter(factor -> factor < 1 || factor > Short.MAX_VALUE)
                .ifPresent(factor -> {
                    throw KafkaLabException.usage("replication factor of topic '" + name
                            + "' must be 1 to the number of brokers, got " + factor);
                });
    }
}
