package dev.kafkalab.labs.content.verify;

import dev.kafkalab.labs.content.InspectedPost;
import dev.kafkalab.labs.content.Post;
import dev.kafkalab.labs.content.ResolvedPost;
import dev.kafkalab.labs.content.cache.CachedPost;
import dev.kafkalab.labs.content.index.IndexedPosts;
import dev.kafkalab.labs.content.verify.Difference.Kind;
import dev.kafkalab.labs.content.write.WrittenPost;
import java.util.Optional;

/**
 * What of a post may be where. MySQL is right; what may be shown of it is what {@code post.inspected} says of that version.
 *
 * @param row in MySQL
 * @param inspected what {@code post.inspected} tells of this very version
 */
record PostComparison(WrittenPost row, Told inspected) {
    private static final String NOTHING = "nothing";

    /** A topic against MySQL. @param trimmed whether it no longer tells of all posts */
    static Optional<Difference> ofTopic(WrittenPost row, Store topic, Optional<Told> told, boolean trimmed) {
        Told expected = expected(row);
        if (told.isEmpty()) {
            return trimmed
                    ? Optional.empty()
                    : Optional.of(
                            new Difference(row.post().id(), topic, expected.toString(), NOTHING, 0, Kind.MISSING));
        }
        Told found = told.get();
        if (found.version() != expected.version()) {
            return Optional.of(new Difference(
                    row.post().id(),
                    topic,
                    expected.toString(),
                    found.toString(),
                    found.version(),
                    age(found, expected)));
        }
        boolean refused = topic == Store.INSPECTED && found.state() == Told.State.REFUSED;
        if (row.deleted() ? found.isShown() : !found.isShown() && !refused) {
            return Optional.of(new Difference(
                    row.post().id(), topic, expected.toString(), found.toString(), found.version(), Kind.OTHER));
        }
        if (found.isShown() && found.post() != expected.post()) {
            return Optional.of(new Difference(
                    row.post().id(),
                    topic,
                    expected.toString(),
                    found + " with other text",
                    found.version(),
                    Kind.OTHER));
        }
        return Optional.empty();
    }

    private static Told expected(WrittenPost row) {
        return new Told(
                row.post().version(),
                row.deleted() ? Told.State.DELETED : Told.State.SHOWN,
                Told.Fingerprint.of(row.post()),
                0);
    }

    private static Kind age(Told found, Told expected) {
        return found.version() < expected.version() ? Kind.OLDER : Kind.NEWER;
    }

    /** What MySQL does not have at all. */
    static Difference unknown(long id, Store store, String found, long version) {
        return new Difference(id, store, NOTHING, found, version, Kind.UNKNOWN);
    }

    private Difference difference(Store store, String expected, String found, long version, Kind kind) {
        return new Difference(row.post().id(), store, expected, found, version, kind);
    }

    /**
     * The cache may have let go of a post, and of a deletion. That a post was refused it must know: a reader would else be
     * shown it from MySQL.
     */
    Optional<Difference> ofCache(Optional<CachedPost> cached) {
        long version = row.post().version();
        if (cached.isEmpty()) {
            return inspected.state() == Told.State.REFUSED
                    ? Optional.of(difference(Store.REDIS, inspected.toString(), NOTHING, 0, Kind.MISSING))
                    : Optional.empty();
        }
        CachedPost found = cached.get();
        String says = "version " + found.version() + (found.json().isPresent() ? "" : ", not shown");
        String expected = inspected + (inspected.state() == Told.State.REFUSED ? "" : ", or " + NOTHING);
        if (found.version() != version) {
            return Optional.of(difference(
                    Store.REDIS, expected, says, found.version(), found.version() < version ? Kind.OLDER : Kind.NEWER));
        }
        if (found.json().isPresent() != inspected.isShown()) {
            return Optional.of(difference(
                    Store.REDIS, expected, says, version, inspected.isShown() ? Kind.MISSING : Kind.SURPLUS));
        }
        if (inspected.isShown() && found.post().map(this::saysOtherwise).orElse(true)) {
            return Optional.of(difference(Store.REDIS, expected, says + " with other text", version, Kind.OTHER));
        }
        return Optional.empty();
    }

    private boolean saysOtherwise(ResolvedPost found) {
        return !ResolvedPost.of(row.post(), found.userName(), found.categoryName())
                .equals(found);
    }

    Optional<Difference> ofIndex(Optional<IndexedPosts.Entry> indexed) {
        String expected = inspected.isShown() ? inspected.toString() : NOTHING;
        if (indexed.isEmpty()) {
            return inspected.isShown()
                    ? Optional.of(difference(Store.ELASTICSEARCH, expected, NOTHING, 0, Kind.MISSING))
                    : Optional.empty();
        }
        IndexedPosts.Entry found = indexed.get();
        String says = "version " + found.version();
        long version = row.post().version();
        if (found.version() > version) {
            return Optional.of(difference(Store.ELASTICSEARCH, expected, says, found.version(), Kind.NEWER));
        }
        if (!inspected.isShown()) {
            return Optional.of(difference(Store.ELASTICSEARCH, expected, says, found.version(), Kind.SURPLUS));
        }
        if (found.version() < version) {
            return Optional.of(difference(Store.ELASTICSEARCH, expected, says, found.version(), Kind.OLDER));
        }
        Optional<Post> post = found.post();
        if (post.isEmpty() || Told.Fingerprint.of(post.get()) != inspected.post()) {
            return Optional.of(
                    difference(Store.ELASTICSEARCH, expected, says + " with other text", version, Kind.OTHER));
        }
        if (Told.Fingerprint.of(found.tags()) != inspected.tags()) {
            return Optional.of(difference(
                    Store.ELASTICSEARCH,
                    expected,
                    says + " with other tags: " + String.join(" ", shown(found)),
                    version,
                    Kind.OTHER));
        }
        return Optional.empty();
    }

    private static Iterable<String> shown(IndexedPosts.Entry found) {
        return found.tags().stream().limit(InspectedPost.MOST_TAGS).toList();
    }

    /** @param missing followers who do not have it @param surplus users who have it and should not */
    Optional<Difference> ofInboxes(long followers, long missing, long surplus) {
        if (missing == 0 && surplus == 0) {
            return Optional.empty();
        }
        long expected = inspected.isShown() ? followers : 0;
        String found = "%d%s".formatted(expected - missing + surplus, of(missing, surplus));
        return Optional.of(difference(
                Store.MONGODB,
                expected + (expected == 1 ? " inbox" : " inboxes"),
                found,
                0,
                surplus > 0 ? Kind.SURPLUS : Kind.MISSING));
    }

    private static String of(long missing, long surplus) {
        return (missing == 0 ? "" : ", " + missing + " missing") + (surplus == 0 ? "" : ", " + surplus + " too many");
    }
}
