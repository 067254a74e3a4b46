package dev.kafkalab.labs.content.verify;

import com.mongodb.client.MongoCursor;
import dev.kafkalab.labs.content.feed.Inboxes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes through the entries of inboxes post by post, one entry in memory. Of one thread, which closes it. */
final class InboxWalk implements AutoCloseable {
    private final MongoCursor<Inboxes.Entry> entries;
    private Inboxes.@Nullable Entry next;

    /** @param entries in the order of posts, then of users */
    InboxWalk(MongoCursor<Inboxes.Entry> entries) {
        this.entries = entries;
        this.next = entries.hasNext() ? entries.next() : null;
    }

    private void step() {
        next = entries.hasNext() ? entries.next() : null;
    }

    /** What was found of a post. */
    record Count(long followers, long missing, long surplus) {}

    /** Compares a post's entries with those who should have it, in one pass over both. */
    Count compare(long postId, Followers.Walk followers) {
        long all = 0;
        long missing = 0;
        long surplus = 0;
        while (true) {
            long holder = next != null && next.postId() == postId ? next.userId() : Long.MAX_VALUE;
            long follower = followers.peek();
            if (holder == Long.MAX_VALUE && follower == Long.MAX_VALUE) {
                return new Count(all, missing, surplus);
            }
            if (follower <= holder) {
                all++;
                missing += follower < holder ? 1 : 0;
                followers.next();
            } else {
                surplus++;
            }
            if (holder <= follower) {
                step();
            }
        }
    }

    /** Passes over a post's entries. @return how many there are */
    long pass(long postId) {
        long passed = 0;
        while (next != null && next.postId() == postId) {
            passed++;
            step();
        }
        return passed;
    }

    /** The post of the next entry, if its id is smaller. */
    Optional<Long> postBefore(long id) {
        return Optional.ofNullable(next).map(Inboxes.Entry::postId).filter(post -> post < id);
    }

    @Override
    public void close() {
        entries.close();
    }
}
