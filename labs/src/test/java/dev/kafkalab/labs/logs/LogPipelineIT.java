package dev.kafkalab.labs.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.groups.Groups;
import dev.kafkalab.labs.logs.chart.ChartQuery;
import dev.kafkalab.labs.logs.chart.FigureSearch;
import dev.kafkalab.labs.logs.chart.LogFigures;
import dev.kafkalab.labs.logs.index.IndexSettings;
import dev.kafkalab.labs.logs.index.RunningIndexer;
import dev.kafkalab.labs.logs.parse.LineFormat;
import dev.kafkalab.labs.logs.search.SearchServer;
import dev.kafkalab.labs.logs.ship.RunningShipper;
import dev.kafkalab.labs.logs.ship.ShipSettings;
import dev.kafkalab.reading.ReadRequest;
import dev.kafkalab.reading.RecordSink;
import dev.kafkalab.reading.TopicChoice;
import dev.kafkalab.reading.TopicReader;
import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import dev.kafkalab.topics.TopicSpec;
import dev.kafkalab.topics.Topics;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a file to figures, on real servers. */
@SandboxTest(
        servers = {ServerKind.KAFKA, ServerKind.ELASTICSEARCH},
        alone = true)
class LogPipelineIT {
    private static final Path SAMPLE = Path.of("src/main/resources/dev/kafkalab/labs/tour/sample-access.log");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private Map<String, Object> kafka = Map.of();
    private String elasticsearch = "";

    @BeforeEach
    void findServers(Sandbox sandbox) {
        kafka = Map.of("bootstrap.servers", sandbox.bootstrapServers().orElseThrow());
        elasticsearch = sandbox.exports().get("KAFKA_LAB_ELASTICSEARCH_URL");
    }

    private void ship(String topic) throws Exception {
        ShipSettings settings = ShipSettings.of(List.of(folder + "/*.log"), topic, folder.resolve("registry.json"))
                .once(false);
        try (RunningShipper shipper = RunningShipper.start(settings, kafka, Clock.systemUTC())) {
            assertThat(shipper.awaitStopped(PATIENCE)).isTrue();
        }
    }

    private void index(IndexSettings settings) throws InterruptedException {
        try (SearchServer server = SearchServer.connect(elasticsearch);
                RunningIndexer indexer = RunningIndexer.start(settings, kafka, server)) {
            Map<TopicPartition, Long> ends = RunningIndexer.ends(settings, kafka);
            Awaitility.await().atMost(PATIENCE).until(() -> indexer.isAt(ends));
            indexer.close();
            indexer.awaitStopped(PATIENCE);
        }
        try (SearchServer server = SearchServer.connect(elasticsearch)) {
            server.send("POST", "/" + settings.index() + "-*/_refresh");
        }
    }

