package dev.kafkalab.labs.content.feed;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.InspectedPost;
import dev.kafkalab.labs.content.metadata.Metadata;
import dev.kafkalab.labs.content.work.StoreConnections;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * How a post came into inboxes, for whoever wants to know, and a way to carry it there again. Thread-safe; the connections are
 * the caller's.
 */
public final class PostSpread {
    private final Inboxes inboxes;
    private final Spreads spreads;
    private final FanOut fanOut;

    public PostSpread(MongoClient mongo, ContentStores stores, ContentNames names, Metadata metadata) {
        MongoDatabase database = StoreConnections.database(mongo, stores);
        this.inboxes = new Inboxes(database, names);
        this.spreads = new Spreads(database, names);
        this.fanOut = new FanOut(inboxes, spreads, metadata::followers);
    }

    /**
     * How far a post has come.
     *
     * @param complete whether all followers have it, or nobody has it any more
     * @param at when it came so far; empty of posts that were carried before this was noted
     */
    public record Reached(long version, boolean deleted, boolean complete, Optional<Instant> at) {}

    /** Empty if no event of it was taken up yet. */
    public Optional<Reached> reached(long postId) {
        return spreads.find(postId)
                .map(spread ->
                        new Reached(spread.version(), spread.deleted(), spread.complete(), spreads.markedAt(postId)));
    }

    /**
     * Carries a post as the worker does, from the beginning.
     *
     * @param cleared whether it is taken out of all inboxes before, since it is in some that it does not belong in
     * @return false if a newer event of it was taken up, which then has done so
     */
    public boolean again(InspectedPost event, boolean cleared) throws SQLException {
        if (!spreads.forget(event.id(), event.version())) {
            return false;
        }
        if (cleared) {
            inboxes.remove(event.id());
        }
        while (!fanOut.turn(event)) {
            Thread.onSpinWait(); // turns are for the others of a worker, of whom there are none here
        }
        return true;
    }

    /** Takes all posts out of all inboxes, as if there had never been any. */
    public void forgetAll() {
        inboxes.drop();
        spreads.drop();
    }

    /** Takes a post that never was out of all inboxes, and forgets that it came there. */
    public void takeAway(long postId) {
        inboxes.remove(postId);
        spreads.forget(postId, Long.MAX_VALUE);
    }
}
