package dev.kafkalab.labs.frame;

import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.cluster.Partitions;
import dev.kafkalab.groups.Groups;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a group has come in one topic. Unlike {@link LabSite#lag} it counts every partition of the topic, also while the
 * group has no member or does not exist yet, so it is 0 only when all was committed.
 */
public final class GroupProgress {
    private GroupProgress() {}

    /** Offsets that the group has not committed. */
    public static long left(LabSite site, String group, String topic) {
        return left(site.cluster(), group, topic);
    }

    private static long left(Cluster cluster, String group, String topic) {
        Partitions partitions = new Partitions(cluster);
        int count = partitions
                .describe(List.of(topic))
                .values()
                .iterator()
                .next()
                .partitions()
                .size();
        List<TopicPartition> all = IntStream.range(0, count)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        SortedMap<TopicPartition, Long> committed = new Groups(cluster).committed(group);
        return partitions.end(all).entrySet().stream()
                .mapToLong(end -> end.getValue() - committed.getOrDefault(end.getKey(), 0L))
                .sum();
    }

    /** @throws TimeoutException if the group has not committed all there is of the topic in time */
    public static void awaitEnd(LabSite site, String group, String topic, Duration patience)
            throws InterruptedException, TimeoutException {
        Await.until("group " + group + " at the end of " + topic, patience, () -> left(site, group, topic) == 0);
    }
}
