package dev.kafkalab;

import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.retry.Recovery;
import dev.kafkalab.retry.Recovery.DeadLetter;
import dev.kafkalab.topics.TopicSpec;
import dev.kafkalab.topics.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics a consumer publishes to: there before it starts, with as many partitions as what it consumes. */
record DestinationTopics(Map<String, Integer> partitionsByName) {
    /** Creates those that do not exist. */
    static DestinationTopics prepare(Map<String, Object> connection, Set<String> consumed, Recovery recovery) {
        if (!(recovery instanceof DeadLetter letters)) {
            return new DestinationTopics(Map.of());
        }
        try (Cluster cluster = Cluster.connect(connection)) {
            Topics topics = new Topics(cluster);
            Map<String, Integer> existing = topics.list(false).stream()
                    .collect(Collectors.toMap(topic -> topic.name(), topic -> topic.partitions()));
            Map<String, Integer> destinations = new HashMap<>();
            for (String topic : consumed) {
                String destination = letters.topicFor(topic);
                Integer partitions = existing.get(destination);
                if (partitions == null && existing.containsKey(topic)) {
                    partitions = existing.get(topic);
                    create(topics, new TopicSpec(destination, Optional.of(partitions), Optional.empty(), Map.of()));
                }
                if (partitions != null) {
                    destinations.put(destination, partitions);
                }
            }
            return new DestinationTopics(destinations);
        }
    }

    private static void create(Topics topics, TopicSpec topic) {
        try {
            topics.create(topic);
        } catch (KafkaLabException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
            // Another member was quicker.
        }
    }

    /** How many partitions a topic has; 0 if that is not known. */
    int partitions(String topic) {
        return partitionsByName.getOrDefault(topic, 0);
    }
}
