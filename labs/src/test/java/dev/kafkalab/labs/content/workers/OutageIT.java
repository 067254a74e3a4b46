package dev.kafkalab.labs.content.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import dev.kafkalab.health.Health;
import dev.kafkalab.labs.content.Operation;
import dev.kafkalab.labs.content.OriginalPost;
import dev.kafkalab.labs.content.Platform;
import dev.kafkalab.labs.content.api.Browser;
import dev.kafkalab.labs.content.api.ContentApi;
import dev.kafkalab.labs.content.cache.CachedPost;
import dev.kafkalab.labs.content.cache.PostCache;
import dev.kafkalab.labs.content.feed.Inboxes;
import dev.kafkalab.labs.content.index.PostSearch;
import dev.kafkalab.labs.content.work.RunningWorker;
import dev.kafkalab.labs.content.work.StoreConnections;
import dev.kafkalab.labs.content.work.Worker;
import dev.kafkalab.labs.http.HttpServer;
import dev.kafkalab.labs.http.HttpSettings;
import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import redis.clients.jedis.RedisClient;

@SandboxTest(
        servers = {ServerKind.KAFKA, ServerKind.MYSQL, ServerKind.REDIS, ServerKind.MONGO, ServerKind.ELASTICSEARCH},
        alone = true)
@TestMethodOrder(MethodOrderer.MethodName.class)
class OutageIT {
    private static final List<String> STORES = List.of("redis", "mongo", "elasticsearch", "mysql");

