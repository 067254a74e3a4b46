package dev.kafkalab.labs.content.verify;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.InspectedPost;
import dev.kafkalab.labs.content.OriginalPost;
import dev.kafkalab.labs.content.cache.CachedPost;
import dev.kafkalab.labs.content.cache.PostCache;
import dev.kafkalab.labs.content.feed.Inboxes;
import dev.kafkalab.labs.content.verify.TraceStep.Station;
import dev.kafkalab.labs.content.write.PostOutbox;
import dev.kafkalab.labs.content.write.WrittenPost;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * When each store had a post, as the stores themselves tell: MySQL by the row and its event, topics by the times of their
 * records, Redis by how long the entry still stays, MongoDB by the mark of its inboxes, Elasticsearch by the document. Stores
 * keep the last version alone; of earlier ones the topics tell. Reads only; of one thread.
 */
public final class PostTrace {
    private final ContentStores stores;
    private final ContentNames names;
    private final Clock clock;
    private final List<TraceStep> steps = new ArrayList<>();

    private PostTrace(ContentStores stores, ContentNames names, Clock clock) {
        this.stores = stores;
        this.names = names;
        this.clock = clock;
    }

    /**
     * @return by versions, of each by the stations that had it
     * @throws KafkaLabException not found: no store knows the post; unreachable: a store does not answer, the message says which
     */
    public static List<TraceStep> of(long postId, ContentStores stores, ContentNames names, Clock clock) {
        PostTrace trace = new PostTrace(stores, names, clock);
        try (VerifyConnections connections = new VerifyConnections(stores, names)) {
            StoresAnswer.or("the post cannot be traced", () -> trace.look(postId, connections));
        }
        if (trace.steps.isEmpty()) {
            throw KafkaLabException.notFound("there is no post " + postId + ", in no store");
        }
        return trace.steps.stream()
                .sorted(Comparator.comparingLong(TraceStep::version).thenComparing(TraceStep::station))
                .toList();
    }

    private int look(long postId, VerifyConnections connections) throws SQLException {
        Optional<WrittenPost> row = connections.table().find(postId);
        row.ifPresent(written -> step(
                written.post().version(),
                Station.MYSQL,
                Optional.of(written.deletedAt().orElse(written.post().updatedAt())),
                written.deleted() ? "deleted" : "written"));
        for (PostOutbox.Entry entry : connections.outbox().of(postId)) {
            step(entry.version(), Station.OUTBOX, Optional.of(entry.at()), "event " + entry.id());
        }
        Optional<Instant> since = row.map(written -> written.post().createdAt());
        new PostTopic<>(stores, names.original(), OriginalPost.class)
                .read(
                        postId,
                        since,
                        (event, record) -> step(
                                event.version(),
                                Station.ORIGINAL,
                                time(record),
                                event.operationType() + ", " + place(record)));
        new PostTopic<>(stores, names.inspected(), InspectedPost.class)
                .read(
                        postId,
                        since,
                        (event, record) -> step(
                                event.version(),
                                Station.INSPECTED,
                                time(record),
                                judged(event) + ", " + place(record)));
        cached(postId, connections.cache());
        carried(postId, connections);
        connections.index().refresh();
        connections
                .index()
                .between(postId - 1, postId, 1)
                .forEach(entry -> step(
                        entry.version(),
                        Station.ELASTICSEARCH,
                        entry.indexedAt(),
                        "tags: " + String.join(" ", entry.tags())));
        return steps.size();
    }

    private void step(long version, Station station, Optional<Instant> at, String detail) {
        steps.add(new TraceStep(version, station, at, detail));
    }

    private static Optional<Instant> time(ConsumerRecord<byte[], byte[]> record) {
        return Optional.of(Instant.ofEpochMilli(record.timestamp()));
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return "partition " + record.partition() + " offset " + record.offset();
    }

    private static String judged(InspectedPost event) {
        InspectedPost.Payload payload = event.payload();
        if (payload != null) {
            return "fits: " + String.join(" ", payload.autoGeneratedTags());
        }
        return event.reason() == null ? "deleted" : "refused: " + event.reason();
    }

    private void cached(long postId, PostCache cache) {
        Optional<CachedPost> found = cache.get(postId);
        if (found.isEmpty() || found.get().version() == 0) {
            return;
        }
        // What was put for a time says when by how much of it is left.
        Optional<Instant> at = cache.staysFor(postId)
                .map(left ->
                        clock.instant().minus(PostCache.keeping(found.get())).plus(left));
        step(
                found.get().version(),
                Station.REDIS,
                at,
                (found.get().json().isPresent() ? "shown" : "not shown")
                        + cache.staysFor(postId)
                                .map(left -> ", for " + left.toMinutes() + " min more")
                                .orElse(", for good"));
    }

    private void carried(long postId, VerifyConnections connections) {
        Inboxes inboxes = connections.inboxes();
        connections.spread().reached(postId).ifPresent(reached -> {
            int holders = inboxes.holders(postId).size();
            step(
                    reached.version(),
                    Station.MONGODB,
                    reached.at(),
                    holders + (holders == 1 ? " inbox" : " inboxes") + (reached.complete() ? "" : " so far"));
        });
    }
}
