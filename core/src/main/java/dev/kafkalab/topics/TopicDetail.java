package dev.kafkalab.topics;

import java.util.List;

/** What a topic is made of, partitions by number, configs by name. */
public record TopicDetail(String name, String id, boolean internal, List<Partition> partitions, List<Config> configs) {
    public TopicDetail {
        partitions = List.copyOf(partitions);
        configs = List.copyOf(configs);
    }

    public int replicationFactor() {
        return partitions.isEmpty() ? 0 : partitions.get(0).replicas().size();
    }

    /**
     * One partition.
     *
     * @param leader id of the broker that leads it, -1 if none does
     * @param start offset of the first record still there; -1 without a leader
     * @param end offset the next record will get; -1 without a leader
     */
    public record Partition(int id, int leader, List<Integer> replicas, List<Integer> inSync, long start, long end) {
        public Partition {
            replicas = List.copyOf(replicas);
            inSync = List.copyOf(inSync);
        }

        /** At most this many records: transaction markers and compacted records leave gaps. */
        public long offsets() {
            return end - start;
        }
    }

    /**
     * One setting.
     *
     * @param value empty if Kafka hides it, or it has none
     * @param overridden whether it was set on the topic itself
     */
    public record Config(String name, String value, boolean overridden) {}
}
