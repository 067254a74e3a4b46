package dev.kafkalab.labs.content.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kafkalab.KafkaLabException;
import dev.kafkalab.labs.content.ContentJson;
import dev.kafkalab.labs.content.InspectedPost;
import dev.kafkalab.labs.content.Platform;
import dev.kafkalab.labs.content.work.RunningWorker;
import dev.kafkalab.labs.content.work.StoreConnections;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.Test;

@SandboxTest(
        servers = {ServerKind.KAFKA, ServerKind.MYSQL, ServerKind.REDIS, ServerKind.MONGO, ServerKind.ELASTICSEARCH})
class IndexIT {
    @Test
    void postsAreFoundInKoreanAndEnglishTheTitleFirstAndTagsAsAWhole(Sandbox sandbox) throws Exception {
        try (Platform platform = new Platform(sandbox, "index-search").withMetadata();
                RestClient client = StoreConnections.elasticsearch(platform.stores());
                PostSearch search = PostSearch.open(platform.stores(), platform.names())) {
            assertThat(search.search("anything", 0))
                    .as("before there is an index")
                    .isEqualTo(SearchPage.empty(0));
            try (RunningWorker worker = IndexWorker.start(platform.stores(), platform.names())) {
                platform.inspected(
                        Platform.shown(
                                Platform.post(1, 1, "Tuning consumers", "rebalancing partitions of a topic"),
                                "kafka",
                                "consumer group"),
                        Platform.shown(Platform.post(2, 1, "Weekend notes", "I was tuning my bicycle")),
                        Platform.shown(Platform.post(3, 1, "제주도에서 보낸 여름", "바다를 보며 걸었습니다", 1, 2), "제주도"),
                        Platform.shown(Platform.post(4, 1, "점심 산책", "제주도의 바람이 좋았습니다", 1, 3)),
                        Platform.shown(Platform.post(5, 1, "old", "kafka")),
                        Platform.shown(Platform.post(5, 3, "new", "redis")),
                        Platform.shown(Platform.post(5, 2, "between", "kafka")),
                        Platform.deleted(6, 2),
                        Platform.shown(Platform.post(6, 1, "deleted before", "kafka")));
                await().until(() -> worker.progress().handled() == 9);
            }
            refresh(client, platform);
            assertThat(search.search("tune", 0).ids()).containsExactly(1L, 2L);
            assertThat(search.search("Tuned", 0).ids()).containsExactly(1L, 2L);
            assertThat(search.search("제주도", 0).ids()).containsExactly(3L, 4L);
            assertThat(search.search("바다", 0).ids()).containsExactly(3L);
            assertThat(search.search("Kafka", 0).ids()).containsExactly(1L);
            assertThat(search.search("consumer group", 0).ids()).contains(1L);
            assertThat(search.search("travel", 0).ids()).containsExactly(3L);
            assertThat(search.search("redis", 0).ids()).containsExactly(5L);
            for (String syntax :
                    List.of("tuning AND NOT (", "title:\"x", "*", "{\"match_all\":{}}", "[a TO b]", "\\", "\u0000")) {
                assertThat(search.search(syntax, 0).total()).as(syntax).isLessThan(3);
            }
            assertThat(search.search("tune", 1).ids()).isEmpty();
            assertThat(search.search("tune", 1).total()).isEqualTo(2);
            assertThatThrownBy(() -> search.search("tune", -1)).isInstanceOf(KafkaLabException.class);
            assertThatThrownBy(() -> search.search("tune", 2_000)).isInstanceOf(KafkaLabException.class);
            assertThatThrownBy(() -> search.search(" ", 0)).isInstanceOf(KafkaLabException.class);
        }
    }

