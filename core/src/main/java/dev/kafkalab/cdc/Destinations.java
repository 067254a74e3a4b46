package dev.kafkalab.cdc;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.topics.TopicSpec;
import dev.kafkalab.topics.Topics;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.errors.TopicExistsException;

/** Topics that events go to: looked up once, made if that is wanted. Of one thread. */
final class Destinations {
    private final Map<String, Object> properties;
    private final boolean create;
    private final Set<String> known = new HashSet<>();

    Destinations(Map<String, Object> properties, boolean create) {
        this.properties = properties;
        this.create = create;
    }

    /** @throws KafkaLabException if it does not exist and is not to be made */
    void require(String topic) {
        if (known.contains(topic)) {
            return;
        }
        try (Cluster cluster = Cluster.connect(properties)) {
            Topics topics = new Topics(cluster);
            topics.list(false).forEach(existing -> known.add(existing.name()));
            if (known.contains(topic)) {
                return;
            }
            if (!create) {
                throw KafkaLabException.notFound(
                        "topic '" + topic + "' does not exist; make it with: topic create " + topic);
            }
            create(topics, new TopicSpec(topic, Optional.empty(), Optional.empty(), Map.of()));
            known.add(topic);
        }
    }

    /** Makes a topic, unless somebody was quicker. */
    static void create(Topics topics, TopicSpec spec) {
        try {
            topics.create(spec);
        } catch (KafkaLabException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
