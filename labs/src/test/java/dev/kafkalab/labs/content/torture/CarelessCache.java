package dev.kafkalab.labs.content.torture;

import dev.kafkalab.consumer.Ordering;
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
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;

/**
 * What the cache worker would be without order and without comparing versions: whatever comes last stays. Here to show that the
 * authors' changes meet in it, and that the comparison says so. Whoever starts it closes it.
 */
final class CarelessCache implements AutoCloseable {
    private static final int AT_ONCE = 16;
    private static final int MOST_MILLIS = 150;

    private final RedisClient redis;
    private final PostCache keys;
    private final RunningConsumer consumer;

    CarelessCache(ContentStores stores, ContentNames names) {
        this.redis = StoreConnections.redis(stores, AT_ONCE);
        this.keys = new PostCache(redis, names);
        WorkerConsumer.ensureTopics(stores, names.inspected());
        this.consumer = WorkerConsumer.of(stores, names, Worker.CACHE, names.inspected(), InspectedPost.class)
                .ordering(Ordering.UNORDERED)
                .concurrency(AT_ONCE)
                .handle((post, delivery) -> put(post))
                .start();
    }

    private void put(@Nullable InspectedPost inspected) throws InterruptedException {
        InspectedPost event = Objects.requireNonNull(inspected);
        TimeUnit.MILLISECONDS.sleep(
                ThreadLocalRandom.current().nextInt(MOST_MILLIS)); // as servers take now more, now less
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