    @Test
    void aRebuildLosesNothingThatIsWrittenMeanwhileAndSearchesNeverFail(Sandbox sandbox) throws Exception {
        try (Platform platform = new Platform(sandbox, "index-rebuild").withMetadata();
                RestClient client = StoreConnections.elasticsearch(platform.stores());
                PostSearch search = PostSearch.open(platform.stores(), platform.names());
                RunningWorker worker = IndexWorker.start(platform.stores(), platform.names())) {
            SearchServer server = new SearchServer(client);
            PostIndex index = new PostIndex(server, platform.names().index(), IndexDefinition.standard());
            platform.inspected(LongStream.rangeClosed(1, 500)
                    .mapToObj(id -> Platform.shown(Platform.post(id, 1, "common title", "text")))
                    .toArray(InspectedPost[]::new));
            await().until(() -> worker.progress().handled() == 500);
            refresh(client, platform);
            // What a rebuild that was killed left behind.
            index.makeNext("killed");
            assertThat(index.current()).contains(platform.names().index() + "-1");

            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger written = new AtomicInteger(500);
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread writing = new Thread(() -> {
                for (long id = 1; !over.get() || id < 100; id++) {
                    long post = id % 500 + 1;
                    platform.inspected(
                            id % 10 == 0
                                    ? Platform.deleted(post, id + 1)
                                    : Platform.shown(Platform.post(post, id + 1, "common title", "version " + id)));
                    written.incrementAndGet();
                }
            });
            Thread reading = new Thread(() -> {
                try {
                    while (!over.get()) {
                        assertThat(search.search("common title", 0).total()).isPositive();
                    }
                } catch (Throwable e) {
                    failure.set(e);
                }
            });
            writing.start();
            reading.start();
            IndexRebuild.Report report = new IndexRebuild(platform.stores(), platform.names(), copied -> {}).run();
            over.set(true);
            writing.join();
            reading.join();
            await().until(() -> worker.progress().handled() == written.get());
            assertThat(failure).hasValue(null);
            assertThat(report.index()).isEqualTo(platform.names().index() + "-3");
            assertThat(report.copied()).isPositive();
            assertThat(index.current()).contains(report.index());
            assertThat(IndexAge.isOutdated(platform.stores(), platform.names())).isFalse();
            assertThat(server.find("/" + platform.names().index() + "-1")).isEmpty();

            // The same events in an index that was never rebuilt are the same documents.
            refresh(client, platform);
            BulkWriter plain = BulkWriter.toIndex(server, index.makeNext("compared"));
            try (InspectedTail tail = InspectedTail.fromBeginning(platform.stores(), platform.names())) {
                tail.follow(new PostDocuments(platform.metadata()), items -> plain.write(items));
            }
            index.publish(platform.names().index() + "-4");
            assertThat(documents(server, report.index()))
                    .isEqualTo(documents(server, platform.names().index() + "-4"));
        }
    }

    @Test
    void aPostThatDoesNotGoWithTheMappingIsADeadLetterAndTheOthersAreIndexed(Sandbox sandbox) throws Exception {
        try (Platform platform = new Platform(sandbox, "index-dlt").withMetadata();
                RestClient client = StoreConnections.elasticsearch(platform.stores())) {
            // A field of the wrong kind, as after a change of the mapping that nobody thought through.
            var body = IndexDefinition.standard().body("test");
            ((ObjectNode) body.at("/mappings/properties/content")).removeAll().put("type", "long");
            body.putObject("aliases").putObject(platform.names().index());
            ((ObjectNode) body.at("/mappings/_meta")).put("definition", "of before");
            new SearchServer(client).send("PUT", "/" + platform.names().index() + "-1", body);
            assertThat(IndexAge.isOutdated(platform.stores(), platform.names())).isTrue();
            try (RunningWorker worker = IndexWorker.start(platform.stores(), platform.names())) {
                platform.inspected(
                        Platform.shown(Platform.post(1, 1, "one", "1")),
                        Platform.shown(Platform.post(2, 1, "two", "no number")),
                        Platform.shown(Platform.post(3, 1, "three", "3")));
                platform.send(platform.names().inspected(), 4, "{no json".getBytes());
                await().until(() -> worker.progress().handled() == 4);
            }
            refresh(client, platform);
            assertThat(documents(new SearchServer(client), platform.names().index() + "-1"))
                    .contains("\"one\"", "\"three\"")
                    .doesNotContain("\"two\"");
            assertThat(platform.count(platform.names().inspected() + "-dlt")).isEqualTo(2);
        }
    }

    /** Elasticsearch makes an index for a deletion that brings its version along, whatever is required of its name. */
    @Test
    void aDeletionThatComesFirstMakesNoIndexOfItsOwn(Sandbox sandbox) throws Exception {
        try (Platform platform = new Platform(sandbox, "index-deletion").withMetadata();
                RestClient client = StoreConnections.elasticsearch(platform.stores());
                PostSearch search = PostSearch.open(platform.stores(), platform.names());
                RunningWorker worker = IndexWorker.start(platform.stores(), platform.names())) {
            platform.inspected(Platform.deleted(1, 2));
            await().until(() -> worker.progress().handled() == 1);
            platform.inspected(Platform.shown(Platform.post(2, 1, "Kafka", "a broker")));
            await().until(() -> worker.progress().handled() == 2);
            refresh(client, platform);
            assertThat(search.search("broker", 0).ids()).containsExactly(2L);
        }
    }

    private static void refresh(RestClient client, Platform platform) {
        new SearchServer(client).send("POST", "/" + platform.names().index() + "/_refresh");
    }

    private static String documents(SearchServer server, String index) throws Exception {
        JsonNode hits = server.send(
                        "POST",
                        "/" + index + "/_search",
                        ContentJson.mapper().readTree("{\"size\": 1000, \"version\": true, \"sort\": [\"id\"]}"))
                .at("/hits/hits");
        StringBuilder documents = new StringBuilder();
        hits.forEach(hit -> documents
                .append(hit.path("_version"))
                .append(' ')
                .append(((ObjectNode) hit.path("_source")).<JsonNode>without("indexedAt")) // a copy is newer
                .append('\n'));
        return documents.toString();
    }
}
