package dev.kafkalab.deadletters;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.topics.TopicSpec;
import dev.kafkalab.topics.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** How many partitions the topics have that letters go to; asked once for each. Used by one thread. */
final class TargetTopics {
    private final Cluster cluster;
    private final Map<String, Integer> counts = new HashMap<>();

    TargetTopics(Cluster cluster) {
        this.cluster = cluster;
    }

    /** 0 if there is no such topic. A producer would make it, with the broker's defaults and without being asked to. */
    int partitions(String topic) {
        return counts.computeIfAbsent(topic, name -> partitions(cluster, name));
    }

    /** Makes a topic if it is not there. */
    void make(String topic, int partitions) {
        create(cluster, new TopicSpec(topic, Optional.of(partitions), Optional.empty(), Map.of()));
        counts.remove(topic);
    }

    /** 0 if there is no such topic. */
    static int partitions(Cluster cluster, String topic) {
        try {
            return cluster.await(Objects.requireNonNull(cluster.admin()
                            .describeTopics(List.of(topic))
                            .topicNameValues()
                            .get(topic)))
                    .partitions()
                    .size();
        } catch (UnknownTopicOrPartitionException | InvalidTopicException e) {
            return 0;
        }
    }

    static void create(Cluster cluster, TopicSpec spec) {
        if (partitions(cluster, spec.name()) > 0) {
            return;
        }
        try {
            new Topics(cluster).create(spec);
        } catch (KafkaLabException e) {
            if (partitions(cluster, spec.name()) == 0) {
                throw e;
            }
        }
    }
}
