package dev.kafkalab.bench.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.groups.Groups;
import dev.kafkalab.labs.content.ContentJson;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.InspectedPost;
import dev.kafkalab.labs.content.index.IndexWorker;
import dev.kafkalab.labs.content.work.RunningWorker;
import dev.kafkalab.labs.content.work.StoreConnections;
import dev.kafkalab.labs.content.work.WorkerConsumer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * Posts indexed from {@code post.inspected}, beside a bare loop that sends the same documents from memory to an index of the
 * same mapping on the same node.
 *
 * <p>The worker's time runs from the moment it is given its partitions to the moment the last post is stored; the loop's, from
 * its first request to its last answer. Documents are counted afterwards.
 */
final class IndexPart implements Part {
    private static final String WORKER = "index worker";
    private static final String LOOP = "bare bulk loop";
    private static final String RATE = "postsPerSecond";
    private static final String CPU = "cpuSeconds";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final ContentNames NAMES = new ContentNames("bench-");

    private final Optional<ContentStores> where;
    private final int posts;
    private @Nullable RestClient client;
    private List<InspectedPost> events = List.of();
    private List<byte[]> bodies = List.of();

    /** @param stores empty if nothing is to be run */
    IndexPart(Optional<ContentStores> stores, int posts) {
        this.where = stores;
        this.posts = posts;
    }

    @Override
    public String id() {
        return "index";
    }

    @Override
    public String title() {
        return "inspected posts into Elasticsearch";
    }

    @Override
    public List<String> contestants() {
        return List.of(LOOP, WORKER);
    }

    @Override
    public String reference() {
        return LOOP;
    }

    @Override
    public List<Column> columns() {
        return List.of(new Column("posts/s", RATE, "%,.0f"), new Column("CPU s of the client", CPU, "%.2f"));
    }

    @Override
    public List<ContentMark> marks() {
        return List.of(ContentMark.atLeast(
                "index: rate of the worker / bare bulk loop", 0.85, runs -> runs.ratio(id(), WORKER, LOOP, RATE)));
    }

    @Override
    public void prepare() throws Exception {
        events = Posts.make(posts);
        bodies = BulkLoop.bodies(events);
        try (var mysql = StoreConnections.mysql(stores(), 1)) {
            makeCategories(mysql);
        }
        WorkerConsumer.ensureTopics(stores(), NAMES.inspected());
        try (var producer =
                new KafkaProducer<>(stores().kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (InspectedPost event : events) {
                producer.send(new ProducerRecord<>(
                        NAMES.inspected(),
                        Long.toString(event.id()).getBytes(StandardCharsets.US_ASCII),
                        ContentJson.mapper().writeValueAsBytes(event)));
            }
        }
        client = StoreConnections.elasticsearch(stores());
        // Not counted: or the first would pay for the servers' compilations and caches.
        run(LOOP, 0);
        run(WORKER, 0);
        run(LOOP, 0);
    }

    private static void makeCategories(DataSource mysql) throws Exception {
        try (Connection connection = mysql.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS " + NAMES.table("category")
                    + " (id BIGINT PRIMARY KEY, name VARCHAR(50))");
            statement.execute("INSERT IGNORE INTO " + NAMES.table("category")
                    + " VALUES (1, 'IT'), (2, 'Travel'), (3, 'Health')");
        }
    }

    @Override
    public List<Measurement> run(int round) throws Exception {
        // In turn, so that neither always follows the other.
        return round % 2 == 1
                ? List.of(run(LOOP, round), run(WORKER, round))
                : List.of(run(WORKER, round), run(LOOP, round));
    }

    private Measurement run(String contestant, int round) throws Exception {
        clear();
        makeIndex();
        long cpu = cpuNanos();
        long nanos =
                contestant.equals(LOOP) ? new BulkLoop(elasticsearch(), NAMES.index() + "-1").send(bodies) : work();
        double cpuSeconds = (cpuNanos() - cpu) / 1e9;
        long found = count();
        return new Measurement(
                id(),
                contestant,
                round,
                Map.of(RATE, posts * 1e9 / nanos, CPU, cpuSeconds),
                found == posts ? List.of() : List.of(found + " documents are indexed of " + posts + " posts"));
    }

    private long work() throws InterruptedException {
        try (RunningWorker worker = IndexWorker.start(stores(), NAMES)) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (worker.progress().partitions().isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            long begun = System.nanoTime();
            while (worker.progress().handled() < posts && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(2);
            }
            return System.nanoTime() - begun;
        }
    }

    /** The group and the index of the run before. */
    private void clear() throws IOException {
        try (Cluster cluster = Cluster.connect(stores().kafka())) {
            Groups groups = new Groups(cluster);
            String group = NAMES.group("index");
            if (groups.list().stream().anyMatch(summary -> summary.id().equals(group))) {
                groups.delete(List.of(group));
            }
        }
        try {
            send("DELETE", "/" + NAMES.index() + "-1");
        } catch (ResponseException e) {
            if (e.getResponse().getStatusLine().getStatusCode() != 404) {
                throw e;
            }
        }
    }

    /** As the worker would make it; for both, so that neither pays for it. */
    private void makeIndex() throws IOException {
        Request request = new Request("PUT", "/" + NAMES.index() + "-1");
        try (InputStream definition = IndexWorker.class.getResourceAsStream("post-index.json")) {
            var body = (ObjectNode) ContentJson.mapper().readTree(definition);
            body.putObject("aliases").putObject(NAMES.index());
            request.setJsonEntity(body.toString());
        }
        elasticsearch().performRequest(request);
    }

    private long count() throws IOException {
        send("POST", "/" + NAMES.index() + "-1/_refresh");
        return send("GET", "/" + NAMES.index() + "-1/_count").path("count").asLong();
    }

    private JsonNode send(String method, String path) throws IOException {
        Response response = elasticsearch().performRequest(new Request(method, path));
        try (InputStream content = response.getEntity().getContent()) {
            return ContentJson.mapper().readTree(content);
        }
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private ContentStores stores() {
        return where.orElseThrow();
    }

    private RestClient elasticsearch() {
        return Objects.requireNonNull(client);
    }

    @Override
    public void close() throws IOException {
        if (client != null) {
            client.close();
        }
    }
}
