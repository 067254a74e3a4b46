package dev.kafkalab.labs.content.feed;

/**
 * How far a post has come on its way into inboxes.
 *
 * @param version that was handled last, or is being
 * @param deleted whether that is a deletion
 * @param upTo followers with ids up to this one have it
 * @param complete whether all have it, or nobody has it any more
 */
record Spread(long version, boolean deleted, long upTo, boolean complete) {
    static Spread begun(long version, boolean deleted) {
        return new Spread(version, deleted, 0, false);
    }

    /** Whether an event says nothing new beside this. Of one version, a deletion goes before. */
    boolean isNewerThan(long other, boolean deletion) {
        return version > other || version == other && deleted && !deletion;
    }

    boolean isOf(long other, boolean deletion) {
        return version == other && deleted == deletion;
    }

    /** What becomes of it with a newer event: followers that have the post need not get it again. */
    Spread next(long newer, boolean deletion) {
        return deletion || deleted ? begun(newer, deletion) : new Spread(newer, false, upTo, complete);
    }

    Spread at(long follower) {
        return new Spread(version, deleted, follower, complete);
    }

    Spread done() {
        return new Spread(version, deleted, upTo, true);
    }
}
