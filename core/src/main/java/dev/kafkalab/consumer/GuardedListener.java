package dev.kafkalab.consumer;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what a consumer tells its listener, and keeps what that throws away from the consumer. Thread-safe. */
final class GuardedListener implements ConsumerListener {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedListener.class);

    private final ConsumerListener listener;
    private final LongAdder failures = new LongAdder();
    private final LongAdder commits = new LongAdder();
    private final AtomicLong failedCommits = new AtomicLong();

    GuardedListener(ConsumerListener listener) {
        this.listener = listener;
    }

    /** Attempts that failed. */
    long failures() {
        return failures.sum();
    }

    long commits() {
        return commits.sum();
    }

    /** Commits that failed since one was taken last. */
    long failedCommits() {
        return failedCommits.get();
    }

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
        commits.increment();
        failedCommits.set(0);
        guard(() -> listener.onCommitted(offsets));
    }

    @Override
    public void onCommitFailed(Exception failure) {
        failedCommits.incrementAndGet();
        guard(() -> listener.onCommitFailed(failure));
    }

    @Override
    public void onFailure(Delivery<?> delivery, Throwable failure, Outcome next) {
        failures.increment();
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
