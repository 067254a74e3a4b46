package dev.kafkalab.labs.content.feed;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.kafkalab.labs.content.ContentNames;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/**
 * Where each post's {@link Spread} is kept, a document for each; that of a deleted post stays, so that a late event does not
 * bring it back. Thread-safe.
 */
final class Spreads {
    private final MongoCollection<Document> marks;

    Spreads(MongoDatabase database, ContentNames names) {
        this.marks = database.getCollection(names.inboxes() + "-post");
    }

    Optional<Spread> find(long postId) {
        return Optional.ofNullable(marks.find(Filters.eq("_id", postId)).first())
                .map(Spreads::spread);
    }

    /**
     * Takes up an event, unless a newer one was.
     *
     * @return where to go on; empty if there is nothing to do
     */
    Optional<Spread> take(long postId, long version, boolean deletion) {
        while (true) {
            Optional<Spread> found = find(postId);
            if (found.isEmpty()) {
                Spread begun = Spread.begun(version, deletion);
                if (insert(postId, begun)) {
                    return Optional.of(begun);
                }
                continue;
            }
            Spread before = found.get();
            if (before.isNewerThan(version, deletion)) {
                return Optional.empty();
            }
            if (before.isOf(version, deletion)) {
                return before.complete() ? Optional.empty() : found;
            }
            Spread next = before.next(version, deletion);
            if (replace(postId, before, next)) {
                return next.complete() ? Optional.empty() : Optional.of(next);
            }
        }
    }

    private boolean insert(long postId, Spread spread) {
        try {
            marks.insertOne(document(postId, spread));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    /** @return false if it is not as it was before */
    boolean replace(long postId, Spread before, Spread next) {
        return marks.replaceOne(
                                Filters.and(
                                        Filters.eq("_id", postId),
                                        Filters.eq("version", before.version()),
                                        Filters.eq("deleted", before.deleted()),
                                        Filters.eq("upTo", before.upTo())),
                                document(postId, next))
                        .getMatchedCount()
                == 1;
    }

    /** Forgets how far a post has come, unless a newer event of it was taken up. @return whether none was */
    boolean forget(long postId, long version) {
        marks.deleteOne(Filters.and(Filters.eq("_id", postId), Filters.lte("version", version)));
        return find(postId).isEmpty();
    }

    void drop() {
        marks.drop();
    }

    /** When a post's mark was written last. */
    Optional<Instant> markedAt(long postId) {
        return Optional.ofNullable(marks.find(Filters.eq("_id", postId)).first())
                .map(mark -> mark.getDate("at"))
                .map(Date::toInstant);
    }

    private static Document document(long postId, Spread spread) {
        return new Document("_id", postId)
                .append("version", spread.version())
                .append("deleted", spread.deleted())
                .append("upTo", spread.upTo())
                .append("complete", spread.complete())
                .append("at", new Date());
    }

    private static Spread spread(Document mark) {
        return new Spread(
                mark.getLong("version"), mark.getBoolean("deleted"), mark.getLong("upTo"), mark.getBoolean("complete"));
    }
}
