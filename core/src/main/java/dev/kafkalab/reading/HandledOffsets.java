package dev.kafkalab.reading;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which offsets were handled and not yet surely committed; commits them as the mode says. Used by the reading thread only.
 */
final class HandledOffsets {
    private static final Logger LOG = LoggerFactory.getLogger(HandledOffsets.class);

    private final Consumer<?, ?> consumer;
    private final CommitMode mode;
    private final Map<TopicPartition, OffsetAndMetadata> handled = new HashMap<>();

    HandledOffsets(Consumer<?, ?> consumer, CommitMode mode) {
        this.consumer = consumer;
        this.mode = mode;
    }

    /** These partitions were handled up to these offsets. Commits after a batch where the mode asks for it. */
    void advance(Map<TopicPartition, OffsetAndMetadata> next) {
        if ((mode != CommitMode.SYNC && mode != CommitMode.ASYNC) || next.isEmpty()) {
            return;
        }
        handled.putAll(next);
        if (mode == CommitMode.SYNC) {
            commitSync(handled);
        } else {
            consumer.commitAsync(Map.copyOf(handled), (offsets, error) -> {
                if (error == null) {
                    offsets.forEach(handled::remove);
                }
            });
        }
    }

    /** Before partitions go to another member, or the reader closes. */
    void commitAll(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> theirs = new HashMap<>(handled);
        theirs.keySet().retainAll(partitions);
        commitSync(theirs);
        forget(partitions);
    }

    /** Partitions that another member owns already. */
    void forget(Collection<TopicPartition> partitions) {
        handled.keySet().removeAll(partitions);
    }

    private void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (offsets.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> committing = Map.copyOf(offsets);
        try {
            try {
                consumer.commitSync(committing);
            } catch (WakeupException stop) {
                consumer.commitSync(committing); // a wake-up ends reading, not the commit
                committing.forEach(handled::remove);
                throw stop;
            }
            committing.forEach(handled::remove);
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOG.warn("offsets were not committed because the group is rebalancing; records may be read again");
        }
    }
}
