package dev.kafkalab.topics;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.KafkaLabException.Reason;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.cluster.Partitions;
import dev.kafkalab.topics.TopicDetail.Config;
import dev.kafkalab.topics.TopicDetail.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topics of a cluster. Every method asks the cluster anew. Thread-safe.
 *
 * <p>Methods that name a topic throw {@link KafkaLabException} if it does not exist.
 */
public final class Topics {
    private static final Duration LEADERS_WITHIN = Duration.ofSeconds(10);
    private static final Duration GLANCE = Duration.ofMillis(20);

    private final Cluster cluster;
    private final Partitions partitions;

    public Topics(Cluster cluster) {
        this.cluster = cluster;
        this.partitions = new Partitions(cluster);
    }

    /** By name. @param internal whether to show Kafka's own, such as {@code __consumer_offsets} */
    public List<TopicSummary> list(boolean internal) {
        Set<String> names = cluster.await(cluster.admin()
                .listTopics(new ListTopicsOptions().listInternal(internal))
                .names());
        // Not Partitions.describe: a topic deleted in between is nobody's error here.
        return cluster.admin().describeTopics(names).topicNameValues().entrySet().stream()
                .flatMap(entry -> {
                    try {
                        return Stream.of(cluster.await(entry.getValue()));
                    } catch (UnknownTopicOrPartitionException e) {
                        return Stream.empty();
                    }
                })
                .map(topic -> new TopicSummary(
                        topic.name(), topic.partitions().size(), replicationFactor(topic), topic.isInternal()))
                .sorted(Comparator.comparing(TopicSummary::name))
                .toList();
    }

    private static int replicationFactor(TopicDescription topic) {
        return topic.partitions().get(0).replicas().size();
    }

    /** In the order of names, each once. */
    public List<TopicDetail> describe(Collection<String> names) {
        SortedMap<String, TopicDescription> topics = partitions.describe(names);
        List<TopicPartition> led = topics.values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .filter(partition -> partition.leader() != null)
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
        Map<TopicPartition, Long> starts = partitions.start(led);
        Map<TopicPartition, Long> ends = partitions.end(led);
        Map<String, List<Config>> configs = configs(topics.keySet());
        return topics.values().stream()
                .map(topic -> new TopicDetail(
                        topic.name(),
                        topic.topicId().toString(),
                        topic.isInternal(),
                        topic.partitions().stream()
                                .map(info -> partition(topic.name(), info, starts, ends))
                                .toList(),
                        Objects.requireNonNull(configs.get(topic.name()))))
                .toList();
    }

    private static Partition partition(
            String topic, TopicPartitionInfo info, Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
        TopicPartition key = new TopicPartition(topic, info.partition());
        Node leader = info.leader();
        return new Partition(
                info.partition(),
                leader == null ? -1 : leader.id(),
                info.replicas().stream().map(Node::id).toList(),
                info.isr().stream().map(Node::id).toList(),
                starts.getOrDefault(key, -1L),
                ends.getOrDefault(key, -1L));
    }

