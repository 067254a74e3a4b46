package dev.kafkalab.labs.tour;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.labs.frame.Await;
import dev.kafkalab.labs.logs.chart.ChartQuery;
import dev.kafkalab.labs.logs.chart.FigureSearch;
import dev.kafkalab.labs.logs.chart.HtmlChart;
import dev.kafkalab.labs.logs.chart.LogFigures;
import dev.kafkalab.labs.logs.chart.TerminalChart;
import dev.kafkalab.labs.logs.index.IndexSettings;
import dev.kafkalab.labs.logs.index.RunningIndexer;
import dev.kafkalab.labs.logs.parse.LineFormat;
import dev.kafkalab.labs.logs.search.SearchRefusedException;
import dev.kafkalab.labs.logs.search.SearchServer;
import dev.kafkalab.labs.logs.ship.RunningShipper;
import dev.kafkalab.labs.logs.ship.ShipSettings;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.topics.TopicSummary;
import dev.kafkalab.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.TopicPartition;

/** Ships an access log, indexes it and charts it; each line must be a document or in the topic of what does not match. */
final class ChartAccessLog implements TourStep {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int COLUMNS = 90;

    private final String topic;
    private final AccessLog log;
    private List<String> drawing = List.of();

    /** @param topic a name that is free, as are those that begin with it; also of indices */
    ChartAccessLog(String topic, AccessLog log) {
        this.topic = topic;
        this.log = log;
    }

    @Override
    public String title() {
        return "Ship an access log, index it, chart it";
    }

    @Override
    public ServerKind server() {
        return ServerKind.ELASTICSEARCH;
    }

    private Path file(TourSite site) {
        return log.in(site.directory());
    }

    private static Path page(TourSite site) {
        return site.directory().resolve("tour-access-log.html");
    }

    @Override
    public List<String> commands(TourSite site) {
        return List.of(
                "kafka-lab ship-logs --once '" + file(site) + "' -t " + topic,
                "kafka-lab index-logs --once -t " + topic,
                "kafka-lab chart-logs --index " + topic + " --html " + page(site));
    }

    @Override
    public void run(TourSite site, Checks checks) throws Exception {
        Map<String, Object> kafka = site.clientProperties();
        log.provide(site.directory());
        Path registry = site.directory().resolve(topic + ".json");
        ShipSettings shipped =
                ShipSettings.of(List.of(file(site).toString()), topic, registry).once(true);
        long events;
        try (RunningShipper shipper = RunningShipper.start(shipped, kafka, Clock.systemUTC())) {
            if (!shipper.awaitStopped(PATIENCE)) {
                throw new TimeoutException("the shipper is not done after " + PATIENCE.toSeconds() + " s");
            }
            events = shipper.status().events();
        } finally {
            Files.deleteIfExists(registry);
            Files.deleteIfExists(registry.resolveSibling(registry.getFileName() + ".lock"));
        }
        IndexSettings settings = IndexSettings.of(topic, LineFormat.named("access"));
        try (SearchServer server = SearchServer.connect(site.export("KAFKA_LAB_ELASTICSEARCH_URL"))) {
            long rejected;
            try (RunningIndexer indexer = RunningIndexer.start(settings, kafka, server)) {
                Map<TopicPartition, Long> ends = RunningIndexer.ends(settings, kafka);
                Await.until("the indexer at the end of " + topic, PATIENCE, () -> indexer.isAt(ends));
                rejected = indexer.status().rejected();
            }
            server.send("POST", "/" + topic + "-*/_refresh");
            LogFigures figures = new FigureSearch(server).find(ChartQuery.all(topic));
            checks.expect(
                    "documents of " + events + " lines shipped, " + rejected + " not of the format",
                    events - rejected,
                    figures.requests());
            Files.write(page(site), HtmlChart.page(figures).getBytes(StandardCharsets.UTF_8));
            drawing = new TerminalChart(COLUMNS, false, ZoneOffset.UTC, text -> text.codePointCount(0, text.length()))
                    .lines(figures).stream()
                            .takeWhile(line -> !line.equals("paths"))
                            .toList();
        }
    }

    @Override
    public List<String> drawing() {
        return drawing;
    }

    @Override
    public void cleanUp(TourSite site) {
        try (SearchServer server = SearchServer.connect(site.export("KAFKA_LAB_ELASTICSEARCH_URL"))) {
            for (JsonNode index : server.send("GET", "/_cat/indices/" + topic + "-*?format=json&h=index")) {
                server.send("DELETE", "/" + index.path("index").asText());
            }
            server.send("DELETE", "/_index_template/" + topic);
        } catch (SearchRefusedException e) {
            if (e.status() != 404) {
                throw e; // else no line was indexed
            }
        }
        try (Cluster cluster = site.connect()) {
            Topics topics = new Topics(cluster);
            List<String> ours = topics.list(false).stream()
                    .map(TopicSummary::name)
                    .filter(name -> name.startsWith(topic))
                    .toList();
            if (!ours.isEmpty()) {
                topics.delete(ours);
            }
            cluster.await(cluster.admin()
                    .deleteConsumerGroups(List.of(
                            IndexSettings.of(topic, LineFormat.named("access")).group()))
                    .all());
        }
    }
}