    @Test
    void aStoreThatIsDownIsWaitedForAndCaughtUpWithAndNothingBecomesADeadLetter(Sandbox sandbox) throws Exception {
        try (Platform platform = new Platform(sandbox, "outage").withMetadata(2);
                ContentWorkers workers = ContentWorkers.start(
                        platform.stores(), platform.names(), EnumSet.allOf(Worker.class), Optional.empty());
                WorkersLag lag = WorkersLag.of(platform.stores(), platform.names(), EnumSet.allOf(Worker.class))) {
            write(platform, 0);
            await().atMost(Duration.ofSeconds(30)).until(lag::isZero);
            STORES.forEach(sandbox::kill);
            write(platform, 1);
            for (Worker worker : EnumSet.of(Worker.FEED, Worker.CACHE, Worker.INDEX)) {
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> running(workers, worker).waitsFor().isPresent());
                assertThat(running(workers, worker).health().status()).isNotEqualTo(Health.Status.UP);
            }
            STORES.forEach(store -> sandbox.restart(store, Progress.SILENT));
            write(platform, 2);
            await().atMost(Duration.ofSeconds(60)).until(lag::isZero);
            for (RunningWorker worker : workers.running()) {
                assertThat(worker.waitsFor()).isEmpty();
            }
            assertThat(platform.count(platform.names().original() + "-dlt")).isZero();
            assertThat(platform.count(platform.names().inspected() + "-dlt")).isZero();
            assertAgreement(platform);
        }
    }

    @Test
    void withoutAnyOneStoreWritesGoOnAndReadersAreAnsweredWhatTheOthersKnow(Sandbox sandbox) throws Exception {
        try (Platform platform = new Platform(sandbox, "readers");
                RedisClient redis = StoreConnections.redis(platform.stores(), 2);
                ContentApi api = ContentApi.open(
                        platform.stores(),
                        platform.names(),
                        Optional.of(RunningPlatform.start(platform.stores(), platform.names(), Optional.empty())));
                HttpServer server = HttpServer.start(HttpSettings.loopback(0), List.of(api), Optional.empty())) {
            Browser browser = new Browser(server);
            PostCache cache = new PostCache(redis, platform.names());
            long cached = created(browser, "cached");
            long missed = created(browser, "missed");
            awaitShown(browser, cached, missed);

            sandbox.kill("redis");
            assertThat(browser.detail(cached).status()).isEqualTo(200);
            assertThat(browser.detail(cached).without()).contains("Redis");
            assertThat(browser.inbox(2).without()).contains("Redis");
            assertThat(browser.search("broker", "0").body()).hasSize(2);
            long withoutRedis = created(browser, "without redis");
            sandbox.restart("redis", Progress.SILENT);

            sandbox.kill("mongo");
            assertDown(browser.inbox(2), "MongoDB");
            assertThat(browser.detail(cached).status()).isEqualTo(200);
            long withoutMongo = created(browser, "without mongo");
            sandbox.restart("mongo", Progress.SILENT);
            awaitShown(browser, cached, missed, withoutRedis, withoutMongo);

            cache.forget(missed);
            sandbox.kill("mysql");
            assertThat(browser.detail(cached).without()).isEmpty();
            assertDown(browser.detail(missed), "MySQL");
            Browser.Answer found = browser.search("broker", "0");
            assertThat(found.body()).hasSize(3);
            assertThat(found.total()).contains("4");
            assertThat(found.without()).contains("MySQL");
            Browser.Answer refused = browser.create("Kafka broker", "A server and a database.");
            assertDown(refused, "MySQL");
            assertThat(refused.text("detail")).contains("nothing was written");
            assertThat(browser.get("/health").status()).isEqualTo(503);
            sandbox.restart("mysql", Progress.SILENT);

            sandbox.kill("kafka-1");
            long withoutKafka = created(browser, "without kafka");
            assertThat(browser.detail(withoutKafka).status()).isEqualTo(200);
            sandbox.restart("kafka-1", Progress.SILENT);

            sandbox.kill("elasticsearch");
            assertDown(browser.search("broker", "0"), "Elasticsearch");
            assertThat(browser.inbox(2).status()).isEqualTo(200);
            long withoutElasticsearch = created(browser, "without elasticsearch");
            sandbox.restart("elasticsearch", Progress.SILENT);
            awaitShown(browser, cached, missed, withoutRedis, withoutMongo, withoutKafka, withoutElasticsearch);
        }
    }

    private static long created(Browser browser, String what) throws Exception {
        Browser.Answer created =
                browser.create("Kafka broker " + what, "A server, a database and a consumer of messages.");
        assertThat(created.status()).isEqualTo(201);
        return created.body().path("id").asLong();
    }

    private static void assertDown(Browser.Answer answer, String store) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("store")).isEqualTo(store);
    }

    /** In an inbox and in the index, and with that in the cache too: its worker is the quickest. */
    private static void awaitShown(Browser browser, long... posts) {
        String all = Integer.toString(posts.length);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> browser.inbox(2).total().equals(Optional.of(all)));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> browser.search("broker", "0").total().equals(Optional.of(all)));
    }

    /** A post each, and a deletion of the one before. */
    private static void write(Platform platform, long round) {
        platform.original(OriginalPost.of(
                Operation.CREATE,
                Platform.post(round + 1, 1, "Kafka broker " + round, "A server, a database and a consumer.")));
        if (round > 0) {
            platform.original(OriginalPost.deleted(round, 2));
        }
    }

    private static void assertAgreement(Platform platform) {
        try (RedisClient redis = StoreConnections.redis(platform.stores(), 1);
                MongoClient mongo = StoreConnections.mongo(platform.stores());
                PostSearch search = PostSearch.open(platform.stores(), platform.names())) {
            PostCache cache = new PostCache(redis, platform.names());
            assertThat(cache.get(1)).contains(CachedPost.gone(2));
            assertThat(cache.get(2)).contains(CachedPost.gone(2));
            assertThat(cache.get(3).flatMap(CachedPost::post)).isPresent();
            assertThat(Inboxes.of(mongo, platform.stores(), platform.names())
                            .page(2, 0)
                            .postIds())
                    .containsExactly(3L);
            await().until(() -> search.search("broker", 0).ids().equals(List.of(3L)));
        }
    }

    private static RunningWorker running(ContentWorkers workers, Worker worker) {
        return workers.running().stream()
                .filter(each -> each.worker() == worker)
                .findFirst()
                .orElseThrow();
    }
}
