package dev.kafkalab.labs.content.index;

import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.consumer.BatchFailedException;
import dev.kafkalab.consumer.Ordering;
import dev.kafkalab.consumer.Received;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.InspectedPost;
import dev.kafkalab.labs.content.metadata.Metadata;
import dev.kafkalab.labs.content.work.RunningWorker;
import dev.kafkalab.labs.content.work.StoreConnections;
import dev.kafkalab.labs.content.work.StoreUnavailableException;
import dev.kafkalab.labs.content.work.StoreWatch;
import dev.kafkalab.labs.content.work.Worker;
import dev.kafkalab.labs.content.work.WorkerConsumer;
import dev.kafkalab.retry.RetryPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.elasticsearch.client.RestClient;

/**
 * Writes what was inspected into Elasticsearch, a batch of each partition at a time. A document's version is its post's, so
 * events that come again or late change nothing. A post that does not go with the mapping is a dead letter; while
 * Elasticsearch does not answer or has too much to do, posts wait.
 */
public final class IndexWorker {
    private static final int BATCH = 5_000;
    /** A node with two processors takes no more at once. */
    private static final int REQUESTS_AT_ONCE = 3;

    private final PostDocuments documents;
    private final BulkWriter writer;
    private final StoreWatch watch;

    private IndexWorker(PostDocuments documents, BulkWriter writer, StoreWatch watch) {
        this.documents = documents;
        this.writer = writer;
        this.watch = watch;
    }

    /** Starts a copy; the caller closes it. */
    public static RunningWorker start(ContentStores stores, ContentNames names) {
        WorkerConsumer.ensureTopics(stores, names.inspected());
        RestClient elasticsearch = StoreConnections.elasticsearch(stores);
        HikariDataSource mysql = StoreConnections.mysql(stores, REQUESTS_AT_ONCE);
        StoreWatch watch = new StoreWatch();
        SearchServer server = new SearchServer(elasticsearch);
        PostIndex index = new PostIndex(server, names.index(), IndexDefinition.standard());
        IndexWorker worker = new IndexWorker(
                new PostDocuments(new Metadata(mysql, names)), BulkWriter.toAlias(server, index), watch);
        List<AutoCloseable> connections = List.of(elasticsearch, mysql);
        return RunningWorker.start(
                Worker.INDEX,
                WorkerConsumer.of(stores, names, Worker.INDEX, names.inspected(), InspectedPost.class)
                        .ordering(Ordering.BY_PARTITION)
                        .concurrency(REQUESTS_AT_ONCE)
                        .property(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH)
                        .retry(RetryPolicy.none()) // another attempt does not mend a document
                        .handleBatch(BATCH, worker::index),
                watch,
                connections);
    }

    private void index(List<Received<String, InspectedPost>> batch) throws InterruptedException {
        List<BulkItem> items = new ArrayList<>(batch.size());
        List<Integer> places = new ArrayList<>(batch.size());
        try {
            for (int i = 0; i < batch.size(); i++) {
                InspectedPost post = batch.get(i).value();
                if (post != null) {
                    items.add(documents.item(post));
                    places.add(i);
                }
            }
            Optional<BulkWriter.Unusable> unusable = writer.write(items);
            watch.answered();
            if (unusable.isPresent()) {
                int place = places.get(unusable.get().position());
                InspectedPost post = batch.get(place).value();
                throw new BatchFailedException(
                        place,
                        new UnusableDocumentException(
                                post == null ? 0 : post.id(), unusable.get().type()));
            }
        } catch (StoreUnavailableException e) {
            // The whole batch waits; what was written is written again, which changes nothing.
            throw watch.waiting(e);
        }
    }
}
