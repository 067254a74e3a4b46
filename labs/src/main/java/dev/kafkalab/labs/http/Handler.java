package dev.kafkalab.labs.http;

/** Answers requests of one route on a worker thread, so it may block; called from several threads at once. */
@FunctionalInterface
public interface Handler {
    /** @throws Exception becomes a problem, see {@link HttpApi#problem} */
    Response handle(Request request) throws Exception;
}
