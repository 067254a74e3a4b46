package dev.kafkalab.cluster;

import dev.kafkalab.KafkaLabException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Which partitions there are, and what offsets they hold. Results are sorted by topic and partition. Thread-safe.
 *
 * <p>Offsets are those of the log (isolation {@code read_uncommitted}): the end is the offset the next record will
 * get, and transaction markers and compacted records leave gaps between.
 */
public final class Partitions {
    /** By topic, then by partition number. */
    public static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private final Cluster cluster;

    public Partitions(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * The topics as Kafka describes them.
     *
     * @throws KafkaLabException if one does not exist
     */
    public SortedMap<String, TopicDescription> describe(Collection<String> topics) {
        SortedMap<String, TopicDescription> found = new TreeMap<>();
        Map<String, KafkaFuture<TopicDescription>> answers =
                cluster.admin().describeTopics(topics).topicNameValues();
        answers.forEach((topic, answer) -> {
            try {
                found.put(topic, cluster.await(answer));
            } catch (UnknownTopicOrPartitionException e) {
                throw new KafkaLabException(
                        KafkaLabException.Reason.NOT_FOUND,
                        "topic '" + topic + "' does not exist; see: topic list, or make it with: topic create " + topic,
                        e);
            } catch (InvalidTopicException e) {
                throw new KafkaLabException(
                        KafkaLabException.Reason.USAGE, "'" + topic + "' cannot be the name of a topic", e);
            }
        });
        return found;
    }

    /**
     * Passes if each of them exists and has a leader.
     *
     * @throws KafkaLabException otherwise
     */
    public void requireLed(Collection<TopicPartition> partitions) {
        List<TopicPartition> led = led(partitions);
        partitions.stream()
                .filter(partition -> !led.contains(partition))
                .findFirst()
                .ifPresent(partition -> {
                    select(List.of(new TopicSelection(partition.topic(), Set.of(partition.partition()))));
                    throw new KafkaLabException(
                            KafkaLabException.Reason.UNREACHABLE,
                            "partition %s has no leader now; see: topic describe %s"
                                    .formatted(partition, partition.topic()));
                });
    }

    /**
     * The partitions selected, each once.
     *
     * @throws KafkaLabException if a topic or partition does not exist
     */
    public List<TopicPartition> select(Collection<TopicSelection> selections) {
        Map<String, TopicDescription> topics = describe(
                selections.stream().map(TopicSelection::topic).distinct().toList());
        return selections.stream()
                .flatMap(selection -> {
                    int count = Objects.requireNonNull(topics.get(selection.topic()))
                            .partitions()
                            .size();
                    selection.partitions().stream()
                            .filter(partition -> partition >= count)
                            .findFirst()
                            .ifPresent(partition -> {
                                throw KafkaLabException.notFound("topic '%s' has no partition %d; it has 0 to %d"
                                        .formatted(selection.topic(), partition, count - 1));
                            });
                    return (selection.partitions().isEmpty()
                                    ? IntStream.range(0, count).boxed()
                                    : selection.partitions().stream())
                            .map(partition -> new TopicPartition(selection.topic(), partition));
                })
                .distinct()
                .sorted(ORDER)
                .toList();
    }

    /** Those that exist and have a leader now: only these can be asked for offsets. */
    public List<TopicPartition> led(Collection<TopicPartition> partitions) {
        Map<String, KafkaFuture<TopicDescription>> answers = cluster.admin()
                .describeTopics(partitions.stream()
                        .map(TopicPartition::topic)
                        .distinct()
                        .toList())
                .topicNameValues();
        Set<TopicPartition> led = new HashSet<>();
        answers.forEach((topic, answer) -> {
            try {
                cluster.await(answer).partitions().stream()
                        .filter(partition -> partition.leader() != null)
                        .forEach(partition -> led.add(new TopicPartition(topic, partition.partition())));
            } catch (UnknownTopicOrPartitionException e) {
                // Deleted; whoever asks sees that it is not among the answers.
            }
        });
        return partitions.stream().filter(led::contains).sorted(ORDER).toList();
    }

    /** The offset of the first record still there. */
    public SortedMap<TopicPartition, Long> start(Collection<TopicPartition> partitions) {
        return offsets(list(partitions, OffsetSpec.earliest()));
    }

    /** The offset the next record will get. */
    public SortedMap<TopicPartition, Long> end(Collection<TopicPartition> partitions) {
        return offsets(list(partitions, OffsetSpec.latest()));
    }

    /**
     * The offset of the first record, in the order of the log, whose timestamp is {@code time} or later; partitions
     * that hold none are left out.
     */
    public SortedMap<TopicPartition, Long> at(Collection<TopicPartition> partitions, Instant time) {
        Map<TopicPartition, ListOffsetsResultInfo> found =
                new HashMap<>(list(partitions, OffsetSpec.forTimestamp(time.toEpochMilli())));
        found.values().removeIf(info -> info.offset() < 0);
        return offsets(found);
    }

    private Map<TopicPartition, ListOffsetsResultInfo> list(Collection<TopicPartition> partitions, OffsetSpec spec) {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        return cluster.await(cluster.admin()
                .listOffsets(partitions.stream()
                        .distinct()
                        .collect(Collectors.toMap(partition -> partition, partition -> spec)))
                .all());
    }

    private static SortedMap<TopicPartition, Long> offsets(Map<TopicPartition, ListOffsetsResultInfo> found) {
        SortedMap<TopicPartition, Long> offsets = new TreeMap<>(ORDER);
        found.forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }
}
