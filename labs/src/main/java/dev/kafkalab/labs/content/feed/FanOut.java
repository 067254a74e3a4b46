package dev.kafkalab.labs.content.feed;

import dev.kafkalab.labs.content.InspectedPost;
import dev.kafkalab.labs.content.Post;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Carries a post into its followers' inboxes, a thousand at a time and for a moment only, and remembers how far it has come: whoever goes on,
 * after a crash or because others had their turn, goes on there. Thread-safe.
 */
final class FanOut {
    /** Followers of one request. */
    private static final int CHUNK = 1_000;
    /** After so long it is others' turn. */
    private static final Duration TURN = Duration.ofMillis(300);

    /** Who follows whom. */
    @FunctionalInterface
    interface Followers {
        /** At most {@code most} ids greater than {@code after}, in ascending order; fewer at the end alone. */
        List<Long> of(long userId, long after, int most) throws SQLException;
    }

    private final Inboxes inboxes;
    private final Spreads spreads;
    private final Followers followers;
    private final int chunk;
    private final Duration turn;

    FanOut(Inboxes inboxes, Spreads spreads, Followers followers) {
        this(inboxes, spreads, followers, CHUNK, TURN);
    }

    /** @param chunk followers of one request @param turn a request at least; no more are begun after this time */
    FanOut(Inboxes inboxes, Spreads spreads, Followers followers, int chunk, Duration turn) {
        this.inboxes = inboxes;
        this.spreads = spreads;
        this.followers = followers;
        this.chunk = chunk;
        this.turn = turn;
    }

    /**
     * Goes on with an event for one turn.
     *
     * @return whether it is done; if not, call it again when others have had their turn
     */
    boolean turn(InspectedPost event) throws SQLException {
        InspectedPost.Payload payload = event.payload();
        Optional<Spread> taken = spreads.take(event.id(), event.version(), payload == null);
        if (taken.isEmpty()) {
            return true;
        }
        if (payload == null) {
            inboxes.remove(event.id());
            spreads.replace(event.id(), taken.get(), taken.get().done());
            return true;
        }
        return add(payload.post(), taken.get());
    }

    private boolean add(Post post, Spread from) throws SQLException {
        Spread at = from;
        long end = System.nanoTime() + turn.toNanos();
        do {
            List<Long> next = followers.of(post.userId(), at.upTo(), chunk);
            inboxes.add(post, next);
            Spread then = next.isEmpty() ? at : at.at(next.get(next.size() - 1));
            boolean done = next.size() < chunk;
            if (!spreads.replace(post.id(), at, done ? then.done() : then)) {
                return overtaken(post.id());
            }
            if (done) {
                return true;
            }
            at = then;
        } while (System.nanoTime() < end);
        return false;
    }

    /**
     * Somebody else is at work on this post, which happens when this member stood still and lost its partition. If the post
     * was deleted meanwhile, what was added just now is taken out again.
     */
    private boolean overtaken(long postId) {
        if (spreads.find(postId).filter(Spread::deleted).isPresent()) {
            inboxes.remove(postId);
            return true;
        }
        return false;
    }
}
