package dev.kafkalab.cli;

import dev.kafkalab.cli.ErrorMapping.Failure;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Exit codes of what Kafka's clients throw. */
final class KafkaErrors {
    private KafkaErrors() {}

    static Failure failure(Throwable thrown) {
        Throwable error = thrown;
        while ((error instanceof ExecutionException || error instanceof CompletionException)
                && error.getCause() != null) {
            error = error.getCause();
        }
        String message = String.valueOf(error.getMessage()).lines().findFirst().orElse("");
        if (error instanceof AuthenticationException || error instanceof AuthorizationException) {
            return new Failure(ExitCode.NOT_AUTHORISED, message);
        }
        if (error instanceof UnknownTopicOrPartitionException) {
            return new Failure(ExitCode.NOT_FOUND, message);
        }
        if (error instanceof TimeoutException) {
            return new Failure(ExitCode.UNREACHABLE, "no answer from the brokers in time: " + message);
        }
        return new Failure(ExitCode.INTERNAL, error.getClass().getSimpleName() + ": " + message + " (-v shows more)");
    }
}