    private JsonNode search(String path) {
        try (SearchServer server = SearchServer.connect(elasticsearch)) {
            return server.send("GET", path);
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        ReadRequest request =
                ReadRequest.of(new TopicChoice.Named(Set.of(topic))).untilEnd().build();
        try (TopicReader reader = new TopicReader(kafka, request, notice -> {})) {
            reader.read(new RecordSink() {
                @Override
                public boolean accept(ConsumerRecord<byte[], byte[]> record) {
                    return records.add(record);
                }

                @Override
                public void flush() {}
            });
        }
        return records;
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    void everyLineIsADocumentOrSaysWhyNotAndChartsAgree() throws Exception {
        List<String> lines = new ArrayList<>(Files.readAllLines(SAMPLE));
        lines.add(1_000, "not an access log");
        lines.add("10.0.0.1 - - [31/Feb/2026:00:00:00 +0000] \"GET / HTTP/1.1\" 200 1");
        Files.write(folder.resolve("access.log"), lines);
        IndexSettings settings = IndexSettings.of("access-it", LineFormat.named("access"));

        ship("access-it");
        index(settings);

        assertThat(records("access-it")).hasSize(2_002);
        assertThat(search("/access-it-*/_count").path("count").asInt()).isEqualTo(2_000);
        assertThat(records("access-it-rejected").stream().map(record -> header(record, "kafka_dlt-exception-message")))
                .containsExactlyInAnyOrder("has no date like [31/Jan/2026:23:59:59 +0900]", "the date has no such day");
        // By the day that stands in the line, as awk counts; half of them are on another day in UTC.
        Map<String, Long> days = Files.readAllLines(SAMPLE).stream()
                .collect(Collectors.groupingBy(LogPipelineIT::day, TreeMap::new, Collectors.counting()));
        Map<String, Long> indices = new TreeMap<>();
        search("/_cat/indices/access-it-*?format=json")
                .forEach(index -> indices.put(
                        index.path("index").asText().substring("access-it-".length()),
                        index.path("docs.count").asLong()));
        assertThat(indices).isEqualTo(days);

        LogFigures figures = figures(ChartQuery.all("access-it"));
        assertThat(figures.requests()).isEqualTo(2_000);
        assertThat(figures.points().stream()
                        .mapToLong(LogFigures.Point::requests)
                        .sum())
                .isEqualTo(2_000);
        assertThat(figures.statuses().stream()
                        .mapToLong(LogFigures.Count::count)
                        .sum())
                .isEqualTo(2_000);
        assertThat(figures.durations()).isEmpty(); // the combined format has none
        assertThat(search("/access-it-*/_search?q=_exists_:micros")
                        .at("/hits/total/value")
                        .asInt())
                .isZero();
        LogFigures posts = figures(new ChartQuery(
                "access-it", Optional.empty(), Optional.empty(), Optional.of("method:POST AND status:201")));
        assertThat(posts.requests())
                .isEqualTo(lines.stream()
                        .filter(line -> line.contains("\"POST ") && line.contains("\" 201 "))
                        .count())
                .isPositive();
        Instant noon = Instant.parse("2026-01-31T12:10:00Z");
        LogFigures half = figures(new ChartQuery("access-it", Optional.empty(), Optional.of(noon), Optional.empty()));
        LogFigures rest = figures(new ChartQuery("access-it", Optional.of(noon), Optional.empty(), Optional.empty()));
        assertThat(half.requests() + rest.requests()).isEqualTo(2_000);

        ship("access-it"); // the registry knows
        index(new IndexSettings("access-it", "again", "access-it", settings.format(), ZoneId.of("UTC"), true, 100, 3));
        assertThat(records("access-it")).hasSize(2_002);
        assertThat(search("/access-it-*/_count").path("count").asInt()).isEqualTo(2_000);
    }

    private LogFigures figures(ChartQuery query) {
        try (SearchServer server = SearchServer.connect(elasticsearch)) {
            return new FigureSearch(server).find(query);
        }
    }

    /** As it stands there. */
    private static String day(String line) {
        String date = line.substring(line.indexOf('[') + 1, line.indexOf(':', line.indexOf('[')));
        return LocalDate.parse(date, DateTimeFormatter.ofPattern("dd/MMM/yyyy", Locale.ENGLISH))
                .toString();
    }

    @Test
    void whatElasticsearchRefusesIsALetterAndWhatComesAfterItIsIndexed() throws Exception {
        create("typed-it", 1 << 20);
        send(
                "typed-it",
                Stream.concat(
                                Stream.of("1", "2", "\"cheap\"", "4", "{\"a\":1}")
                                        .map(price ->
                                                "{\"@timestamp\":\"2026-01-31T00:00:00Z\",\"price\":" + price + "}"),
                                Stream.of("no json"))
                        .toList());
        index(new IndexSettings("typed-it", "g", "typed-it", Optional.empty(), ZoneId.of("UTC"), true, 10, 1));
        assertThat(search("/typed-it-2026-01-31/_count").path("count").asInt()).isEqualTo(3);
        assertThat(records("typed-it-dlt")).hasSize(2).allSatisfy(letter -> {
            assertThat(header(letter, "kafka_dlt-exception-message"))
                    .contains("document_parsing_exception", "price")
                    .doesNotContain("cheap");
            assertThat(header(letter, "kafka_dlt-original-topic")).isEqualTo("typed-it");
        });
        assertThat(records("typed-it-rejected")).hasSize(1);
    }

    private void create(String topic, int maxBytes) {
        try (Cluster cluster = Cluster.connect(kafka)) {
            new Topics(cluster)
                    .create(new TopicSpec(
                            topic,
                            Optional.of(1),
                            Optional.empty(),
                            Map.of("max.message.bytes", String.valueOf(maxBytes))));
        }
    }

    private void send(String topic, List<String> values) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put("max.request.size", 8 << 20);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            values.forEach(value -> producer.send(new ProducerRecord<>(topic, value)));
        }
    }

