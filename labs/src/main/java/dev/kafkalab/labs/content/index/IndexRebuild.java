package dev.kafkalab.labs.content.index;

import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.KafkaLabException;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.metadata.Metadata;
import dev.kafkalab.labs.content.work.RunningWorker;
import dev.kafkalab.labs.content.work.StoreConnections;
import dev.kafkalab.labs.content.work.WorkerConsumer;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.elasticsearch.client.RestClient;

/**
 * Builds the index anew, as after a change of its mapping, while searches and workers go on:
 *
 * <ol>
 *   <li>notes how far the workers have come in {@code post.inspected};
 *   <li>makes an index beside the one that is searched, and copies its documents with their versions;
 *   <li>writes to it what was inspected since that note, and moves the alias;
 *   <li>writes to it what was inspected until now. What workers wrote to the old index at the last moment is among that,
 *       since it was in the topic before; versions make repeats harmless;
 *   <li>deletes the old index.
 * </ol>
 *
 * When it is killed, searches and workers go on with the index they had, and the next rebuild takes away what it left. Of two
 * at once, one gives up.
 */
public final class IndexRebuild {
    private final ContentStores stores;
    private final ContentNames names;
    private final LongConsumer progress;

    /** @param progress told how many documents are written to the new index, now and then; quick */
    public IndexRebuild(ContentStores stores, ContentNames names, LongConsumer progress) {
        this.stores = stores;
        this.names = names;
        this.progress = progress;
    }

    /**
     * @param index the one that is searched now
     * @param copied documents that were in the old one
     * @param followed events that were written on top of them
     */
    public record Report(String index, long copied, long followed) {}

    /**
     * @throws KafkaLabException if a server does not answer, or somebody else rebuilds it too; searches go on as before
     * @throws InterruptedException if it is interrupted; the same holds
     */
    public Report run() throws InterruptedException {
        WorkerConsumer.ensureTopics(stores, names.inspected());
        RestClient elasticsearch = StoreConnections.elasticsearch(stores);
        HikariDataSource mysql = StoreConnections.mysql(stores, 1);
        try {
            SearchServer server = new SearchServer(elasticsearch);
            return rebuild(server, new PostDocuments(new Metadata(mysql, names)));
        } finally {
            RunningWorker.closeAll(List.of(elasticsearch, mysql));
        }
    }

    private Report rebuild(SearchServer server, PostDocuments documents) throws InterruptedException {
        PostIndex index = new PostIndex(server, names.index(), IndexDefinition.standard());
        index.ensure();
        String old = index.current().orElseThrow();
        String maker = UUID.randomUUID().toString();
        try (InspectedTail tail = InspectedTail.behind(stores, names)) {
            String next = index.makeNext(maker);
            BulkWriter writer = BulkWriter.toIndex(server, next);
            index.refresh(old);
            long copied = new IndexCopy(server, old).to(items -> write(writer, items), progress);
            long followed = tail.follow(documents, items -> write(writer, items));
            index.publish(next);
            if (!index.isMadeBy(next, maker) || !index.current().orElse("").equals(old)) {
                throw KafkaLabException.precondition("somebody else rebuilds the index of '" + index.alias()
                        + "' too and was quicker; nothing was changed");
            }
            index.move(old, next);
            followed += tail.follow(documents, items -> write(writer, items));
            index.refresh(next);
            index.delete(old);
            return new Report(next, copied, followed);
        }
    }

    private static void write(BulkWriter writer, List<BulkItem> items) throws InterruptedException {
        BulkWriter.Unusable unusable = writer.write(items).orElse(null);
        if (unusable != null) {
            throw KafkaLabException.precondition("the new index refuses a document that the old one has: "
                    + unusable.type() + "; searches go on with the old one");
        }
    }

    /** Takes items to where they are written. */
    @FunctionalInterface
    interface Sink {
        void write(List<BulkItem> items) throws InterruptedException;
    }
}
