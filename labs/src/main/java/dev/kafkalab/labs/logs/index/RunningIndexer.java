package dev.kafkalab.labs.logs.index;

import dev.kafkalab.KafkaLab;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.cluster.Partitions;
import dev.kafkalab.cluster.TopicSelection;
import dev.kafkalab.consumer.Ordering;
import dev.kafkalab.consumer.Progress;
import dev.kafkalab.consumer.Progress.PartitionProgress;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.labs.logs.search.SearchServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Indexes a topic. Promised: each record is a document, or lies in the topic of what does not match or what is refused, at
 * least once, whatever is killed; a repeat is the same document. A letter may come twice; its headers say of which record it is.
 *
 * <p>Thread-safe. Whoever starts it closes it; the server is the caller's.
 */
public final class RunningIndexer implements AutoCloseable {
    private final Patience patience;
    private final RunningConsumer consumer;
    private final BatchIndexer indexer;
    private final Letters letters;

    private RunningIndexer(Patience patience, RunningConsumer consumer, BatchIndexer indexer, Letters letters) {
        this.patience = patience;
        this.consumer = consumer;
        this.indexer = indexer;
        this.letters = letters;
    }

    /**
     * Starts. That Elasticsearch is away changes nothing: it is waited for, at the start as later.
     *
     * @throws dev.kafkalab.KafkaLabException if the topic does not exist
     */
    public static RunningIndexer start(
            IndexSettings settings, Map<String, Object> clientProperties, SearchServer server) {
        Patience patience = new Patience();
        Letters letters = Letters.open(settings, clientProperties, patience);
        try {
            BatchIndexer indexer = new BatchIndexer(settings, new BulkSender(server, patience), letters);
            RunningConsumer consumer = KafkaLab.connect(clientProperties)
                    .consumer(settings.topic(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                    .group(settings.group())
                    .startFrom("earliest")
                    .ordering(Ordering.UNORDERED)
                    .concurrency(settings.requests())
                    .property("max.poll.records", settings.batch())
                    .property("max.partition.fetch.bytes", 4 << 20)
                    .handleBatch(settings.batch(), indexer)
                    .start();
            return new RunningIndexer(patience, consumer, indexer, letters);
        } catch (RuntimeException e) {
            letters.close();
            throw e;
        }
    }

    /** Where each partition ends now. */
    public static Map<TopicPartition, Long> ends(IndexSettings settings, Map<String, Object> clientProperties) {
        try (Cluster cluster = Cluster.connect(clientProperties)) {
            Partitions partitions = new Partitions(cluster);
            return partitions.end(partitions.select(List.of(TopicSelection.parse(settings.topic()))));
        }
    }

    /** Whether everything of the partitions it owns is done up to there; what others of its group own is theirs. */
    public boolean isAt(Map<TopicPartition, Long> ends) {
        List<PartitionProgress> owned = consumer.progress().partitions();
        return !owned.isEmpty()
                && owned.stream()
                        .allMatch(partition -> partition.safe()
                                >= ends.getOrDefault(new TopicPartition(partition.topic(), partition.partition()), 0L));
    }

    /**
     * Waits until it has ended.
     *
     * @return false if it still runs
     * @throws RuntimeException what it could not go on from
     */
    public boolean awaitStopped(Duration limit) throws InterruptedException {
        try {
            return consumer.awaitStopped(limit);
        } catch (StoppedException ended) {
            return true;
        }
    }

    public IndexStatus status() {
        Progress progress = consumer.progress();
        return new IndexStatus(
                indexer.documents(), indexer.rejected(), indexer.refused(), progress.lag(), patience.waitsFor());
    }

    /** Finishes the requests that are under way, commits and leaves the group. */
    @Override
    public void close() {
        patience.end();
        consumer.close();
        letters.close();
    }
}