    @Test
    void lettersOfFiveMegabytesArriveAndWhereTheyAreTooLargeTheyArriveInParts() throws Exception {
        String access = Files.readAllLines(SAMPLE).get(0);
        String large = "no access log: " + "x".repeat(5 << 20);
        String medium = "no access log: " + "가".repeat(100_000);
        create("large-it", 8 << 20);
        send("large-it", List.of(large, access));
        create("small-it", 8 << 20);
        create("small-it-rejected", 64 << 10);
        send("small-it", List.of(medium, access));

        for (String topic : List.of("large-it", "small-it")) {
            index(IndexSettings.of(topic, LineFormat.named("access")));
            assertThat(search("/" + topic + "-*/_count").path("count").asInt()).isEqualTo(1);
        }
        assertThat(records("large-it-rejected")).singleElement().satisfies(letter -> {
            assertThat(new String(letter.value(), StandardCharsets.UTF_8)).isEqualTo(large);
            assertThat(header(letter, "kafka_dlt-exception-message")).startsWith("has no date");
        });
        List<ConsumerRecord<byte[], byte[]>> parts = records("small-it-rejected");
        ByteArrayOutputStream together = new ByteArrayOutputStream();
        parts.forEach(part -> together.writeBytes(part.value()));
        assertThat(together.toString(StandardCharsets.UTF_8)).isEqualTo(medium);
        assertThat(parts).hasSize(5).allSatisfy(part -> {
            assertThat(header(part, "kafka_dlt-exception-message")).startsWith("has no date");
            assertThat(header(part, "kafka-lab-part")).endsWith("/5");
        });
    }

