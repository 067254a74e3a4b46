package dev.kafkalab.labs.content.api;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.health.Health;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.cache.GatheredReads;
import dev.kafkalab.labs.content.cache.PostCache;
import dev.kafkalab.labs.content.index.PostSearch;
import dev.kafkalab.labs.content.read.ContentReader;
import dev.kafkalab.labs.content.read.PostAnswer;
import dev.kafkalab.labs.content.read.PostPage;
import dev.kafkalab.labs.content.read.ReadConnections;
import dev.kafkalab.labs.content.read.StoreDownException;
import dev.kafkalab.labs.content.work.DatabaseDownException;
import dev.kafkalab.labs.content.work.RunningWorker;
import dev.kafkalab.labs.content.workers.RunningPlatform;
import dev.kafkalab.labs.content.write.InvalidPostException;
import dev.kafkalab.labs.content.write.PostDraft;
import dev.kafkalab.labs.content.write.PostWriter;
import dev.kafkalab.labs.content.write.WrittenPost;
import dev.kafkalab.labs.http.FieldError;
import dev.kafkalab.labs.http.HttpApi;
import dev.kafkalab.labs.http.Problem;
import dev.kafkalab.labs.http.ProblemException;
import dev.kafkalab.labs.http.Request;
import dev.kafkalab.labs.http.Response;
import dev.kafkalab.labs.http.Routes;
import dev.kafkalab.labs.http.Validation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The six operations of the platform on the course's paths, with the course's JSON. An answer that had to do without a store
 * says so in the header {@value #WITHOUT}; a list says in {@value #TOTAL} how long it is. Needs no store to be up when it is
 * opened. Thread-safe.
 */
public final class ContentApi implements HttpApi {
    /** Stores that did not answer, separated by commas. */
    public static final String WITHOUT = "Answered-Without";

    /** How many posts the whole list has. */
    public static final String TOTAL = "Total-Count";

    private static final int CONNECTIONS = 16;

    private final ReadConnections connections;
    private final ContentReader reader;
    private final PostWriter writer;
    private final GatheredReads cached;
    private final StoreChecks checks;
    private final Optional<RunningPlatform> platform;
    /** For posts that the cache does not know. */
    private final ExecutorService missed = Executors.newFixedThreadPool(CONNECTIONS, ContentApi::daemon);

    private ContentApi(ContentStores stores, ReadConnections connections, Optional<RunningPlatform> platform) {
        this.platform = platform;
        this.connections = connections;
        this.reader = new ContentReader(connections);
        this.writer =
                new PostWriter(connections.database(), connections.names(), connections.metadata(), Clock.systemUTC());
        this.cached = GatheredReads.of(new PostCache(connections.redis(), connections.names()));
        this.checks = new StoreChecks(connections, stores);
    }

    /** Opens no connection yet; whoever opens it closes it. */
    public static ContentApi open(ContentStores stores, ContentNames names) {
        return open(stores, names, Optional.empty());
    }

    /** @param platform runs in the same process: its health is told too, and it is closed with this */
    public static ContentApi open(ContentStores stores, ContentNames names, Optional<RunningPlatform> platform) {
        return new ContentApi(stores, new ReadConnections(stores, names, CONNECTIONS), platform);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "content-missed");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public String openApi() {
        try (InputStream document = Objects.requireNonNull(ContentApi.class.getResourceAsStream("content.yaml"))) {
            return new String(document.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void routes(Routes routes) {
        routes.post("/posts", this::create)
                .put("/posts/{id}", this::update)
                .delete("/posts/{id}", this::delete)
                .async("GET", "/posts/{id}/detail", this::detail)
                .get("/list/search", this::search)
                .get("/list/inbox/{userId}", this::inbox);
    }

    private Response create(Request request) {
        WrittenPost written = writer.create(request.body(PostDraft.class));
        return Response.created("/posts/" + written.post().id() + "/detail", PostJson.of(written));
    }

    private Response update(Request request) {
        return Response.json(PostJson.of(writer.update(request.path("id").id(), request.body(PostDraft.class))));
    }

    private Response delete(Request request) {
        return Response.json(PostJson.of(writer.delete(request.path("id").id())));
    }

    /** What Redis knows goes out as it is; for the rest a thread is needed. */
    private CompletionStage<Response> detail(Request request) {
        long id = request.path("id").id();
        return cached.get(id)
                .exceptionally(redisIsDown -> Optional.empty())
                .thenCompose(found -> found.isPresent()
                        ? CompletableFuture.completedFuture(
                                found.get().json().map(Response::writtenJson).orElseThrow(() -> notFound(id)))
                        : CompletableFuture.supplyAsync(() -> missed(id), missed));
    }

    private Response missed(long id) {
        PostAnswer answer = reader.detail(id);
        return said(Response.json(answer.post().orElseThrow(() -> notFound(id))), answer.without());
    }

    private static ProblemException notFound(long id) {
        return ProblemException.notFound("there is no post " + id);
    }

    private Response search(Request request) {
        Validation validation = new Validation();
        String keyword = validation.take(() -> request.query("keyword").required(), "");
        validation.that(
                keyword.length() <= PostSearch.LONGEST_KEYWORD,
                "keyword",
                "must have 1 to " + PostSearch.LONGEST_KEYWORD + " characters");
        int page = validation.take(() -> page(request), 0);
        validation.end();
        return listed(reader.search(keyword, page));
    }

    private Response inbox(Request request) {
        Validation validation = new Validation();
        long userId = validation.take(() -> request.path("userId").id(), 1L);
        int page = validation.take(() -> page(request), 0);
        validation.end();
        return listed(reader.inbox(userId, page));
    }

    private static int page(Request request) {
        return (int) request.query("page").orElse("0").wholeNumber(0, PostSearch.LAST_PAGE);
    }

    private static Response listed(PostPage page) {
        Response response = Response.json(
                        page.posts().stream().map(PostInList::of).toList())
                .header(TOTAL, Long.toString(page.total()));
        return said(response, page.without());
    }

    private static Response said(Response response, List<String> without) {
        return without.isEmpty() ? response : response.header(WITHOUT, String.join(", ", without));
    }

    @Override
    public Map<String, Supplier<Health>> checks() {
        Map<String, Supplier<Health>> all = new HashMap<>(checks.all());
        platform.ifPresent(running -> all.putAll(running.checks()));
        return all;
    }

    @Override
    public Optional<Problem> problem(Throwable failure) {
        if (failure instanceof InvalidPostException invalid) {
            return Optional.of(Problem.invalid(invalid.fields().stream()
                    .map(field -> new FieldError(field.field(), field.message()))
                    .toList()));
        }
        if (failure instanceof StoreDownException down) {
            return Optional.of(unavailable(down.store(), down));
        }
        if (failure instanceof DatabaseDownException down) {
            return Optional.of(unavailable("MySQL", down));
        }
        if (failure instanceof KafkaLabException known) {
            return switch (known.reason()) {
                case NOT_FOUND -> Optional.of(Problem.notFound(String.valueOf(known.getMessage())));
                case USAGE -> Optional.of(Problem.of(400, known.getMessage()));
                case PRECONDITION, PARTLY_FAILED, UNREACHABLE -> Optional.empty();
            };
        }
        return Optional.empty();
    }

    /** With what it means for whoever asked. */
    private static Problem unavailable(String store, Exception down) {
        Problem problem = Problem.unavailable(store);
        return new Problem(
                problem.type(), problem.title(), problem.status(), down.getMessage(), problem.errors(), store);
    }

    @Override
    public void close() {
        platform.ifPresent(RunningPlatform::close);
        cached.close();
        missed.shutdownNow();
        RunningWorker.closeAll(List.of(checks, connections));
    }
}
