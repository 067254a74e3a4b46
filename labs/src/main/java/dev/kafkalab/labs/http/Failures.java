package dev.kafkalab.labs.http;

import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a failure becomes a problem. */
final class Failures {
    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);

    private Failures() {}

    static Problem problem(Routes.Route route, Throwable thrown) {
        Throwable failure = thrown;
        while (wraps(failure) && failure.getCause() != null) {
            failure = failure.getCause();
        }
        if (failure instanceof ProblemException known) {
            return known.problem();
        }
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        Throwable unknown = failure;
        return ofSystem(route, failure).orElseGet(() -> {
            log.error("{} failed", route.operation(), unknown);
            return Problem.of(500, "a fault of ours; the server's log says more");
        });
    }

    private static Optional<Problem> ofSystem(Routes.Route route, Throwable failure) {
        try {
            return route.api().problem(failure);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            return Optional.empty();
        }
    }

    private static boolean wraps(Throwable failure) {
        return failure instanceof CompletionException || failure instanceof ExecutionException;
    }
}
