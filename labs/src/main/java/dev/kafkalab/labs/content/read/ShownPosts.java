package dev.kafkalab.labs.content.read;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.labs.content.ResolvedPost;
import dev.kafkalab.labs.content.cache.CachedPost;
import dev.kafkalab.labs.content.cache.CachedPosts;
import dev.kafkalab.labs.content.cache.PostCache;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Posts by id, from whichever of Redis and MySQL answers: without Redis all from MySQL, without MySQL those that are cached.
 * Thread-safe.
 */
final class ShownPosts {
    static final String REDIS = "Redis";
    static final String MYSQL = "MySQL";

    private final CachedPosts posts;
    private final PostCache cache;

    ShownPosts(CachedPosts posts, PostCache cache) {
        this.posts = posts;
        this.cache = cache;
    }

    /**
     * What was found.
     *
     * @param unread how many could not be read
     * @param without stores that did not answer
     */
    record Found(Map<Long, ResolvedPost> posts, int unread, List<String> without) {}

    /** @throws StoreDownException if neither answers */
    Found find(Collection<Long> ids) {
        try {
            CachedPosts.Found found = posts.find(ids);
            return new Found(found.posts(), 0, found.cacheAnswered() ? List.of() : List.of(REDIS));
        } catch (KafkaLabException e) {
            if (e.reason() != KafkaLabException.Reason.UNREACHABLE) {
                throw e;
            }
            return cachedOnly(ids, e);
        }
    }

    private Found cachedOnly(Collection<Long> ids, KafkaLabException why) {
        Map<Long, CachedPost> known;
        try {
            known = cache.get(ids);
        } catch (JedisException e) {
            throw new StoreDownException(MYSQL, "nor does Redis, so no post can be read", why);
        }
        Map<Long, ResolvedPost> shown = new HashMap<>();
        known.forEach((id, cached) -> cached.post().ifPresent(post -> shown.put(id, post)));
        return new Found(shown, ids.size() - known.size(), List.of(MYSQL));
    }
}
