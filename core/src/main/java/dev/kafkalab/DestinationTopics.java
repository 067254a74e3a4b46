package dev.kafkalab;

import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.retry.DeadLetterRecords;
import dev.kafkalab.retry.Recovery;
import dev.kafkalab.retry.Recovery.DeadLetter;
import dev.kafkalab.topics.TopicSpec;
import dev.kafkalab.topics.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The topics a consumer publishes to: there before it starts, with as many partitions as what it consumes, and with room
 * for the headers that are added to its largest record.
 */
record DestinationTopics(Map<String, Destination> byName) {
    /** Room for headers of a dead letter: message, stack trace, places. */
    static final int HEADERS = 64 << 10;

    /** @param maxBytes of a record, as far as that is known */
    record Destination(int partitions, int maxBytes) {}

    /** Creates those that do not exist. */
    static DestinationTopics prepare(Map<String, Object> connection, Set<String> consumed, Recovery recovery) {
        if (!(recovery instanceof DeadLetter letters)) {
            return new DestinationTopics(Map.of());
        }
        try (Cluster cluster = Cluster.connect(connection)) {
            Topics topics = new Topics(cluster);
            Map<String, Integer> existing = topics.list(false).stream()
                    .collect(Collectors.toMap(topic -> topic.name(), topic -> topic.partitions()));
            Map<String, Destination> destinations = new HashMap<>();
            for (String topic : consumed) {
                String destination = letters.topicFor(topic);
                Integer partitions = existing.get(destination);
                if (partitions != null) {
                    destinations.put(destination, new Destination(partitions, maxBytes(cluster, destination)));
                } else if (existing.containsKey(topic)) {
                    Destination made = new Destination(
                            Objects.requireNonNull(existing.get(topic)), maxBytes(cluster, topic) + HEADERS);
                    create(topics, destination, made);
                    destinations.put(destination, made);
                    existing.put(destination, made.partitions());
                }
            }
            return new DestinationTopics(destinations);
        }
    }

    private static void create(Topics topics, String name, Destination made) {
        try {
            topics.create(new TopicSpec(
                    name,
                    Optional.of(made.partitions()),
                    Optional.empty(),
                    Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(made.maxBytes()))));
        } catch (KafkaLabException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
            // Another member was quicker.
        }
    }

    /** How large a record of a topic may be, as far as that may be asked. */
    static int maxBytes(Cluster cluster, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            return Integer.parseInt(Objects.requireNonNull(cluster.await(cluster.admin()
                                    .describeConfigs(List.of(resource))
                                    .all())
                            .get(resource))
                    .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                    .value());
        } catch (AuthorizationException e) {
            return DeadLetterRecords.STANDARD_MAX_BYTES; // not everybody who consumes may read configurations
        }
    }

    /** How many partitions a topic has; 0 if that is not known. */
    int partitions(String topic) {
        Destination destination = byName.get(topic);
        return destination == null ? 0 : destination.partitions();
    }

    /** How large a record of a topic may be. */
    int maxBytes(String topic) {
        Destination destination = byName.get(topic);
        return destination == null ? DeadLetterRecords.STANDARD_MAX_BYTES : destination.maxBytes();
    }
}
