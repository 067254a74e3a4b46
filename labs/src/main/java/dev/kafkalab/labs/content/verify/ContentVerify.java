package dev.kafkalab.labs.content.verify;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.InspectedPost;
import dev.kafkalab.labs.content.OriginalPost;
import dev.kafkalab.labs.content.cache.CachedPost;
import dev.kafkalab.labs.content.cache.PostCache;
import dev.kafkalab.labs.content.feed.Inboxes;
import dev.kafkalab.labs.content.index.IndexedPosts;
import dev.kafkalab.labs.content.work.DatabaseDownException;
import dev.kafkalab.labs.content.write.PostTable;
import dev.kafkalab.labs.content.write.WrittenPost;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Compares all stores of the platform with MySQL, which is right:
 *
 * <ul>
 *   <li>{@code post.original} and {@code post.inspected} tell of each post's last version, as workers read them;
 *   <li>Redis has it in that version or not at all, and nothing of what may not be shown; of what was refused it knows so;
 *   <li>it is in the inboxes of its author's followers and in no others, if it may be shown;
 *   <li>it is in the index in that version, with its tags, if it may be shown.
 * </ul>
 *
 * All of them are read once from end to end by the ids of posts, in pages and side by side; of the topics what they tell last
 * is kept as numbers, for {@value ToldPosts#WINDOW} ids at a time. So memory has a bound, however many posts there are; with
 * more ids than those the topics are read several times.
 *
 * <p>What is written meanwhile, or not yet carried on, may look like a difference. Reads only; of one thread.
 */
public final class ContentVerify {
    private static final int PAGE = 500;

    private final PostTable table;
    private final PostCache cache;
    private final Inboxes inboxes;
    private final IndexedPosts index;
    private final Followers followers;
    private final PostTopic<OriginalPost> original;
    private final PostTopic<InspectedPost> inspected;
    private final Consumer<Difference> found;
    private final LongConsumer progress;

    private boolean trimmed;
    private long posts;
    private long differences;
    private long untold;

    private ContentVerify(
            ContentStores stores,
            ContentNames names,
            VerifyConnections connections,
            Consumer<Difference> found,
            LongConsumer progress) {
        this.table = connections.table();
        this.cache = connections.cache();
        this.inboxes = connections.inboxes();
        this.index = connections.index();
        this.followers = new Followers(connections.metadata());
        this.original = new PostTopic<>(stores, names.original(), OriginalPost.class);
        this.inspected = new PostTopic<>(stores, names.inspected(), InspectedPost.class);
        this.found = found;
        this.progress = progress;
    }

    /**
     * What was compared.
     *
     * @param posts in MySQL, deleted ones included
     * @param differences how many were found
     * @param untold posts that the topics no longer tell of, since they keep events for a time only; of these Redis, MongoDB and
     *     Elasticsearch could not be compared
     */
    public record Report(long posts, long differences, long untold) {}

    /**
     * @param found told each difference, those of a post one after the other, posts by their ids and at last what Redis alone has
     * @param progress told how many posts were compared, now and then
     * @throws KafkaLabException unreachable: a store does not answer; the message says which
     */
    public static Report run(
            ContentStores stores, ContentNames names, Consumer<Difference> found, LongConsumer progress) {
        try (VerifyConnections connections = new VerifyConnections(stores, names)) {
            return new ContentVerify(stores, names, connections, found, progress).compareAll();
        }
    }

    private Report compareAll() {
        return StoresAnswer.or("nothing more was compared", () -> {
            index.refresh();
            trimmed = original.isTrimmed() || inspected.isTrimmed();
            OptionalLong from = OptionalLong.of(1);
            while (from.isPresent()) {
                from = compareWindow(from.getAsLong());
            }
            compareCachedAlone();
            return new Report(posts, differences, untold);
        });
    }

    /** @return the first id beyond the window that any store knows */
    private OptionalLong compareWindow(long from) throws SQLException {
        ToldPosts originals = new ToldPosts(from);
        original.read(event -> originals.note(event.id(), Told.of(event)));
        ToldPosts inspecteds = new ToldPosts(from);
        inspected.read(event -> inspecteds.note(event.id(), Told.of(event)));
        long end = from + ToldPosts.WINDOW - 1;
        long last = from - 1;
        while (last < end) {
            List<WrittenPost> rows = table.after(last, PAGE).stream()
                    .filter(row -> row.post().id() <= end)
                    .toList();
            long upTo = rows.size() == PAGE ? rows.get(PAGE - 1).post().id() : end;
            comparePage(rows, last, upTo, originals, inspecteds);
            last = upTo;
        }
        return next(end, Math.min(originals.next(), inspecteds.next()));
    }

    private OptionalLong next(long end, long told) throws SQLException {
        long next = told;
        for (WrittenPost row : table.after(end, 1)) {
            next = Math.min(next, row.post().id());
        }
        for (IndexedPosts.Entry entry : index.between(end, Long.MAX_VALUE, 1)) {
            next = Math.min(next, entry.id());
        }
        next = Math.min(next, inboxes.nextPost(end).orElse(Long.MAX_VALUE));
        return next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(next);
    }

    private void comparePage(List<WrittenPost> rows, long after, long upTo, ToldPosts originals, ToldPosts inspecteds) {
        Map<Long, CachedPost> cached =
                cache.get(rows.stream().map(row -> row.post().id()).toList());
        IndexWalk indexed = new IndexWalk(index, after, upTo);
        try (InboxWalk entries = new InboxWalk(inboxes.between(after, upTo))) {
            long last = after;
            for (WrittenPost row : rows) {
                long id = row.post().id();
                strangers(last + 1, id, originals, inspecteds, indexed, entries);
                compare(
                        row,
                        originals.find(id),
                        inspecteds.find(id),
                        Optional.ofNullable(cached.get(id)),
                        indexed,
                        entries);
                last = id;
            }
            strangers(last + 1, upTo + 1, originals, inspecteds, indexed, entries);
        }
        posts += rows.size();
        progress.accept(posts);
    }

    private void compare(
            WrittenPost row,
            Optional<Told> original,
            Optional<Told> inspected,
            Optional<CachedPost> cached,
            IndexWalk indexed,
            InboxWalk entries) {
        long id = row.post().id();
        Optional<Difference> ofOriginal = PostComparison.ofTopic(row, Store.ORIGINAL, original, trimmed);
        Optional<Difference> ofInspected = PostComparison.ofTopic(row, Store.INSPECTED, inspected, trimmed);
        ofOriginal.ifPresent(this::note);
        ofInspected.ifPresent(this::note);
        Optional<IndexedPosts.Entry> document = indexed.takeBefore(id + 1);
        if (ofInspected.isPresent() || inspected.isEmpty()) {
            // What may be shown is not known; the stores follow when it is.
            entries.pass(id);
            untold += ofInspected.isEmpty() ? 1 : 0;
            return;
        }
        PostComparison post = new PostComparison(row, inspected.get());
        post.ofCache(cached).ifPresent(this::note);
        if (inspected.get().isShown()) {
            InboxWalk.Count count = entries.compare(id, followers.of(row.post().userId()));
            post.ofInboxes(count.followers(), count.missing(), count.surplus()).ifPresent(this::note);
        } else {
            post.ofInboxes(0, 0, entries.pass(id)).ifPresent(this::note);
        }
        post.ofIndex(document).ifPresent(this::note);
    }

    /** What other stores have of posts that MySQL has not. @param end the first id that is left alone */
    private void strangers(
            long from, long end, ToldPosts originals, ToldPosts inspecteds, IndexWalk indexed, InboxWalk entries) {
        for (long id = from; id < end; id++) {
            long post = id;
            originals
                    .find(id)
                    .filter(Told::isShown)
                    .ifPresent(told -> note(stranger(post, Store.ORIGINAL, told, told.version())));
            inspecteds
                    .find(id)
                    .filter(Told::isShown)
                    .ifPresent(told -> note(stranger(post, Store.INSPECTED, told, told.version())));
        }
        for (Optional<Long> post = entries.postBefore(end); post.isPresent(); post = entries.postBefore(end)) {
            long inboxesOfIt = entries.pass(post.get());
            note(stranger(post.get(), Store.MONGODB, inboxesOfIt + (inboxesOfIt == 1 ? " inbox" : " inboxes"), 0));
        }
        for (Optional<IndexedPosts.Entry> entry = indexed.takeBefore(end);
                entry.isPresent();
                entry = indexed.takeBefore(end)) {
            note(stranger(
                    entry.get().id(),
                    Store.ELASTICSEARCH,
                    "version " + entry.get().version(),
                    entry.get().version()));
        }
    }

    private static Difference stranger(long id, Store store, Object found, long version) {
        return PostComparison.unknown(id, store, found.toString(), version);
    }

    private void compareCachedAlone() {
        cache.scan(ids -> {
            Set<Long> known = new HashSet<>();
            try {
                known.addAll(table.rows(ids).keySet());
            } catch (SQLException e) {
                throw DatabaseDownException.or(e, "nothing more was compared");
            }
            List<Long> strangers = new ArrayList<>(ids);
            strangers.removeAll(known);
            cache.get(strangers).forEach((id, cached) -> {
                if (cached.json().isPresent()) {
                    note(stranger(id, Store.REDIS, "version " + cached.version(), cached.version()));
                }
            });
        });
    }

    private void note(Difference difference) {
        differences++;
        found.accept(difference);
    }
}
