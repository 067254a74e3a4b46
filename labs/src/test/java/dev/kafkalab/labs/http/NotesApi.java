package dev.kafkalab.labs.http;

import dev.kafkalab.health.Health;
import dev.kafkalab.health.Health.Status;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A small system that has everything the frame offers. */
final class NotesApi implements HttpApi {
    /** Requests of {@code /notes/later} that wait to be answered. */
    final Queue<CompletableFuture<Response>> later = new ConcurrentLinkedQueue<>();

    final CountDownLatch slowReached = new CountDownLatch(1);
    final CountDownLatch slowMayEnd = new CountDownLatch(1);
    volatile Health store = new Health(Status.UP, List.of());
    volatile boolean closed;

    record NewNote(
            @Nullable String title,
            @Nullable Long userId,
            @Nullable Instant at,
            @Nullable List<Integer> marks) {}

    record Note(long id, String title) {}

    @Override
    public String openApi() {
        return OpenApiDocument.resource("notes.yaml");
    }

    @Override
    public void routes(Routes routes) {
        routes.get(
                        "/notes/{id}",
                        request -> Response.json(new Note(
                                request.path("id").id(),
                                request.query("title").orElse("untitled").required())))
                .post("/notes", this::create)
                .delete("/notes/{id}", this::delete)
                .get("/notes/slow", request -> slow())
                .async("GET", "/notes/later", request -> {
                    CompletableFuture<Response> answer = new CompletableFuture<>();
                    later.add(answer);
                    return answer;
                })
                .async("POST", "/notes/echo", request -> Response.at(Response.json(request.body(NewNote.class))));
    }

    private Response create(Request request) {
        NewNote note = request.body(NewNote.class);
        new Validation()
                .that(note.title() != null && !note.title().isBlank(), "title", "must not be empty")
                .that(note.userId() != null, "userId", "must not be missing")
                .end();
        return Response.created("/notes/7", new Note(7, note.title()));
    }

    private Response delete(Request request) throws IOException {
        switch ((int) request.path("id").id()) {
            case 1 -> throw new IOException("secret: jdbc:mysql://root:pass@db");
            case 2 -> throw ProblemException.unavailable("Redis", new IOException("refused"));
            case 3 -> throw new IllegalStateException("known to the system");
            case 4 -> throw ProblemException.notFound("there is no note 4");
            case 5 -> throw new StackOverflowError();
            case 6 -> throw new IllegalArgumentException("problem() of this one fails itself");
            default -> {
                return Response.noContent();
            }
        }
    }

    private Response slow() throws InterruptedException {
        slowReached.countDown();
        slowMayEnd.await();
        return Response.json(Map.of("slow", true));
    }

    @Override
    public Map<String, Supplier<Health>> checks() {
        return Map.of("store", () -> store);
    }

    @Override
    public Optional<Problem> problem(Throwable failure) {
        if (failure instanceof IllegalArgumentException) {
            throw new IllegalStateException(failure);
        }
        return failure instanceof IllegalStateException
                ? Optional.of(Problem.of(409, failure.getMessage()))
                : Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
    }
}
