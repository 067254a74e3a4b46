package dev.kafkalab.labs.content.verify;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.InspectedPost;
import dev.kafkalab.labs.content.Post;
import dev.kafkalab.labs.content.ResolvedPost;
import dev.kafkalab.labs.content.cache.CachedPost;
import dev.kafkalab.labs.content.cache.PostCache;
import dev.kafkalab.labs.content.feed.PostSpread;
import dev.kafkalab.labs.content.index.IndexedPosts;
import dev.kafkalab.labs.content.metadata.Metadata;
import dev.kafkalab.labs.content.verify.Difference.Kind;
import dev.kafkalab.labs.content.write.PostTable;
import dev.kafkalab.labs.content.write.PostWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes stores agree with MySQL again. A post that a topic does not tell of rightly is told of again, through the outbox, and
 * takes its way from there; relay and workers have to run for it. A store that does not have what was inspected gets it from
 * the topic, through what workers write with: nothing newer is replaced.
 *
 * <p>A store that has a newer version than MySQL is left as it is, except Redis, which may forget: whoever put MySQL back
 * to an earlier state has to say what should be. Of one thread.
 */
public final class ContentRepair {
    /** Posts that are looked up in the topic in one pass. */
    private static final int TOGETHER = 2_000;

    private final ContentStores stores;
    private final ContentNames names;
    private final Map<Long, Map<Store, Difference>> waiting = new TreeMap<>();
    private long rewritten;
    private long toldAgain;
    private long left;

    public ContentRepair(ContentStores stores, ContentNames names) {
        this.stores = stores;
        this.names = names;
    }

    /**
     * What was done.
     *
     * @param rewritten posts in stores
     * @param toldAgain posts, which relay and workers carry on
     * @param left differences that are left as they are
     */
    public record Report(long rewritten, long toldAgain, long left) {}

    /**
     * Takes a difference; now and then repairs those it has.
     *
     * @throws KafkaLabException unreachable: a store does not answer; what is left is found by the next comparison
     */
    public void take(Difference difference) {
        waiting.computeIfAbsent(difference.postId(), post -> new TreeMap<>()).put(difference.store(), difference);
        if (waiting.size() > TOGETHER) {
            repairAll();
        }
    }

    /** Repairs those that are left. */
    public Report finish() {
        repairAll();
        return new Report(rewritten, toldAgain, left);
    }

    private void repairAll() {
        if (waiting.isEmpty()) {
            return;
        }
        try (VerifyConnections connections = new VerifyConnections(stores, names)) {
            StoresAnswer.or("not all differences are repaired", () -> {
                Map<Long, InspectedPost> events = inspected(waiting.keySet());
                Writers writers = new Writers(connections);
                for (Map.Entry<Long, Map<Store, Difference>> post : waiting.entrySet()) {
                    repair(post.getKey(), post.getValue(), events, writers);
                }
                writers.index();
                return waiting.size();
            });
        }
        waiting.clear();
    }

    /** What the topic tells last of these posts. */
    private Map<Long, InspectedPost> inspected(Set<Long> posts) {
        Map<Long, InspectedPost> events = new HashMap<>();
        new PostTopic<>(stores, names.inspected(), InspectedPost.class).read(event -> {
            if (posts.contains(event.id())) {
                events.merge(
                        event.id(),
                        event,
                        (before, next) -> Told.of(before).standsAgainst(Told.of(next)) ? before : next);
            }
        });
        return events;
    }

    private void repair(long id, Map<Store, Difference> differences, Map<Long, InspectedPost> events, Writers writers)
            throws SQLException {
        List<Difference> ofTopics = differences.values().stream()
                .filter(difference -> difference.store().isTopic())
                .toList();
        if (ofTopics.stream().anyMatch(difference -> difference.kind() == Kind.NEWER)) {
            left += differences.size();
        } else if (!ofTopics.isEmpty()) {
            writers.tellAgain(
                    id,
                    ofTopics.stream().mapToLong(Difference::foundVersion).max().orElse(0));
            toldAgain++;
        } else {
            for (Difference difference : differences.values()) {
                if (writers.write(difference, events.get(id))) {
                    rewritten++;
                } else {
                    left++;
                }
            }
        }
    }

    /** Where it is written. */
    private static final class Writers {
        private final PostTable table;
        private final PostWriter writer;
        private final PostCache cache;
        private final PostSpread spread;
        private final IndexedPosts index;
        private final Metadata metadata;
        private final List<InspectedPost> documents = new ArrayList<>();
        private final List<Long> removals = new ArrayList<>();

        Writers(VerifyConnections connections) {
            this.table = connections.table();
            this.writer = connections.writer();
            this.cache = connections.cache();
            this.spread = connections.spread();
            this.index = connections.index();
            this.metadata = connections.metadata();
        }

        void tellAgain(long id, long told) {
            writer.tellAgain(id, told);
        }

        /** @param event what was inspected last; null of what never was */
        boolean write(Difference difference, @Nullable InspectedPost event) throws SQLException {
            if (difference.kind() == Kind.UNKNOWN || event == null) {
                takeAway(difference);
                return true;
            }
            return switch (difference.store()) {
                case REDIS -> cache(difference, event);
                case MONGODB -> spread.again(event, difference.kind() == Kind.SURPLUS);
                case ELASTICSEARCH -> difference.kind() != Kind.NEWER && documents.add(event);
                case ORIGINAL, INSPECTED -> false;
            };
        }

        private void takeAway(Difference difference) {
            switch (difference.store()) {
                case REDIS -> cache.forget(difference.postId());
                case MONGODB -> spread.takeAway(difference.postId());
                case ELASTICSEARCH -> removals.add(difference.postId());
                case ORIGINAL, INSPECTED -> throw new IllegalArgumentException(difference + " is of a topic");
            }
        }

        private boolean cache(Difference difference, InspectedPost event) throws SQLException {
            long id = event.id();
            if (difference.kind() == Kind.NEWER || difference.kind() == Kind.OTHER) {
                cache.forget(id);
            }
            InspectedPost.Payload payload = event.payload();
            if (payload != null) {
                cache.putIfNewer(id, CachedPost.of(resolved(payload.post())));
            } else if (event.reason() != null) {
                cache.refuse(id, event.version());
            } else {
                cache.putIfNewer(id, CachedPost.gone(event.version()));
            }
            if (table.find(id)
                    .filter(row -> row.post().version() > event.version())
                    .isPresent()) {
                cache.forget(id); // its own event may have come before what we put
            }
            return true;
        }

        private ResolvedPost resolved(Post post) throws SQLException {
            return ResolvedPost.of(
                    post,
                    metadata.userName(post.userId()).orElse(Long.toString(post.userId())),
                    metadata.categoryName(post.categoryId()).orElse(Long.toString(post.categoryId())));
        }

        void index() {
            try {
                if (!documents.isEmpty()) {
                    index.writeAgain(documents);
                }
                if (!removals.isEmpty()) {
                    index.takeAway(removals);
                }
                index.refresh();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaLabException(
                        KafkaLabException.Reason.PARTLY_FAILED, "interrupted; not all differences are repaired", e);
            }
        }
    }
}
