package dev.kafkalab.labs.content.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.labs.content.Platform;
import dev.kafkalab.labs.content.Post;
import dev.kafkalab.labs.content.work.RunningWorker;
import dev.kafkalab.labs.content.work.StoreConnections;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

@SandboxTest(
        servers = {ServerKind.KAFKA, ServerKind.MYSQL, ServerKind.REDIS, ServerKind.MONGO, ServerKind.ELASTICSEARCH})
class CacheIT {
    @Test
    void eventsInAnyOrderAndAnyNumberLeaveTheNewest(Sandbox sandbox) throws Exception {
        try (Platform platform = new Platform(sandbox, "cache-order").withMetadata();
                RedisClient redis = StoreConnections.redis(platform.stores(), 8);
                RunningWorker worker = CacheWorker.start(platform.stores(), platform.names())) {
            PostCache cache = new PostCache(redis, platform.names());
            Post first = Platform.post(7, 1, "one", "text");
            Post third = Platform.post(7, 3, "three", "text");
            platform.inspected(
                    Platform.shown(third),
                    Platform.shown(Platform.post(7, 2, "two", "text")),
                    Platform.shown(first),
                    Platform.shown(third),
                    Platform.deleted(8, 2),
                    Platform.shown(Platform.post(8, 1, "gone", "text")),
                    Platform.refused(9, 2),
                    Platform.shown(Platform.post(9, 2, "refused and not", "text")),
                    Platform.shown(Platform.post(9, 1, "refused later", "text")));
            await().until(() -> worker.progress().handled() == 9);

            assertThat(cache.get(7).flatMap(CachedPost::post)).hasValueSatisfying(post -> {
                assertThat(post.title()).isEqualTo("three");
                assertThat(post.userName()).isEqualTo("user1");
                assertThat(post.categoryName()).isEqualTo("IT");
            });
            assertThat(cache.get(8)).contains(CachedPost.gone(2));
            assertThat(cache.get(9)).contains(CachedPost.gone(2));
            assertThat(redis.pttl(cache.key(7))).isBetween(1L, PostCache.TTL.toMillis());
            assertThat(redis.pttl(cache.key(9)))
                    .as("no other store knows of a refusal")
                    .isEqualTo(-1);
            // What was read from the database before the deletion comes too late.
            assertThat(cache.putIfNewer(8, CachedPost.gone(1))).isFalse();
            assertThat(new CachedPosts(
                                    cache,
                                    ids -> Map.of(8L, new PostSource.Row(Platform.post(8, 1, "x", "y"), false)),
                                    platform.metadata())
                            .find(List.of(7L, 8L, 9L))
                            .posts())
                    .containsOnlyKeys(7L);
        }
    }

    @Test
    void howeverManyMissAPostTheDatabaseIsAskedOnce(Sandbox sandbox) throws Exception {
        try (Platform platform = new Platform(sandbox, "cache-miss").withMetadata();
                RedisClient redis = StoreConnections.redis(platform.stores(), 32)) {
            PostCache cache = new PostCache(redis, platform.names());
            AtomicInteger asked = new AtomicInteger();
            CountDownLatch all = new CountDownLatch(1);
            PostSource slow = ids -> {
                asked.incrementAndGet();
                await().until(() -> all.getCount() == 0);
                return Map.of(7L, new PostSource.Row(Platform.post(7, 4, "loaded", "text"), false));
            };
            // Two, as in two processes.
            List<CachedPosts> readers = List.of(
                    new CachedPosts(cache, slow, platform.metadata()),
                    new CachedPosts(cache, slow, platform.metadata()));
            ExecutorService threads = Executors.newFixedThreadPool(24);
            try {
                List<Future<CachedPosts.Found>> found = new ArrayList<>();
                for (int i = 0; i < 24; i++) {
                    CachedPosts reader = readers.get(i % 2);
                    found.add(threads.submit(() -> reader.find(7)));
                }
                await().until(() -> asked.get() > 0);
                all.countDown();
                for (Future<CachedPosts.Found> each : found) {
                    assertThat(each.get().posts().get(7L).title()).isEqualTo("loaded");
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void whatWasAskedMeanwhileIsReadTogether(Sandbox sandbox) throws Exception {
        try (Platform platform = new Platform(sandbox, "cache-gather");
                RedisClient redis = StoreConnections.redis(platform.stores(), 2);
                GatheredReads reads = GatheredReads.of(new PostCache(redis, platform.names()))) {
            PostCache cache = new PostCache(redis, platform.names());
            cache.putIfNewer(1, CachedPost.gone(1));
            List<CompletableFuture<Optional<CachedPost>>> answers = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                answers.add(reads.get(i % 2));
            }
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get())
                        .isEqualTo(i % 2 == 1 ? Optional.of(CachedPost.gone(1)) : Optional.empty());
            }
        }
    }
}
