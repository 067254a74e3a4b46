package dev.kafkalab.bench.content;

import dev.kafkalab.bench.http.HttpLoad;
import dev.kafkalab.bench.http.LoadResult;
import dev.kafkalab.bench.http.ServerProcess;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.InspectedPost;
import dev.kafkalab.labs.content.Post;
import dev.kafkalab.labs.content.ResolvedPost;
import dev.kafkalab.labs.content.cache.CachedPost;
import dev.kafkalab.labs.content.cache.PostCache;
import dev.kafkalab.labs.content.work.StoreConnections;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;

/** getContentDetail from the cache over HTTP, beside an endpoint of the same server that does nothing. */
final class DetailPart implements Part {
    private static final String EMPTY = "empty endpoint";
    private static final String DETAIL = "getContentDetail";
    private static final String RATE = "requestsPerSecond";
    private static final String MEDIAN = "p50Millis";
    private static final String WORST = "p99Millis";
    private static final String CPU = "cpuMicros";
    private static final int CONNECTIONS = 64;
    private static final int POSTS = 1_000;
    private static final Duration LENGTH = Duration.ofSeconds(5);
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final ContentNames NAMES = new ContentNames("bench-detail-");

    private final Optional<ContentStores> where;
    private @Nullable ServerProcess server;

    /** @param stores empty if nothing is to be run */
    DetailPart(Optional<ContentStores> stores) {
        this.where = stores;
    }

    @Override
    public String id() {
        return "detail";
    }

    @Override
    public String title() {
        return "posts of the cache over HTTP, " + CONNECTIONS + " connections";
    }

    @Override
    public List<String> contestants() {
        return List.of(EMPTY, DETAIL);
    }

    @Override
    public String reference() {
        return EMPTY;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column("requests/s", RATE, "%,.0f"),
                new Column("p50 ms", MEDIAN, "%.2f"),
                new Column("p99 ms", WORST, "%.2f"),
                new Column("CPU µs/request", CPU, "%.1f"));
    }

    @Override
    public List<ContentMark> marks() {
        return List.of(
                ContentMark.atLeast(
                        "detail: rate of getContentDetail / empty endpoint",
                        0.4,
                        runs -> runs.ratio(id(), DETAIL, EMPTY, RATE)),
                ContentMark.atMost(
                        "detail: p99 of getContentDetail, ms", 10, runs -> runs.median(id(), DETAIL, WORST)));
    }

    @Override
    public void prepare() throws Exception {
        try (RedisClient redis = StoreConnections.redis(stores(), 1)) {
            PostCache cache = new PostCache(redis, NAMES);
            for (InspectedPost inspected : Posts.make(POSTS)) {
                Post post = Objects.requireNonNull(inspected.payload()).post();
                cache.putIfNewer(post.id(), CachedPost.of(ResolvedPost.of(post, "user" + post.userId(), "Travel")));
            }
        }
        server = new ServerProcess(
                ContentServer.class,
                List.of(String.valueOf(stores().kafka().get("bootstrap.servers")), NAMES.prefix()));
        load(EMPTY, WARM_UP);
        load(DETAIL, WARM_UP);
    }

    @Override
    public List<Measurement> run(int round) throws Exception {
        // In turn, so that neither always follows the other.
        return round % 2 == 1
                ? List.of(run(EMPTY, round), run(DETAIL, round))
                : List.of(run(DETAIL, round), run(EMPTY, round));
    }

    private Measurement run(String contestant, int round) throws IOException {
        double cpu = running().cpuSeconds();
        LoadResult result = load(contestant, LENGTH);
        double spent = running().cpuSeconds() - cpu;
        return new Measurement(
                id(),
                contestant,
                round,
                Map.of(
                        RATE, result.perSecond(),
                        MEDIAN, result.millis(50),
                        WORST, result.millis(99),
                        CPU, spent * 1e6 / result.answers()),
                result.statuses().keySet().equals(Set.of(200)) ? List.of() : List.of("answers: " + result.statuses()));
    }

    private LoadResult load(String contestant, Duration length) throws IOException {
        try (HttpLoad load = new HttpLoad(
                running().address(),
                CONNECTIONS,
                contestant.equals(EMPTY)
                        ? number -> request(ContentServer.EMPTY)
                        : number -> request("/posts/" + (number % POSTS + 1) + "/detail"))) {
            return load.run(length);
        }
    }

    private static byte[] request(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private ContentStores stores() {
        return where.orElseThrow();
    }

    private ServerProcess running() {
        return Objects.requireNonNull(server);
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
