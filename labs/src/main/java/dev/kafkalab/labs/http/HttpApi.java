package dev.kafkalab.labs.http;

import dev.kafkalab.health.Health;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one system contributes to the server. Its document is written first, and says the same as its routes: the server
 * refuses to start with a route that is not documented or an operation that has no route.
 *
 * <p>Whoever starts the server closes the systems, after the server.
 */
public interface HttpApi extends AutoCloseable {
    /**
     * The system's part of the OpenAPI 3 document, in YAML or JSON: {@code paths}, {@code tags} and {@code components}; the rest is
     * the server's. It may refer to what the server's own part defines: the schema {@code Problem} and the responses {@code
     * Invalid}, {@code NotFound}, {@code TooLarge}, {@code NotJson}, {@code Failed} and {@code Unavailable}.
     */
    String openApi();

    /** Registers the routes. Called once, before the server starts. */
    void routes(Routes routes);

    /** What {@code GET /health} asks, by name such as {@code Redis}; of two systems' checks of one name the worse counts. Called on a worker thread, from several at once. */
    default Map<String, Supplier<Health>> checks() {
        return Map.of();
    }

    /**
     * What a failure of one of its routes means to the client, for failures that are no {@link ProblemException}; empty is a
     * fault of ours, 500, and logged.
     */
    default Optional<Problem> problem(Throwable failure) {
        return Optional.empty();
    }

    /** Closes what the system opened. */
    @Override
    default void close() {}
}
