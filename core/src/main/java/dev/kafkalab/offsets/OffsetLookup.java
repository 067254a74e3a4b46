package dev.kafkalab.offsets;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.cluster.Partitions;
import dev.kafkalab.cluster.TopicSelection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/**
 * What offsets partitions hold, by topic and partition. Thread-safe.
 *
 * <p>Every method throws {@link KafkaLabException} if a topic or partition does not exist or has no leader.
 */
public final class OffsetLookup {
    private final Partitions partitions;

    public OffsetLookup(Cluster cluster) {
        this.partitions = new Partitions(cluster);
    }

    /** The offset of the first record still there. */
    public List<PartitionOffset> start(List<TopicSelection> topics) {
        return look(topics, partitions::start);
    }

    /** The offset the next record will get. */
    public List<PartitionOffset> end(List<TopicSelection> topics) {
        return look(topics, partitions::end);
    }

    /** The offset of the first record, in the order of the log, with this timestamp or a later one; empty if none has. */
    public List<PartitionOffset> at(List<TopicSelection> topics, Instant time) {
        return look(topics, chosen -> partitions.at(chosen, time));
    }

    private List<PartitionOffset> look(
            List<TopicSelection> topics, Function<List<TopicPartition>, Map<TopicPartition, Long>> question) {
        List<TopicPartition> chosen = partitions.select(topics);
        partitions.requireLed(chosen);
        Map<TopicPartition, Long> offsets = question.apply(chosen);
        return chosen.stream()
                .map(partition -> {
                    Long offset = offsets.get(partition);
                    return new PartitionOffset(
                            partition.topic(),
                            partition.partition(),
                            offset == null ? OptionalLong.empty() : OptionalLong.of(offset));
                })
                .toList();
    }
}
