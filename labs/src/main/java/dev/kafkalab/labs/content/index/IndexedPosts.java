package dev.kafkalab.labs.content.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.KafkaLabException;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.InspectedPost;
import dev.kafkalab.labs.content.Post;
import dev.kafkalab.labs.content.metadata.Metadata;
import dev.kafkalab.labs.content.work.RunningWorker;
import dev.kafkalab.labs.content.work.StoreConnections;
import dev.kafkalab.labs.content.work.StoreUnavailableException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.elasticsearch.client.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * The documents of the index by their ids, for whoever compares them with other stores; and a way to write them again.
 * Thread-safe. Whoever opens it closes it.
 *
 * <p>If Elasticsearch does not answer, its methods throw a {@link StoreUnavailableException}.
 */
public final class IndexedPosts implements AutoCloseable {
    private final RestClient client;
    private final HikariDataSource mysql;
    private final SearchServer server;
    private final PostIndex index;
    private final PostDocuments documents;

    private IndexedPosts(ContentStores stores, ContentNames names) {
        this.client = StoreConnections.elasticsearch(stores);
        this.mysql = StoreConnections.mysql(stores, 1);
        this.server = new SearchServer(client);
        this.index = new PostIndex(server, names.index(), IndexDefinition.standard());
        this.documents = new PostDocuments(new Metadata(mysql, names));
    }

    /** Asks nothing yet. */
    public static IndexedPosts open(ContentStores stores, ContentNames names) {
        return new IndexedPosts(stores, names);
    }

    /**
     * A document.
     *
     * @param version of the document, which should be that of its post
     * @param post empty if what it holds is no post
     * @param indexedAt when this version was written to the index first; empty if the document does not say
     */
    public record Entry(long id, long version, Optional<Post> post, List<String> tags, Optional<Instant> indexedAt) {
        public Entry {
            tags = List.copyOf(tags);
        }
    }

    /** Lets {@link #between} see all that was written before. Does nothing if there is no index. */
    public void refresh() {
        index.current().ifPresent(index::refresh);
    }

    /**
     * A part of the documents, in the order of their ids.
     *
     * @param after greater ids alone
     * @param upTo none greater than this
     * @param most how many at most; fewer come only at the end
     */
    public List<Entry> between(long after, long upTo, int most) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("size", most).put("version", true).put("track_total_hits", false);
        body.putArray("sort").addObject().put("id", "asc");
        body.putObject("query")
                .putObject("range")
                .putObject("id")
                .put("gt", after)
                .put("lte", upTo);
        List<Entry> entries = new ArrayList<>();
        try {
            for (JsonNode hit :
                    server.send("POST", "/" + index.alias() + "/_search", body).at("/hits/hits")) {
                entries.add(entry(hit));
            }
        } catch (RefusedRequestException e) {
            if (e.status() != 404) {
                throw e;
            }
            // There is no index yet.
        }
        return entries;
    }

    private static Entry entry(JsonNode hit) {
        JsonNode source = hit.path("_source");
        List<String> tags = new ArrayList<>();
        source.path("tags").forEach(tag -> tags.add(tag.asText()));
        long version = hit.path("_version").asLong();
        return new Entry(
                source.path("id").asLong(), version, post(source, version), tags, moment(source.get("indexedAt")));
    }

    private static Optional<Post> post(JsonNode source, long version) {
        Optional<Instant> createdAt = moment(source.get("createdAt"));
        Optional<Instant> updatedAt = moment(source.get("updatedAt"));
        if (createdAt.isEmpty() || updatedAt.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Post(
                    source.path("id").asLong(),
                    source.path("title").asText(),
                    source.path("content").asText(),
                    source.path("userId").asLong(),
                    source.path("categoryId").asLong(),
                    createdAt.get(),
                    updatedAt.get(),
                    version));
        } catch (KafkaLabException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> moment(@Nullable JsonNode text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Instant.parse(text.asText()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Writes documents of these posts, or takes them away, as the worker does; but also over a document of the same version.
     * One that is newer stays.
     */
    public void writeAgain(List<InspectedPost> posts) throws InterruptedException {
        List<BulkItem> items = posts.stream().map(documents::again).toList();
        Optional<BulkWriter.Unusable> unusable =
                BulkWriter.toAlias(server, index).write(items);
        if (unusable.isPresent()) {
            throw new UnusableDocumentException(
                    posts.get(unusable.get().position()).id(), unusable.get().type());
        }
    }

    /** Takes the index away, and what rebuilds left beside it. */
    public void removeAll() {
        index.removeAll();
    }

    /** Takes documents away that are of no post. */
    public void takeAway(List<Long> ids) throws InterruptedException {
        BulkWriter.toAlias(server, index)
                .write(ids.stream().map(PostDocuments::removal).toList());
    }

    @Override
    public void close() {
        RunningWorker.closeAll(List.of(mysql, client));
    }
}
