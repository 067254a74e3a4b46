package dev.kafkalab.bench.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.kafkalab.bench.Bound;
import dev.kafkalab.labs.logs.index.IndexSettings;
import dev.kafkalab.labs.logs.index.RunningIndexer;
import dev.kafkalab.labs.logs.parse.LineFormat;
import dev.kafkalab.labs.logs.search.SearchServer;
import dev.kafkalab.labs.logs.ship.RunningShipper;
import dev.kafkalab.labs.logs.ship.ShipSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;

/** A topic of lines indexed, beside a bare loop that sends the very same bulk requests, ready made. */
final class IndexPart implements AutoCloseable {
    private static final String OURS = "index-logs";
    private static final String BARE = "bare bulk loop";
    private static final String DOCUMENTS_PER_SECOND = "documents/s";
    private static final int AT_ONCE = 2;
    private static final String TOPIC = "index-bench";

    private final Map<String, Object> kafka;
    private final SearchServer server;
    private final Queue<byte[]> requests = new ConcurrentLinkedQueue<>();
    private final Runs runs = new Runs("index: documents into Elasticsearch, two requests of 2,000 at once");
    private final int documents;

    IndexPart(Broker broker, String servers, String elasticsearch, Path work, List<String> sample, int lines)
            throws Exception {
        this.kafka = Map.of("bootstrap.servers", servers);
        this.server = SearchServer.connect(elasticsearch);
        broker.create(TOPIC);
        Path file = work.resolve("index.log");
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (int i = 0; i < lines; i++) {
                out.write(sample.get(i % sample.size()));
                out.write('\n');
            }
        }
        try (RunningShipper shipper = RunningShipper.start(
                ShipSettings.of(List.of(file.toString()), TOPIC, work.resolve("index-registry.json"))
                        .once(false),
                kafka,
                Clock.systemUTC())) {
            shipper.awaitStopped(Duration.ofMinutes(5));
        }
        capture();
        this.documents = requests.stream().mapToInt(IndexPart::documents).sum();
        if (documents < lines * 0.99) {
            throw new IllegalStateException("%d documents of %d lines".formatted(documents, lines));
        }
    }

    /** In a bulk request: two lines each. */
    private static int documents(byte[] request) {
        int ends = 0;
        for (byte each : request) {
            if (each == '\n') {
                ends++;
            }
        }
        return ends / 2;
    }

    /** What index-logs would send, taken from index-logs itself. */
    private void capture() throws Exception {
        HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listening.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestURI().getPath().equals("/_bulk")) {
                requests.add(body);
            }
            byte[] answer = "{\"errors\":false}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        listening.start();
        try (SearchServer nobody = SearchServer.connect(
                "http://127.0.0.1:" + listening.getAddress().getPort())) {
            index("capture", nobody);
        } finally {
            listening.stop(0);
        }
    }

    private static IndexSettings settings(String group) {
        return new IndexSettings(
                TOPIC, group, TOPIC, Optional.of(LineFormat.named("access")), ZoneId.of("UTC"), true, 2_000, AT_ONCE);
    }

    private void index(String group, SearchServer where) throws InterruptedException {
        IndexSettings settings = settings(group);
        Map<TopicPartition, Long> ends = RunningIndexer.ends(settings, kafka);
        try (RunningIndexer indexer = RunningIndexer.start(settings, kafka, where)) {
            while (!indexer.isAt(ends)) {
                if (indexer.awaitStopped(Duration.ofMillis(5))) {
                    throw new IllegalStateException("the indexer ended by itself");
                }
            }
        }
    }

    Runs run(int rounds) throws Exception {
        for (int round = 0; round <= rounds; round++) { // the first is for compilers, of Elasticsearch too
            double ours = timed(round, true);
            double bare = timed(round, false);
            if (round > 0) {
                runs.add(OURS, Map.of(DOCUMENTS_PER_SECOND, ours));
                runs.add(BARE, Map.of(DOCUMENTS_PER_SECOND, bare));
            }
        }
        return runs;
    }

    private double timed(int round, boolean ours) throws Exception {
        drop();
        long begun = System.nanoTime();
        if (ours) {
            index("round-" + round, server);
        } else {
            bare();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        server.send("POST", "/" + TOPIC + "-*/_refresh");
        long found = server.send("GET", "/" + TOPIC + "-*/_count").path("count").asLong();
        if (found != documents) {
            throw new IllegalStateException("%d documents instead of %d".formatted(found, documents));
        }
        return documents / seconds;
    }

    private void bare() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        Queue<byte[]> left = new ConcurrentLinkedQueue<>(requests);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            all.add(threads.submit(() -> {
                for (byte[] request = left.poll(); request != null; request = left.poll()) {
                    server.sendLines("/_bulk?filter_path=errors", request, 0, request.length);
                }
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
        threads.shutdown();
    }

    private void drop() {
        for (JsonNode index : server.send("GET", "/_cat/indices/" + TOPIC + "-*?format=json&h=index")) {
            server.send("DELETE", "/" + index.path("index").asText());
        }
    }

    List<String> marks() {
        return new Bound(true, 0.85)
                .judge("index: rate / bare bulk loop's", runs.ratio(OURS, BARE, DOCUMENTS_PER_SECOND)).stream()
                        .toList();
    }

    @Override
    public void close() {
        drop();
        server.close();
    }
}
