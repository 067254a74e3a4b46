package dev.kafkalab.consumer;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Hears what a consumer does. Called by its threads, several at once: must be thread-safe and quick. What it throws is
 * logged and changes nothing.
 */
public interface ConsumerListener {
    /** Hears nothing. */
    ConsumerListener NONE = new ConsumerListener() {};

    default void onAssigned(Collection<TopicPartition> partitions) {}

    /** After what ran was awaited and committed. */
    default void onRevoked(Collection<TopicPartition> partitions) {}

    /** Taken away without a chance to commit. */
    default void onLost(Collection<TopicPartition> partitions) {}

    default void onCommitted(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    /** A commit failed; it is tried again unless the consumer stops. */
    default void onCommitFailed(Exception failure) {}

    /** An attempt failed, and this was decided. */
    default void onFailure(Delivery<?> delivery, Throwable failure, Outcome next) {}

    /** A de-duplication found the record's id done; its handler was not called. */
    default void onDuplicate(Delivery<?> delivery) {}

    /** A dead letter or retry record could not be published; its lane waits and tries again. */
    default void onPublishFailed(Delivery<?> delivery, Exception failure) {}

    /** @param cause null if it was closed */
    default void onStopped(@Nullable Throwable cause) {}
}
