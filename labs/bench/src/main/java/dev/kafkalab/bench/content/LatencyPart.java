package dev.kafkalab.bench.content;

import dev.kafkalab.bench.http.ServerProcess;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.load.PostLine;
import dev.kafkalab.labs.content.load.PostLines;
import dev.kafkalab.labs.content.metadata.Metadata;
import dev.kafkalab.labs.content.work.StoreConnections;
import dev.kafkalab.labs.content.write.PostDraft;
import dev.kafkalab.labs.content.write.PostWriter;
import dev.kafkalab.labs.content.write.PreparedDatabase;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes from the moment a post is to be created until it lies in the cache and until a search finds it, at
 * {@value #RATE} posts a second whatever the platform does. Relay and all workers are in one process; writer and watchers, which
 * ask Redis every 2 ms and Elasticsearch every 20, in another.
 */
final class LatencyPart implements Part {
    private static final String PLATFORM = "platform";
    private static final int RATE = 200;
    private static final int POSTS = RATE * 15;
    private static final int WARM_UP = RATE * 10;
    private static final int WRITERS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** What the index's definition says. */
    private static final double REFRESH_MILLIS = 1_000;

    private static final String CACHE_MEDIAN = "cacheP50Millis";
    private static final String CACHE_WORST = "cacheP99Millis";
    private static final String SEARCH_MEDIAN = "searchP50Millis";
    private static final String SEARCH_WORST = "searchP99Millis";
    private static final ContentNames NAMES = new ContentNames("bench-latency-");

    private final Optional<ContentStores> where;
    private List<PostDraft> samples = List.of();
    private @Nullable ServerProcess platform;

    /** @param stores empty if nothing is to be run */
    LatencyPart(Optional<ContentStores> stores) {
        this.where = stores;
    }

    @Override
    public String id() {
        return "latency";
    }

    @Override
    public String title() {
        return "from creating a post to reading it, " + RATE + " posts/s";
    }

    @Override
    public List<String> contestants() {
        return List.of(PLATFORM);
    }

    @Override
    public String reference() {
        return PLATFORM;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column("in the cache, p50 ms", CACHE_MEDIAN, "%.0f"),
                new Column("p99 ms", CACHE_WORST, "%.0f"),
                new Column("found by a search, p50 ms", SEARCH_MEDIAN, "%.0f"),
                new Column("p99 ms", SEARCH_WORST, "%.0f"));
    }

    @Override
    public List<ContentMark> marks() {
        return List.of(
                ContentMark.atMost(
                        "latency: create to readable in the cache, p99 ms",
                        150,
                        runs -> runs.median(id(), PLATFORM, CACHE_WORST)),
                ContentMark.atMost(
                        "latency: create to searchable, p99 ms",
                        REFRESH_MILLIS + 300,
                        runs -> runs.median(id(), PLATFORM, SEARCH_WORST)));
    }

    @Override
    public void prepare() throws Exception {
        samples = samples();
        platform = new ServerProcess(
                ContentServer.class,
                List.of(
                        String.valueOf(stores().kafka().get("bootstrap.servers")),
                        NAMES.prefix(),
                        ContentServer.WORKERS));
        measure(WARM_UP);
    }

    private static List<PostDraft> samples() throws IOException {
        List<PostDraft> all = new ArrayList<>();
        try (PostLines lines = PostLines.samples()) {
            for (Optional<PostLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                all.add(((PostLine.Draft) line.get()).post());
            }
        }
        return all;
    }

    @Override
    public List<Measurement> run(int round) throws Exception {
        Arrivals arrivals = measure(POSTS);
        Histogram cached = arrivals.cached();
        Histogram searched = arrivals.searched();
        return List.of(new Measurement(
                id(),
                PLATFORM,
                round,
                Map.of(
                        CACHE_MEDIAN, cached.getValueAtPercentile(50) / 1e3,
                        CACHE_WORST, cached.getValueAtPercentile(99) / 1e3,
                        SEARCH_MEDIAN, searched.getValueAtPercentile(50) / 1e3,
                        SEARCH_WORST, searched.getValueAtPercentile(99) / 1e3),
                arrivals.complaints()));
    }

    private Arrivals measure(int posts) throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try (var mysql = StoreConnections.mysql(stores(), WRITERS + 2);
                Arrivals arrivals = new Arrivals(stores(), NAMES, posts)) {
            PreparedDatabase database = new PreparedDatabase(mysql, NAMES);
            PostWriter writer = new PostWriter(database, NAMES, new Metadata(database, NAMES), Clock.systemUTC());
            List<Future<?>> written = new ArrayList<>();
            long start = System.nanoTime();
            for (int i = 0; i < posts; i++) {
                long due = start + i * 1_000_000_000L / RATE;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                PostDraft draft = samples.get(i % samples.size());
                written.add(writers.submit(
                        () -> arrivals.created(writer.create(draft).post().id(), due)));
            }
            for (Future<?> each : written) {
                each.get();
            }
            arrivals.await(PATIENCE);
            return arrivals;
        } finally {
            writers.shutdownNow();
        }
    }

    private ContentStores stores() {
        return where.orElseThrow();
    }

    @Override
    public void close() {
        Optional.ofNullable(platform).ifPresent(ServerProcess::close);
    }
}
