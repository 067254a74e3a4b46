package dev.kafkalab.labs.content.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import dev.kafkalab.KafkaLabException;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.Operation;
import dev.kafkalab.labs.content.OriginalPost;
import dev.kafkalab.labs.content.Platform;
import dev.kafkalab.labs.content.Post;
import dev.kafkalab.labs.content.ResolvedPost;
import dev.kafkalab.labs.content.cache.CachedPost;
import dev.kafkalab.labs.content.cache.PostCache;
import dev.kafkalab.labs.content.index.IndexedPosts;
import dev.kafkalab.labs.content.metadata.Metadata;
import dev.kafkalab.labs.content.verify.Difference.Kind;
import dev.kafkalab.labs.content.verify.TraceStep.Station;
import dev.kafkalab.labs.content.work.StoreConnections;
import dev.kafkalab.labs.content.workers.PlatformLag;
import dev.kafkalab.labs.content.workers.RunningPlatform;
import dev.kafkalab.labs.content.write.PostDraft;
import dev.kafkalab.labs.content.write.PostWriter;
import dev.kafkalab.labs.content.write.PreparedDatabase;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** Every store is spoilt in every way; the comparison sees it, and the repair mends it. */
@SandboxTest(
        servers = {ServerKind.KAFKA, ServerKind.MYSQL, ServerKind.REDIS, ServerKind.MONGO, ServerKind.ELASTICSEARCH})
class VerifyIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String IT = "A Kafka broker stores messages in partitions; the server and the database scale.";
    private static final String TRAVEL = "We booked a hotel by the beach, a flight and hiking trails for travelers.";
    /** A stranger's, in all stores. */
    private static final long STRANGER = 400;

    @Test
    void whatIsSpoiltIsFoundAndMended(Sandbox sandbox) throws Exception {
        try (Platform platform = new Platform(sandbox, "verify");
                RedisClient redis = StoreConnections.redis(platform.stores(), 1);
                MongoClient mongo = StoreConnections.mongo(platform.stores());
                IndexedPosts index = IndexedPosts.open(platform.stores(), platform.names());
                RunningPlatform running =
                        RunningPlatform.start(platform.stores(), platform.names(), Optional.empty())) {
            PreparedDatabase database = new PreparedDatabase(platform.mysql(), platform.names());
            PostWriter writer = new PostWriter(
                    database, platform.names(), new Metadata(database, platform.names()), Clock.systemUTC());
            for (int i = 0; i < 9; i++) {
                writer.create(new PostDraft("Kafka broker " + i, IT, 1L, 1L));
            }
            writer.create(new PostDraft("Three days in Jeju", TRAVEL, 1L, 1L)); // 10: refused
            writer.revise(2, new PostDraft("Kafka broker, again", null, null, null));
            writer.delete(3);
            assertThat(carried(platform)).isEmpty();

            PostCache cache = new PostCache(redis, platform.names());
            MongoCollection<Document> inboxes = StoreConnections.database(mongo, platform.stores())
                    .getCollection(platform.names().inboxes());
            cache.forget(1); // as when its time is over: no difference
            redis.set(cache.key(2), "1 " + "{}");
            cache.forget(10);
            redis.set(cache.key(9), "8 ");
            redis.set(
                    cache.key(STRANGER),
                    "1 "
                            + new String(CachedPost.of(ResolvedPost.of(stranger(), "u", "c"))
                                    .json()
                                    .orElseThrow()));
            inboxes.deleteOne(Filters.and(Filters.eq("postId", 4L), Filters.eq("userId", 2L)));
            inboxes.insertOne(new Document("_id", "1/5").append("userId", 1L).append("postId", 5L));
            inboxes.insertOne(new Document("_id", "7/3").append("userId", 7L).append("postId", 3L));
            inboxes.insertOne(new Document("_id", "7/400").append("userId", 7L).append("postId", STRANGER));
            Post seventh = find(index, 7).post().orElseThrow();
            index.writeAgain(List.of(
                    Platform.deleted(6, 1),
                    Platform.shown(seventh, "some", "other", "tags"),
                    Platform.shown(stranger(), "none"),
                    Platform.shown(Platform.post(8, 5, "newer", "newer"), "none")));

            List<String> found = compare(platform).stream()
                    .map(each -> "%d %s %s".formatted(each.postId(), each.store(), each.kind()))
                    .toList();
            assertThat(found)
                    .containsExactlyInAnyOrder(
                            "2 REDIS OLDER",
                            "9 REDIS NEWER",
                            "10 REDIS MISSING",
                            "400 REDIS UNKNOWN",
                            "4 MONGODB MISSING",
                            "5 MONGODB SURPLUS",
                            "3 MONGODB SURPLUS",
                            "400 MONGODB UNKNOWN",
                            "6 ELASTICSEARCH MISSING",
                            "7 ELASTICSEARCH OTHER",
                            "8 ELASTICSEARCH NEWER",
                            "400 ELASTICSEARCH UNKNOWN");

            ContentRepair.Report mended = repair(platform);
            assertThat(mended).isEqualTo(new ContentRepair.Report(11, 0, 1));
            assertThat(compare(platform))
                    .extracting(Difference::postId, Difference::kind)
                    .containsExactly(tuple(8L, Kind.NEWER));
        }
    }

    @Test
    void whatATopicDoesNotTellOfIsToldAgainAndComesToAllStores(Sandbox sandbox) throws Exception {
        try (Platform platform = new Platform(sandbox, "untold");
                RunningPlatform running =
                        RunningPlatform.start(platform.stores(), platform.names(), Optional.empty())) {
            PreparedDatabase database = new PreparedDatabase(platform.mysql(), platform.names());
            PostWriter writer = new PostWriter(
                    database, platform.names(), new Metadata(database, platform.names()), Clock.systemUTC());
            writer.create(new PostDraft("Kafka broker", IT, 1L, 1L));
            writer.create(new PostDraft("Kafka broker", IT, 1L, 1L));
            assertThat(carried(platform)).isEmpty();

            // By a hand that does not know of the outbox.
            try (Connection connection = platform.mysql().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("UPDATE " + platform.names().table("post")
                        + " SET title = 'Kafka broker, by hand', version = 2 WHERE id = 1");
            }
            platform.original(OriginalPost.of(Operation.CREATE, Platform.post(9, 4, "Kafka broker", IT)));
            assertThat(carried(platform))
                    .extracting(Difference::postId, Difference::store, Difference::kind)
                    .contains(
                            tuple(1L, Store.ORIGINAL, Kind.OLDER),
                            tuple(1L, Store.INSPECTED, Kind.OLDER),
                            tuple(9L, Store.ORIGINAL, Kind.UNKNOWN),
                            tuple(9L, Store.ELASTICSEARCH, Kind.UNKNOWN));

            assertThat(repair(platform).toldAgain()).isEqualTo(2);
            assertThat(carried(platform)).isEmpty();

            List<TraceStep> trace = PostTrace.of(1, platform.stores(), platform.names(), Clock.systemUTC());
            assertThat(trace.stream().filter(step -> step.version() == 2).map(TraceStep::station))
                    .containsExactly(Station.values());
            assertThat(trace.stream().filter(step -> step.version() == 1).map(TraceStep::station))
                    .containsExactly(Station.OUTBOX, Station.ORIGINAL, Station.INSPECTED);
            assertThat(trace).allSatisfy(step -> assertThat(step.at()).isPresent());
            assertThatThrownBy(() -> PostTrace.of(77, platform.stores(), platform.names(), Clock.systemUTC()))
                    .isInstanceOf(KafkaLabException.class)
                    .hasMessageContaining("no post 77");
        }
    }

    @Test
    void aStoreThatIsDownIsNamed(Sandbox sandbox) {
        try (Platform platform = new Platform(sandbox, "down")) {
            ContentStores stores = new ContentStores(
                    platform.stores().kafka(),
                    platform.stores().mysql(),
                    platform.stores().mongo(),
                    "redis://127.0.0.1:1",
                    platform.stores().elasticsearch());
            assertThatThrownBy(() -> ContentVerify.run(stores, platform.names(), found -> {}, posts -> {}))
                    .isInstanceOfSatisfying(
                            KafkaLabException.class,
                            e -> assertThat(e.reason()).isEqualTo(KafkaLabException.Reason.UNREACHABLE))
                    .hasMessageContaining("Redis does not answer");
        }
    }

    private static Post stranger() {
        return Platform.post(STRANGER, 1, "stranger", "nobody wrote it");
    }

    private static IndexedPosts.Entry find(IndexedPosts index, long id) {
        return index.between(id - 1, id, 1).get(0);
    }

    private static List<Difference> carried(Platform platform) throws InterruptedException {
        assertThat(PlatformLag.await(platform.stores(), platform.names(), PATIENCE))
                .isTrue();
        return compare(platform);
    }

    private static List<Difference> compare(Platform platform) {
        List<Difference> found = new ArrayList<>();
        ContentVerify.run(platform.stores(), platform.names(), found::add, posts -> {});
        return found;
    }

    private static ContentRepair.Report repair(Platform platform) {
        ContentRepair repair = new ContentRepair(platform.stores(), platform.names());
        ContentVerify.run(platform.stores(), platform.names(), repair::take, posts -> {});
        return repair.finish();
    }
}
