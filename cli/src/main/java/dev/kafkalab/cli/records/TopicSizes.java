package dev.kafkalab.cli.records;

import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.cluster.Partitions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many partitions topics have, each asked for once.
 *
 * <p>The producer itself is not asked, because a broker that creates topics by itself would create one for every
 * misspelt name. Not thread-safe.
 */
final class TopicSizes implements AutoCloseable {
    private final Cluster cluster;
    private final Map<String, Integer> known = new HashMap<>();

    TopicSizes(Map<String, Object> connection, Duration patience) {
        Map<String, Object> properties = new HashMap<>(connection);
        int millis = (int) Math.min(patience.toMillis(), Integer.MAX_VALUE);
        properties.putIfAbsent("default.api.timeout.ms", millis);
        properties.putIfAbsent("request.timeout.ms", millis);
        this.cluster = Cluster.connect(properties);
    }

    /** @throws dev.kafkalab.KafkaLabException if there is no such topic */
    int partitions(String topic) {
        Integer partitions = known.get(topic);
        if (partitions == null) {
            partitions = new Partitions(cluster)
                    .describe(List.of(topic)).values().stream()
                            .mapToInt(description -> description.partitions().size())
                            .sum();
            known.put(topic, partitions);
        }
        return partitions;
    }

    @Override
    public void close() {
        cluster.close();
    }
}
