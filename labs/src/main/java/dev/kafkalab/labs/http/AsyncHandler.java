package dev.kafkalab.labs.http;

import java.util.concurrent.CompletionStage;

/**
 * Answers requests of one route without holding a thread. It is called on an I/O thread, which serves many connections, so it
 * must never block; the answer is sent by whichever thread completes the stage. A stage that never completes never answers.
 */
@FunctionalInterface
public interface AsyncHandler {
    /** @throws Exception as a stage that fails: becomes a problem, see {@link HttpApi#problem} */
    CompletionStage<Response> handle(Request request) throws Exception;
}