    private Map<String, List<Config>> configs(Collection<String> names) {
        Map<String, List<Config>> configs = new LinkedHashMap<>();
        cluster.await(cluster.admin()
                        .describeConfigs(names.stream().map(Topics::resource).toList())
                        .all())
                .forEach((resource, config) -> configs.put(
                        resource.name(),
                        config.entries().stream()
                                .map(entry -> new Config(
                                        entry.name(),
                                        Objects.requireNonNullElse(entry.value(), ""),
                                        entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG))
                                .sorted(Comparator.comparing(Config::name))
                                .toList()));
        return configs;
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    /**
     * Creates a topic; when this returns the leader of each partition answers.
     *
     * @throws KafkaLabException if it exists, or there are too few brokers for its replication factor
     */
    public void create(TopicSpec spec) {
        NewTopic topic = new NewTopic(
                        spec.name(), spec.partitions(), spec.replicationFactor().map(Integer::shortValue))
                .configs(spec.configs());
        try {
            CreateTopicsResult created = cluster.admin().createTopics(List.of(topic));
            cluster.await(created.all());
            awaitLeaders(spec.name(), cluster.await(created.numPartitions(spec.name())));
        } catch (TopicExistsException e) {
            throw new KafkaLabException(
                    Reason.PRECONDITION,
                    "topic '%s' exists; see: topic describe %s".formatted(spec.name(), spec.name()),
                    e);
        } catch (InvalidReplicationFactorException e) {
            throw new KafkaLabException(
                    Reason.PRECONDITION, "topic '" + spec.name() + "' cannot be created: " + e.getMessage(), e);
        }
    }

    /**
     * Waits until the leader of each partition answers, some seconds at most. The first batch of an idempotent producer that
     * meets a broker which does not know yet that it leads throws it out of step.
     */
    private void awaitLeaders(String topic, int partitionCount) {
        List<TopicPartition> all = IntStream.range(0, partitionCount)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        long deadline = System.nanoTime() + LEADERS_WITHIN.toNanos();
        while (System.nanoTime() - deadline < 0) {
            try {
                partitions.end(all);
                return;
            } catch (RetriableException e) {
                LockSupport.parkNanos(GLANCE.toNanos());
            } catch (AuthorizationException e) {
                // Whoever may create topics need not be allowed to look at them; it is created all the same.
                return;
            }
        }
    }

    /**
     * Raises the number of partitions. Records already there stay where they are, so a key may move to another
     * partition from now on.
     *
     * @param total how many there shall be
     * @throws KafkaLabException if there are as many or more
     */
    public void setPartitions(String name, int total) {
        int now = Objects.requireNonNull(partitions.describe(List.of(name)).get(name))
                .partitions()
                .size();
        if (total <= now) {
            throw KafkaLabException.precondition(
                    "topic '%s' has %d partitions; their number can only be raised, not set to %d"
                            .formatted(name, now, total));
        }
        try {
            cluster.await(cluster.admin()
                    .createPartitions(Map.of(name, NewPartitions.increaseTo(total)))
                    .all());
        } catch (InvalidPartitionsException e) {
            throw new KafkaLabException(Reason.PRECONDITION, "topic '" + name + "': " + e.getMessage(), e);
        }
    }

    /**
     * Sets and deletes settings of a topic in one step: all of them or none. Others stay.
     *
     * @param delete names that fall back to the broker's default
     * @throws org.apache.kafka.common.errors.InvalidConfigurationException if one is unknown or has a wrong value
     */
    public void alterConfigs(String name, Map<String, String> set, Set<String> delete) {
        partitions.describe(List.of(name));
        List<AlterConfigOp> operations = new ArrayList<>();
        set.forEach((key, value) ->
                operations.add(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET)));
        delete.forEach(key -> operations.add(new AlterConfigOp(new ConfigEntry(key, ""), AlterConfigOp.OpType.DELETE)));
        cluster.await(cluster.admin()
                .incrementalAlterConfigs(Map.of(resource(name), operations))
                .all());
    }

    /**
     * Deletes topics and all their records. If one of the names does not exist, none is deleted.
     *
     * @throws KafkaLabException of {@link Reason#PARTLY_FAILED} if the cluster refused some after others were deleted
     */
    public void delete(Collection<String> names) {
        partitions.describe(names);
        Map<String, ApiException> failed = new LinkedHashMap<>();
        List<String> deleted = new ArrayList<>();
        cluster.admin().deleteTopics(names).topicNameValues().forEach((name, answer) -> {
            try {
                cluster.await(answer);
                deleted.add(name);
            } catch (ApiException e) {
                failed.put(name, e);
            }
        });
        if (failed.isEmpty()) {
            return;
        }
        Map.Entry<String, ApiException> first = failed.entrySet().iterator().next();
        if (deleted.isEmpty()) {
            throw first.getValue();
        }
        throw new KafkaLabException(
                Reason.PARTLY_FAILED,
                "deleted %s; not deleted %s: %s"
                        .formatted(
                                String.join(", ", deleted),
                                String.join(", ", failed.keySet()),
                                first.getValue().getMessage()),
                first.getValue());
    }
}
