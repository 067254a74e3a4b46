package dev.kafkalab.labs.content.torture;

import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.InspectedPost;
import dev.kafkalab.labs.content.ResolvedPost;
import dev.kafkalab.labs.content.cache.CachedPost;
import dev.kafkalab.labs.content.cache.PostCache;
import dev.kafkalab.labs.content.work.RunningWorker;
import dev.kafkalab.labs.content.work.StoreConnections;
import dev.kafkalab.labs.content.work.Worker;
import dev.kafkalab.labs.content.work.WorkerConsumer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;

/**
 * What the cache worker would be without comparing versions: whatever comes last stays, and each post's event but the last comes
 * once more at the end, as it does from a member that stood still and wakes. Here to show that the comparison says so. Whoever
 * starts it closes it.
 */
final class CarelessCache implements AutoCloseable {
    private static final int AT_ONCE = 16;

    private final RedisClient redis;
    private final PostCache keys;
    private final Map<Long, InspectedPost> last = new ConcurrentHashMap<>();
    private final RunningConsumer consumer;

    CarelessCache(ContentStores stores, ContentNames names) {
        this.redis = StoreConnections.redis(stores, AT_ONCE);
        this.keys = new PostCache(redis, names);
        WorkerConsumer.ensureTopics(stores, names.inspected());
        this.consumer = WorkerConsumer.of(stores, names, Worker.CACHE, names.inspected(), InspectedPost.class)
                .concurrency(AT_ONCE)
                .handle((post, delivery) -> put(post))
                .start();
    }

    private void put(@Nullable InspectedPost inspected) {
        InspectedPost event = Objects.requireNonNull(inspected);
        write(event);
        InspectedPost before = last.put(event.id(), event);
        if (before != null) {
            write(before);
        }
    }

    private void write(InspectedPost event) {
        InspectedPost.Payload payload = event.payload();
        String shown = payload == null
                ? ""
                : CachedPost.of(ResolvedPost.of(payload.post(), "somebody", "something"))
                        .json()
                        .map(json -> new String(json, StandardCharsets.UTF_8))
                        .orElseThrow();
        redis.set(keys.key(event.id()), event.version() + " " + shown);
    }

    @Override
    public void close() {
        consumer.close();
        RunningWorker.closeAll(List.of(redis));
    }
}
