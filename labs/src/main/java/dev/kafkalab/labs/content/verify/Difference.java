package dev.kafkalab.labs.content.verify;

/**
 * A store that does not have a post as it should.
 *
 * @param expected in a few words, without the post's text
 * @param found in a few words, without the post's text
 * @param foundVersion which version it has; 0 if none, or if it does not say
 * @param kind what is wrong with it
 */
public record Difference(long postId, Store store, String expected, String found, long foundVersion, Kind kind) {
    /** What is wrong. */
    public enum Kind {
        /** It is not there, or less of it than there should be. */
        MISSING,
        /** It is there, or more of it than there should be. */
        SURPLUS,
        /** It is there in an earlier version. */
        OLDER,
        /** It is there in a version that MySQL does not know. */
        NEWER,
        /** It is there, and MySQL never had it. */
        UNKNOWN,
        /** It is there in the right version, and says something else. */
        OTHER
    }
}
