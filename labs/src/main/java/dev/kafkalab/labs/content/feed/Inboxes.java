package dev.kafkalab.labs.content.feed;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.kafkalab.KafkaLabException;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.Post;
import dev.kafkalab.labs.content.work.StoreConnections;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.OptionalLong;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The inboxes of all users: one document for each post and follower, {@code {_id: "USER/POST", userId, postId, authorId,
 * createdAt}}. Adding what is there and taking away what is not change nothing. Thread-safe; the client is the caller's.
 *
 * <p>What MongoDB does not answer is a {@link MongoException}.
 */
public final class Inboxes {
    /** Posts of a page: {@value}. */
    public static final int PAGE_SIZE = 5;

    private final MongoCollection<Document> entries;

    public Inboxes(MongoDatabase database, ContentNames names) {
        this.entries = database.getCollection(names.inboxes());
    }

    /** @param mongo connected to what the stores name */
    public static Inboxes of(MongoClient mongo, ContentStores stores, ContentNames names) {
        return new Inboxes(StoreConnections.database(mongo, stores), names);
    }

    /** For reading newest first, and for taking a post out of all inboxes. Again and again changes nothing. */
    void ensureIndexes() {
        ensure(Indexes.compoundIndex(
                Indexes.ascending("userId"), Indexes.descending("createdAt"), Indexes.descending("postId")));
        ensure(Indexes.ascending("postId", "userId"));
    }

    private void ensure(Bson keys) {
        try {
            entries.createIndex(keys, new IndexOptions());
        } catch (MongoCommandException e) {
            if (e.getErrorCode() != 85 && e.getErrorCode() != 86) { // there, made by somebody with other options
                throw e;
            }
        }
    }

    /**
     * @param page from 0; beyond the last there is nothing
     * @throws KafkaLabException if the page is none
     */
    public InboxPage page(long userId, int page) {
        if (page < 0 || page > Integer.MAX_VALUE / PAGE_SIZE) {
            throw KafkaLabException.usage("page is " + page + "; it must be 0 or more");
        }
        List<Long> posts = new ArrayList<>();
        entries.find(Filters.eq("userId", userId))
                .sort(Sorts.descending("createdAt", "postId"))
                .skip(page * PAGE_SIZE)
                .limit(PAGE_SIZE)
                .projection(Projections.include("postId"))
                .forEach(entry -> posts.add(entry.getLong("postId")));
        return new InboxPage(posts, entries.countDocuments(Filters.eq("userId", userId)), page, PAGE_SIZE);
    }

    /** The users in whose inboxes a post is, in ascending order. */
    public List<Long> holders(long postId) {
        List<Long> holders = new ArrayList<>();
        entries.find(Filters.eq("postId", postId))
                .projection(Projections.include("userId"))
                .forEach(entry -> holders.add(entry.getLong("userId")));
        holders.sort(null);
        return holders;
    }

    /**
     * A post in an inbox.
     *
     * @param userId whose inbox it is
     */
    public record Entry(long postId, long userId) {}

    /**
     * The entries of a part of all posts, in the order of posts, then of users; read as they are taken.
     *
     * @param after of posts with greater ids alone
     * @param upTo of none greater than this
     * @return which the caller closes
     */
    public MongoCursor<Entry> between(long after, long upTo) {
        return entries.find(Filters.and(Filters.gt("postId", after), Filters.lte("postId", upTo)))
                .sort(Sorts.ascending("postId", "userId"))
                .projection(Projections.include("postId", "userId"))
                .batchSize(2_000)
                .map(entry -> new Entry(entry.getLong("postId"), entry.getLong("userId")))
                .cursor();
    }

    /** The smallest id of a post in any inbox that is greater. */
    public OptionalLong nextPost(long after) {
        Document next = entries.find(Filters.gt("postId", after))
                .sort(Sorts.ascending("postId"))
                .projection(Projections.include("postId"))
                .first();
        return next == null ? OptionalLong.empty() : OptionalLong.of(next.getLong("postId"));
    }

    /** Adds a post to inboxes, in one request. */
    public void add(Post post, Collection<Long> users) {
        if (users.isEmpty()) {
            return;
        }
        UpdateOptions insert = new UpdateOptions().upsert(true);
        List<UpdateOneModel<Document>> writes = new ArrayList<>(users.size());
        for (long user : users) {
            writes.add(new UpdateOneModel<>(
                    Filters.eq("_id", user + "/" + post.id()),
                    Updates.combine(
                            Updates.setOnInsert("userId", user),
                            Updates.setOnInsert("postId", post.id()),
                            Updates.setOnInsert("authorId", post.userId()),
                            Updates.setOnInsert("createdAt", Date.from(post.createdAt()))),
                    insert));
        }
        try {
            entries.bulkWrite(writes, new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            // Two that add the same entry at once: one of them may be told that it is there.
            for (BulkWriteError error : e.getWriteErrors()) {
                if (error.getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
            }
        }
    }

    void drop() {
        entries.drop();
    }

    /** Takes a post out of all inboxes. */
    public void remove(long postId) {
        entries.deleteMany(Filters.eq("postId", postId));
    }
}
