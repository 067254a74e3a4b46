package dev.kafkalab.labs.course.throughput;

import dev.kafkalab.cluster.Cluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.AuthorizationException;

/** How much room partitions of a topic take on the disks of the brokers. */
final class StoredBytes {
    private StoredBytes() {}

    /** By partition, of one replica; nothing if the brokers do not tell us. */
    static Map<Integer, Long> of(Cluster cluster, String topic) {
        Map<Integer, Long> sizes = new HashMap<>();
        try {
            List<Integer> brokers = cluster
                    .await(cluster.admin().describeCluster().nodes())
                    .stream()
                    .map(Node::id)
                    .toList();
            for (Map<String, LogDirDescription> disks : cluster.await(
                            cluster.admin().describeLogDirs(brokers).allDescriptions())
                    .values()) {
                disks.values()
                        .forEach(disk -> disk.replicaInfos().forEach((partition, replica) -> {
                            if (partition.topic().equals(topic)) {
                                sizes.merge(partition.partition(), replica.size(), Math::max);
                            }
                        }));
            }
            return sizes;
        } catch (AuthorizationException e) {
            return Map.of();
        }
    }
}
