package dev.kafkalab;

import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.retry.RetryTopics;
import dev.kafkalab.topics.TopicSpec;
import dev.kafkalab.topics.TopicSummary;
import dev.kafkalab.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The retry topics of a consumer: there before it starts, with as many partitions as what it consumes, and grown with that. */
final class RetryDestinations {
    private static final int LONGEST_NAME = 249;
    private static final Duration WEEK = Duration.ofDays(7);

    private final Map<String, Object> connection;
    private final String group;
    private final List<Duration> delays;
    /** How many partitions all retry topics of a consumed topic have at least. */
    private final Map<String, Integer> partitions = new ConcurrentHashMap<>();

    private final Map<String, List<String>> byConsumed = new ConcurrentHashMap<>();

    RetryDestinations(Map<String, Object> connection, String group, List<Duration> delays) {
        this.connection = connection;
        this.group = group;
        this.delays = delays;
    }

    /**
     * Creates those that do not exist and grows those that are too small.
     *
     * @return the retry topics of each consumed topic, with those of former delays, in which records may still wait
     * @throws KafkaLabException if a name is no name of a topic
     */
    Map<String, List<String>> prepare(Set<String> consumed) {
        try (Cluster cluster = Cluster.connect(connection)) {
            Map<String, TopicSummary> existing = existing(cluster);
            consumed.stream().filter(existing::containsKey).forEach(topic -> {
                List<String> names = names(topic, existing.keySet());
                byConsumed.put(topic, names);
                complete(cluster, topic, names, existing, 1);
            });
        }
        return Map.copyOf(byConsumed);
    }

    /** Makes sure that the retry topics have this partition too. */
    void prepare(TopicPartition consumed) {
        if (consumed.partition() < partitions.getOrDefault(consumed.topic(), 0)) {
            return;
        }
        try (Cluster cluster = Cluster.connect(connection)) {
            complete(
                    cluster,
                    consumed.topic(),
                    byConsumed.getOrDefault(consumed.topic(), List.of()),
                    existing(cluster),
                    consumed.partition() + 1);
        }
    }

    private static Map<String, TopicSummary> existing(Cluster cluster) {
        return new Topics(cluster)
                .list(false).stream().collect(Collectors.toMap(TopicSummary::name, Function.identity()));
    }

    private List<String> names(String topic, Collection<String> existing) {
        List<String> names = new ArrayList<>();
        for (int number = 1; number <= delays.size() || existing.contains(name(topic, number)); number++) {
            names.add(name(topic, number));
        }
        return names;
    }

    private String name(String topic, int number) {
        String name = RetryTopics.name(topic, group, number);
        if (name.length() > LONGEST_NAME || !name.matches("[a-zA-Z0-9._-]+")) {
            throw KafkaLabException.usage("retryLater(…) needs a topic called '" + name
                    + "', which is no name that Kafka takes: at most 249 letters, digits, dots, underscores and hyphens;"
                    + " give the group another name");
        }
        return name;
    }

    private void complete(
            Cluster cluster, String consumed, List<String> names, Map<String, TopicSummary> existing, int least) {
        Topics topics = new Topics(cluster);
        TopicSummary source = existing.get(consumed);
        if (source == null) {
            return;
        }
        int count = Math.max(least, source.partitions());
        for (String name : names) {
            TopicSummary there = existing.get(name);
            if (there == null) {
                int largest = DestinationTopics.maxBytes(cluster, consumed) + DestinationTopics.HEADERS;
                create(
                        topics,
                        new TopicSpec(
                                name, Optional.of(count), Optional.of(source.replicationFactor()), configs(largest)));
            } else if (there.partitions() < count) {
                grow(topics, name, count);
            }
        }
        partitions.put(consumed, count);
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

    /** Compaction would delete a record that waits once another of its key waits too. */
    private Map<String, String> configs(int largest) {
        Duration longest = delays.stream().max(Duration::compareTo).orElse(Duration.ZERO);
        return Map.of(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(largest),
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                String.valueOf(WEEK.plus(longest.multipliedBy(2)).toMillis()));
    }

    private static void grow(Topics topics, String name, int total) {
        try {
            topics.setPartitions(name, total);
        } catch (KafkaLabException e) {
            if (e.getCause() instanceof InvalidPartitionsException
                    || e.reason() == KafkaLabException.Reason.PRECONDITION) {
                return; // another member was quicker
            }
            throw e;
        }
    }
}
