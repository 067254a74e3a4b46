package dev.kafkalab.consumer;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a listener throws away from the consumer. */
record GuardedListener(ConsumerListener listener) implements ConsumerListener {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedListener.class);

    @Override
    public void onAssigned(Collection<TopicPartition> partitions) {
        guard(() -> listener.onAssigned(partitions));
    }

    @Override
    public void onRevoked(Collection<TopicPartition> partitions) {
        guard(() -> listener.onRevoked(partitions));
    }

    @Override
    public void onLost(Collection<TopicPartition> partitions) {
        guard(() -> listener.onLost(partitions));
    }

    @Override
    public void onCommitted(Map<TopicPartition, OffsetAndMetadata> offsets) {
        guard(() -> listener.onCommitted(offsets));
    }

    @Override
    public void onCommitFailed(Exception failure) {
        guard(() -> listener.onCommitFailed(failure));
    }

    @Override
    public void onFailure(Delivery<?> delivery, Throwable failure, Outcome next) {
        guard(() -> listener.onFailure(delivery, failure, next));
    }

    @Override
    public void onPublishFailed(Delivery<?> delivery, Exception failure) {
        guard(() -> listener.onPublishFailed(delivery, failure));
    }

    @Override
    public void onStopped(@Nullable Throwable cause) {
        guard(() -> listener.onStopped(cause));
    }

    private static void guard(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.warn("a consumer listener failed; mend it, the consumer goes on", e);
        }
    }
}
