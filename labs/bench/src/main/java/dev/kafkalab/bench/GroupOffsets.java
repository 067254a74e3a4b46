package dev.kafkalab.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** What the broker knows of a group's progress. */
final class GroupOffsets implements AutoCloseable {
    private static final String STORE = "__consumer_offsets";

    private final Admin admin;

    GroupOffsets(String servers) {
        this.admin = Admin.create(Map.of("bootstrap.servers", servers));
    }

    /** How many records the topic that keeps offsets has got so far: one for each partition of each commit. */
    long written() {
        try {
            var store = Objects.requireNonNull(
                    admin.describeTopics(List.of(STORE)).allTopicNames().get().get(STORE));
            var partitions = store.partitions().stream()
                    .collect(Collectors.toMap(p -> new TopicPartition(STORE, p.partition()), p -> OffsetSpec.latest()));
            return admin.listOffsets(partitions).all().get().values().stream()
                    .mapToLong(result -> result.offset())
                    .sum();
        } catch (ExecutionException e) {
            return 0; // the topic comes into being with the first group
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The committed offset of each partition that has one. */
    Map<Integer, Long> committed(String group) throws ExecutionException, InterruptedException {
        Map<Integer, Long> committed = new HashMap<>();
        admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        committed.put(partition.partition(), offset.offset());
                    }
                });
        return committed;
    }

    @Override
    public void close() {
        admin.close();
    }
}