    /** A compacted topic takes nothing without a key. */
    @Test
    void aLetterThatBrokersDoNotTakeIsTriedAgainAndNothingBehindItIsCommitted() throws Exception {
        create("stubborn-it", 1 << 20);
        IndexSettings settings = IndexSettings.of("stubborn-it", LineFormat.named("access"));
        String rejected = "stubborn-it-rejected";
        send("stubborn-it", List.of("no access log", Files.readAllLines(SAMPLE).get(0)));
        try (Cluster cluster = Cluster.connect(kafka);
                SearchServer server = SearchServer.connect(elasticsearch)) {
            new Topics(cluster)
                    .create(new TopicSpec(
                            rejected, Optional.of(1), Optional.empty(), Map.of("cleanup.policy", "compact")));
            try (RunningIndexer indexer = RunningIndexer.start(settings, kafka, server)) {
                Map<TopicPartition, Long> ends = RunningIndexer.ends(settings, kafka);
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> indexer.status()
                                .waitsFor()
                                .filter(what -> what.startsWith("the topic " + rejected + " does not take a letter"))
                                .isPresent());
                assertThat(indexer.isAt(ends)).isFalse();
                assertThat(new Groups(cluster).committed(settings.group())).isEmpty();

                ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, rejected);
                AlterConfigOp delete =
                        new AlterConfigOp(new ConfigEntry("cleanup.policy", "delete"), AlterConfigOp.OpType.SET);
                cluster.await(cluster.admin()
                        .incrementalAlterConfigs(Map.of(resource, List.of(delete)))
                        .all());
                Awaitility.await().atMost(PATIENCE).until(() -> indexer.isAt(ends));
                assertThat(indexer.status().waitsFor()).isEmpty();
            }
        }
        assertThat(records(rejected)).isNotEmpty();
    }

    /** A cluster that has as many shards as it may, and an index that must not be written: no document is to blame. */
    @Test
    void whatElasticsearchForbidsForNowIsWaitedForAndNothingIsALetter() throws Exception {
        create("forbidden-it", 1 << 20);
        send("forbidden-it", List.of("{\"@timestamp\":\"2026-01-30T12:00:00Z\"}"));
        IndexSettings settings =
                new IndexSettings("forbidden-it", "g", "forbidden-it", Optional.empty(), ZoneId.of("UTC"), true, 10, 1);
        index(settings);
        try (SearchServer server = SearchServer.connect(elasticsearch);
                RunningIndexer indexer = RunningIndexer.start(settings, kafka, server)) {
            server.send("PUT", "/_cluster/settings", "{\"persistent\":{\"cluster.max_shards_per_node\":1}}");
            server.send("PUT", "/forbidden-it-2026-01-30/_settings", "{\"index.blocks.write\":true}");
            send(
                    "forbidden-it",
                    List.of("{\"@timestamp\":\"2026-01-30T13:00:00Z\"}", "{\"@timestamp\":\"2026-01-31T12:00:00Z\"}"));
            Map<TopicPartition, Long> ends = RunningIndexer.ends(settings, kafka);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> indexer.status().waitsFor().isPresent());
            server.send("PUT", "/forbidden-it-2026-01-30/_settings", "{\"index.blocks.write\":null}");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> indexer.status()
                            .waitsFor()
                            .filter(what -> what.contains("as many shards as it may"))
                            .isPresent());
            server.send("PUT", "/_cluster/settings", "{\"persistent\":{\"cluster.max_shards_per_node\":null}}");
            Awaitility.await().atMost(PATIENCE).until(() -> indexer.isAt(ends));
            server.send("POST", "/forbidden-it-*/_refresh");
            assertThat(server.send("GET", "/forbidden-it-*/_count")
                            .path("count")
                            .asInt())
                    .isEqualTo(3);
            assertThat(indexer.status().refused()).isZero();
        }
    }

    /** Nothing is lost while it is away, neither at the start nor later, and all go on when it is back. */
    @Test
    void anElasticsearchThatIsAwayIsWaitedFor(Sandbox sandbox) throws Exception {
        Files.write(folder.resolve("access.log"), Files.readAllLines(SAMPLE).subList(0, 500));
        ship("away-it");
        IndexSettings settings = IndexSettings.of("away-it", LineFormat.named("combined"));
        IndexSettings other =
                new IndexSettings("away-it", "other", "away-too-it", settings.format(), ZoneId.of("UTC"), true, 100, 1);
        try (SearchServer server = SearchServer.connect(elasticsearch);
                RunningIndexer indexer = RunningIndexer.start(settings, kafka, server)) {
            Map<TopicPartition, Long> ends = RunningIndexer.ends(settings, kafka);
            Awaitility.await().atMost(PATIENCE).until(() -> indexer.isAt(ends));
            sandbox.kill("elasticsearch");
            Files.write(folder.resolve("more.log"), Files.readAllLines(SAMPLE).subList(500, 1_000));
            ship("away-it");
            try (RunningIndexer late = RunningIndexer.start(other, kafka, server)) {
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> indexer.status().waitsFor().isPresent()
                                && late.status().waitsFor().isPresent());
                sandbox.restart("elasticsearch", Progress.SILENT);
                Map<TopicPartition, Long> later = RunningIndexer.ends(settings, kafka);
                Awaitility.await().atMost(PATIENCE).until(() -> indexer.isAt(later) && late.isAt(later));
                assertThat(late.status().waitsFor()).isEmpty();
            }
            server.send("POST", "/away-*/_refresh");
            assertThat(server.send("GET", "/away-it-*/_count").path("count").asInt())
                    .isEqualTo(1_000);
            assertThat(server.send("GET", "/away-too-it-*/_count").path("count").asInt())
                    .isEqualTo(1_000);
            assertThat(indexer.status().waitsFor()).isEmpty();
            assertThat(indexer.status().refused() + indexer.status().rejected()).isZero();
        }
    }

    /** What waits for them is bounded, and all of it arrives once when they are back. */
    @Test
    void brokersThatAreAwayStopReadingAndNothingIsLost(Sandbox sandbox) throws Exception {
        Path log = folder.resolve("access.log");
        Files.writeString(log, "before\n");
        ShipSettings settings =
                ShipSettings.of(List.of(log.toString()), "brokers-away-it", folder.resolve("registry.json"));
        try (RunningShipper shipper = RunningShipper.start(settings, kafka, Clock.systemUTC())) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> records("brokers-away-it").size() == 1);
            sandbox.kill("kafka-1");
            Random random = new Random(1);
            List<String> lines = new ArrayList<>();
            for (int line = 0; line < 2_500; line++) {
                byte[] noise = new byte[9_000]; // which cannot be compressed
                random.nextBytes(noise);
                lines.add(Base64.getEncoder().encodeToString(noise));
            }
            Files.write(log, lines, StandardOpenOption.APPEND);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> shipper.status().silentFor().compareTo(Duration.ofSeconds(3)) > 0);
            assertThat(shipper.status().bytes()).isLessThan(Files.size(log) / 2);
            sandbox.restart("kafka-1", Progress.SILENT);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> shipper.status().events() == 2_501
                            && shipper.status().silentFor().isZero());
        }
        assertThat(records("brokers-away-it")).hasSize(2_501);
    }
}
