package dev.kafkalab.cli;

import dev.kafkalab.cli.ErrorMapping.Failure;
import dev.kafkalab.cli.connection.Connection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DelegationTokenNotFoundException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.GroupSubscribedToTopicException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidGroupIdException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.ResourceNotFoundException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicDeletionDisabledException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.errors.WakeupException;

/** Exit codes of what Kafka's clients throw, and one line that says what to do. */
final class KafkaErrors {
    /** Errors that end with one exit code. */
    private record Rule(int exitCode, List<Class<? extends KafkaException>> errors) {
        boolean fits(Throwable error) {
            return errors.stream().anyMatch(type -> type.isInstance(error));
        }
    }

    /** The first that fits decides: what is retriable by type but named here keeps its own code. */
    private static final List<Rule> RULES = List.of(
            new Rule(ExitCode.NOT_AUTHORISED, List.of(AuthenticationException.class, AuthorizationException.class)),
            new Rule(
                    ExitCode.NOT_FOUND,
                    List.of(
                            UnknownTopicOrPartitionException.class,
                            UnknownTopicIdException.class,
                            GroupIdNotFoundException.class,
                            ResourceNotFoundException.class,
                            DelegationTokenNotFoundException.class)),
            new Rule(
                    ExitCode.PRECONDITION,
                    List.of(
                            TopicExistsException.class,
                            GroupNotEmptyException.class,
                            GroupSubscribedToTopicException.class,
                            UnknownMemberIdException.class,
                            FencedInstanceIdException.class,
                            RebalanceInProgressException.class,
                            InvalidReplicationFactorException.class,
                            NotEnoughReplicasException.class,
                            PolicyViolationException.class,
                            TopicDeletionDisabledException.class,
                            ProducerFencedException.class,
                            RecordTooLargeException.class,
                            UnsupportedVersionException.class)),
            new Rule(
                    ExitCode.USAGE,
                    List.of(
                            ConfigException.class,
                            InvalidTopicException.class,
                            InvalidConfigurationException.class,
                            InvalidPartitionsException.class,
                            InvalidGroupIdException.class,
                            InvalidRequestException.class)),
            new Rule(ExitCode.INTERRUPTED, List.of(InterruptException.class, WakeupException.class)),
            new Rule(ExitCode.UNREACHABLE, List.of(RetriableException.class)));

    private KafkaErrors() {}

    static Failure failure(Throwable thrown, Optional<Connection> connection) {
        Throwable error = unwrapped(thrown);
        String message = firstLine(error);
        if (error instanceof ConfigException && message.startsWith("No resolvable bootstrap urls")) {
            return new Failure(
                    ExitCode.UNREACHABLE,
                    "no such host: " + target(connection) + "; name brokers as HOST:PORT with -b");
        }
        if (error instanceof IllegalArgumentException && thrown instanceof KafkaException) {
            return new Failure(ExitCode.USAGE, "wrong client properties: " + message);
        }
        int exitCode = RULES.stream()
                .filter(rule -> rule.fits(error))
                .findFirst()
                .map(Rule::exitCode)
                .orElse(ExitCode.INTERNAL);
        String target = target(connection);
        String line = switch (exitCode) {
            case ExitCode.UNREACHABLE -> unreachable(error, target, connection);
            case ExitCode.NOT_AUTHORISED ->
                "%s refused us: %s; %s"
                        .formatted(
                                target,
                                message,
                                error instanceof AuthorizationException
                                        ? "the user lacks a right, which whoever runs the cluster can grant"
                                        : "check user, password and TLS in --command-config");
            case ExitCode.INTERRUPTED -> "interrupted";
            case ExitCode.INTERNAL -> error.getClass().getSimpleName() + ": " + message + " (-v shows more)";
            default -> message;
        };
        return new Failure(exitCode, line);
    }

    private static String target(Optional<Connection> connection) {
        return connection.map(Connection::bootstrapServers).orElse("the brokers");
    }

    private static String unreachable(Throwable error, String target, Optional<Connection> connection) {
        String within = error instanceof TimeoutException
                ? connection
                        .map(known -> " within " + seconds(known.timeout().toMillis()))
                        .orElse(" in time")
                : "";
        return "no answer from %s%s (%s); start brokers with: sandbox up, name others with -b, or wait longer with --timeout"
                .formatted(target, within, firstLine(error));
    }

    private static String seconds(long millis) {
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    /** The error itself: without what carried it between threads, and without wrappers that say less than their cause. */
    private static Throwable unwrapped(Throwable thrown) {
        Throwable error = thrown;
        while (error.getCause() != null
                && (error instanceof ExecutionException
                        || error instanceof CompletionException
                        || error.getClass() == KafkaException.class)) {
            error = error.getCause();
        }
        return error;
    }

    private static String firstLine(Throwable error) {
        return String.valueOf(error.getMessage())
                .lines()
                .findFirst()
                .map(line -> line.endsWith(".") ? line.substring(0, line.length() - 1) : line)
                .orElse("");
    }
}
