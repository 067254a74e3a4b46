package dev.kafkalab.consumer;

import dev.kafkalab.offsets.FinishedAhead;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The commits of one consumer to its group. Belongs to the poll thread. */
final class OffsetCommits<K> {
    private static final Logger LOG = LoggerFactory.getLogger(OffsetCommits.class);

    private final Consumer<byte[], byte[]> consumer;
    private final ConsumerListener listener;
    private final Duration limit;
    private boolean underWay;

    /** @param limit how long a commit that is waited for may take */
    OffsetCommits(Consumer<byte[], byte[]> consumer, ConsumerListener listener, Duration limit) {
        this.consumer = consumer;
        this.listener = listener;
        this.limit = limit;
    }

    /** What changed since the last commit, by partition. */
    Map<OwnedPartition<K>, OffsetAndMetadata> news(Collection<OwnedPartition<K>> partitions) {
        Map<OwnedPartition<K>, OffsetAndMetadata> news = new HashMap<>();
        for (OwnedPartition<K> partition : partitions) {
            OffsetAndMetadata commit = partition.commit(FinishedAhead.METADATA_BYTES);
            if (partition.isNews(commit)) {
                news.put(partition, commit);
            }
        }
        return news;
    }

    /** Commits without waiting, unless an earlier commit is still under way; then the next one will say it. */
    void inBackground(Map<OwnedPartition<K>, OffsetAndMetadata> commits) {
        if (underWay || commits.isEmpty()) {
            return;
        }
        underWay = true;
        consumer.commitAsync(byName(commits), (offsets, failure) -> {
            underWay = false;
            if (failure == null) {
                committed(commits);
            } else {
                failed(failure);
            }
        });
    }

    /**
     * Commits and waits for it.
     *
     * @return false if it failed in a way that may pass or that a rebalance will settle
     */
    boolean waiting(Map<OwnedPartition<K>, OffsetAndMetadata> commits) {
        if (commits.isEmpty()) {
            return true;
        }
        try {
            commitSync(byName(commits));
            committed(commits);
            return true;
        } catch (RetriableException | RebalanceInProgressException | CommitFailedException e) {
            failed(e);
            return false;
        }
    }

    private void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            consumer.commitSync(offsets, limit);
        } catch (WakeupException e) {
            // Meant for the poll; what it announced is looked at after this.
            consumer.commitSync(offsets, limit);
        }
    }

    /** Notes that this was committed. */
    void committed(Map<OwnedPartition<K>, OffsetAndMetadata> commits) {
        commits.forEach(OwnedPartition::committed);
        listener.onCommitted(byName(commits));
    }

    private void failed(Exception failure) {
        LOG.debug("a commit failed", failure);
        listener.onCommitFailed(failure);
    }

    static <K> Map<TopicPartition, OffsetAndMetadata> byName(Map<OwnedPartition<K>, OffsetAndMetadata> commits) {
        Map<TopicPartition, OffsetAndMetadata> byName = new HashMap<>();
        commits.forEach((partition, commit) -> byName.put(partition.name(), commit));
        return byName;
    }
}
