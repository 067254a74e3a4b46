package dev.kafkalab.consumer.guarantee;

import dev.kafkalab.consumer.ConsumerListener;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Remembers what a consumer told. */
final class Listening implements ConsumerListener {
    final List<TopicPartition> assigned = new CopyOnWriteArrayList<>();
    final List<TopicPartition> revoked = new CopyOnWriteArrayList<>();
    final List<TopicPartition> lost = new CopyOnWriteArrayList<>();
    final List<OffsetAndMetadata> committed = new CopyOnWriteArrayList<>();
    final AtomicInteger commitFailures = new AtomicInteger();

    @Override
    public void onAssigned(Collection<TopicPartition> partitions) {
        assigned.addAll(partitions);
    }

    @Override
    public void onRevoked(Collection<TopicPartition> partitions) {
        revoked.addAll(partitions);
    }

    @Override
    public void onLost(Collection<TopicPartition> partitions) {
        lost.addAll(partitions);
    }

    @Override
    public void onCommitted(Map<TopicPartition, OffsetAndMetadata> offsets) {
        committed.addAll(offsets.values());
    }

    @Override
    public void onCommitFailed(Exception failure) {
        commitFailures.incrementAndGet();
    }
}
