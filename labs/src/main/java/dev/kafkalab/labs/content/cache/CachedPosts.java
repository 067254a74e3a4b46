package dev.kafkalab.labs.content.cache;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.labs.content.Post;
import dev.kafkalab.labs.content.ResolvedPost;
import dev.kafkalab.labs.content.metadata.Metadata;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Posts for readers: from the cache, and on a miss from the database, through the cache. However many readers miss a post at
 * once, in however many processes, one of them asks the database; the others wait for it, at most a second. While Redis does
 * not answer all of them are read from the database, and the answer says so. Thread-safe.
 */
public final class CachedPosts {
    private static final Duration LEASE = Duration.ofSeconds(1);
    private static final long GLANCE_MILLIS = 5;

    private final PostCache cache;
    private final PostSource source;
    private final Metadata metadata;
    private final Map<Long, CompletableFuture<CachedPost>> loading = new ConcurrentHashMap<>();

    public CachedPosts(PostCache cache, PostSource source, Metadata metadata) {
        this.cache = cache;
        this.source = source;
        this.metadata = metadata;
    }

    /**
     * What was found.
     *
     * @param posts by id, without those that are not there or may not be shown
     * @param cacheAnswered false if Redis did not, so that all of it comes from the database
     */
    public record Found(Map<Long, ResolvedPost> posts, boolean cacheAnswered) {
        public Found {
            posts = Map.copyOf(posts);
        }
    }

    /**
     * One post; see {@link #find}.
     *
     * @throws KafkaLabException if neither Redis nor MySQL can say
     */
    public Found find(long id) {
        return find(List.of(id));
    }

    /**
     * Several, in one request where the cache knows them.
     *
     * @throws KafkaLabException if neither Redis nor MySQL can say
     */
    public Found find(Collection<Long> ids) {
        Map<Long, CachedPost> known;
        try {
            known = new HashMap<>(cache.get(ids));
        } catch (JedisException e) {
            return new Found(shown(load(ids)), false);
        }
        List<Long> missed = new ArrayList<>(ids);
        missed.removeAll(known.keySet());
        boolean answered = true;
        for (long id : missed) {
            try {
                known.put(id, loadOnce(id));
            } catch (JedisException e) {
                known.putAll(load(List.of(id)));
                answered = false;
            }
        }
        return new Found(shown(known), answered);
    }

    private static Map<Long, ResolvedPost> shown(Map<Long, CachedPost> known) {
        Map<Long, ResolvedPost> shown = new HashMap<>();
        known.forEach((id, cached) -> cached.post().ifPresent(post -> shown.put(id, post)));
        return shown;
    }

    /**
     * A post that the cache does not know; now it does.
     *
     * @throws JedisException if Redis does not answer
     */
    public CachedPost loadOnce(long id) {
        CompletableFuture<CachedPost> ours = new CompletableFuture<>();
        CompletableFuture<CachedPost> others = loading.putIfAbsent(id, ours);
        if (others != null) {
            return joined(others);
        }
        try {
            CachedPost loaded = loadForAll(id);
            ours.complete(loaded);
            return loaded;
        } catch (RuntimeException e) {
            ours.completeExceptionally(e);
            throw e;
        } finally {
            loading.remove(id, ours);
        }
    }

    private static CachedPost joined(CompletableFuture<CachedPost> loaded) {
        try {
            return loaded.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** For other processes too. */
    private CachedPost loadForAll(long id) {
        Optional<String> lease = cache.lease(id, LEASE);
        if (lease.isEmpty()) {
            Optional<CachedPost> others = awaitOthers(id);
            if (others.isPresent()) {
                return others.get();
            }
        }
        try {
            CachedPost loaded = load(List.of(id)).getOrDefault(id, CachedPost.gone(0));
            cache.putIfNewer(id, loaded);
            // An event may have been quicker, and newer than what was read.
            return cache.get(id).orElse(loaded);
        } finally {
            lease.ifPresent(token -> cache.release(id, token));
        }
    }

    private Optional<CachedPost> awaitOthers(long id) {
        long end = System.nanoTime() + LEASE.toNanos();
        while (System.nanoTime() < end) {
            Optional<CachedPost> there = cache.get(id);
            if (there.isPresent()) {
                return there;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Map<Long, CachedPost> load(Collection<Long> ids) {
        try {
            Map<Long, CachedPost> loaded = new HashMap<>();
            for (Map.Entry<Long, PostSource.Row> row : source.rows(ids).entrySet()) {
                Post post = row.getValue().post();
                loaded.put(
                        row.getKey(),
                        row.getValue().deleted()
                                ? CachedPost.gone(post.version())
                                : CachedPost.of(resolve(post, metadata)));
            }
            return loaded;
        } catch (SQLException e) {
            throw new KafkaLabException(
                    KafkaLabException.Reason.UNREACHABLE,
                    "MySQL does not answer, and posts that are not cached cannot be read",
                    e);
        }
    }

    /** With the names of its author and category; a number where there is no name. */
    static ResolvedPost resolve(Post post, Metadata metadata) throws SQLException {
        return ResolvedPost.of(
                post,
                metadata.userName(post.userId()).orElse(Long.toString(post.userId())),
                metadata.categoryName(post.categoryId()).orElse(Long.toString(post.categoryId())));
    }
}
