package dev.kafkalab.labs.content.cache;

import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.InspectedPost;
import dev.kafkalab.labs.content.metadata.Metadata;
import dev.kafkalab.labs.content.work.RunningWorker;
import dev.kafkalab.labs.content.work.StoreConnections;
import dev.kafkalab.labs.content.work.StoreUnavailableException;
import dev.kafkalab.labs.content.work.StoreWatch;
import dev.kafkalab.labs.content.work.Worker;
import dev.kafkalab.labs.content.work.WorkerConsumer;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Puts what was inspected into the cache, resolved as readers are shown it, and takes away what was deleted or refused.
 * Events that come again or late change nothing. While Redis or MySQL do not answer, posts wait.
 */
public final class CacheWorker {
    private static final int AT_ONCE = 16;

    private final PostCache cache;
    private final Metadata metadata;
    private final StoreWatch watch;

    private CacheWorker(PostCache cache, Metadata metadata, StoreWatch watch) {
        this.cache = cache;
        this.metadata = metadata;
        this.watch = watch;
    }

    /** Starts a copy; the caller closes it. */
    public static RunningWorker start(ContentStores stores, ContentNames names) {
        WorkerConsumer.ensureTopics(stores, names.inspected());
        RedisClient redis = StoreConnections.redis(stores, AT_ONCE);
        HikariDataSource mysql = StoreConnections.mysql(stores, 2);
        StoreWatch watch = new StoreWatch();
        CacheWorker worker = new CacheWorker(new PostCache(redis, names), new Metadata(mysql, names), watch);
        List<AutoCloseable> connections = List.of(redis, mysql);
        return RunningWorker.start(
                Worker.CACHE,
                WorkerConsumer.of(stores, names, Worker.CACHE, names.inspected(), InspectedPost.class)
                        .concurrency(AT_ONCE)
                        .handle((post, delivery) -> worker.handle(post)),
                watch,
                connections);
    }

    private void handle(@Nullable InspectedPost inspected) {
        if (inspected == null) {
            return;
        }
        try {
            InspectedPost.Payload payload = inspected.payload();
            if (payload != null) {
                cache.putIfNewer(inspected.id(), CachedPost.of(CachedPosts.resolve(payload.post(), metadata)));
            } else if (inspected.reason() != null) {
                cache.refuse(inspected.id(), inspected.version());
            } else {
                cache.putIfNewer(inspected.id(), CachedPost.gone(inspected.version()));
            }
            watch.answered();
        } catch (JedisException e) {
            throw watch.waiting(new StoreUnavailableException("Redis", e));
        } catch (SQLException e) {
            throw watch.waiting(new StoreUnavailableException("MySQL", e));
        }
    }
}
