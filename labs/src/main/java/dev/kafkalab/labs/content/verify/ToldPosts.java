package dev.kafkalab.labs.content.verify;

import java.util.Optional;

/**
 * What a topic tells last of each post in a window of ids, in arrays of numbers: some megabytes, however long posts are and
 * however many events there were. Of one thread.
 */
final class ToldPosts {
    /** Ids of a window. */
    static final int WINDOW = 1 << 18;

    private static final Told.State[] STATES = Told.State.values();

    private final long from;
    private final long[] versions = new long[WINDOW];
    private final byte[] states = new byte[WINDOW];
    private final long[] posts = new long[WINDOW];
    private final long[] tags = new long[WINDOW];
    private long next = Long.MAX_VALUE;

    /** @param from the first id of the window */
    ToldPosts(long from) {
        this.from = from;
    }

    void note(long id, Told told) {
        if (id < from) {
            return;
        }
        if (id - from >= WINDOW) {
            next = Math.min(next, id);
            return;
        }
        int at = (int) (id - from);
        if (versions[at] != 0 && at(at).standsAgainst(told)) {
            return;
        }
        versions[at] = told.version();
        states[at] = (byte) told.state().ordinal();
        posts[at] = told.post();
        tags[at] = told.tags();
    }

    /** @param id in the window */
    Optional<Told> find(long id) {
        int at = (int) (id - from);
        return versions[at] == 0 ? Optional.empty() : Optional.of(at(at));
    }

    private Told at(int at) {
        return new Told(versions[at], STATES[states[at]], posts[at], tags[at]);
    }

    /** The smallest id beyond the window that the topic tells of; the greatest number there is if it tells of none. */
    long next() {
        return next;
    }
}
