package dev.kafkalab.labs.http;

import dev.kafkalab.health.Health;
import dev.kafkalab.health.Health.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** {@code GET /health}: what the systems say of themselves, asked at the same time. */
final class HealthApi implements HttpApi {
    /** After this long a check has failed. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Map<String, Supplier<Health>> checks;
    private final Executor worker;

    /** The worst of all, and each by name. */
    record Answer(Status status, Map<String, Health> checks) {}

    /** @param worker runs the checks */
    HealthApi(Map<String, Supplier<Health>> checks, Executor worker) {
        this.checks = Map.copyOf(checks);
        this.worker = worker;
    }

    /** Of what two systems say of the same store. */
    static Supplier<Health> worse(Supplier<Health> one, Supplier<Health> other) {
        return () -> {
            Health first = one.get();
            Health second = other.get();
            return first.status().compareTo(second.status()) >= 0 ? first : second;
        };
    }

    @Override
    public String openApi() {
        return OpenApiDocument.resource("health.yaml");
    }

    @Override
    public void routes(Routes routes) {
        routes.async("GET", "/health", request -> check());
    }

    private CompletionStage<Response> check() {
        Map<String, CompletableFuture<Health>> asked = new TreeMap<>();
        checks.forEach((name, check) -> asked.put(name, ask(check)));
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
                .thenApply(all -> answer(asked));
    }

    private CompletableFuture<Health> ask(Supplier<Health> check) {
        return CompletableFuture.supplyAsync(check, worker)
                .exceptionally(failure -> down("the check failed: "
                        + (failure.getCause() == null ? failure : failure.getCause())
                                .getClass()
                                .getSimpleName()))
                .completeOnTimeout(
                        down("did not answer within " + PATIENCE.toSeconds() + " s"),
                        PATIENCE.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private static Health down(String reason) {
        return new Health(Status.DOWN, List.of(reason));
    }

    private static Response answer(Map<String, CompletableFuture<Health>> asked) {
        Map<String, Health> answers = new TreeMap<>();
        asked.forEach((name, answer) -> answers.put(name, answer.join()));
        Status worst = answers.values().stream()
                .map(Health::status)
                .max(Status::compareTo)
                .orElse(Status.UP);
        return Response.json(worst == Status.DOWN ? 503 : 200, new Answer(worst, answers));
    }
}
