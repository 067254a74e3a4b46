package dev.kafkalab.cli;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cli.ErrorMapping.Failure;
import dev.kafkalab.cli.connection.Database;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Exit codes of what MySQL refuses, and one line that says what to do. Codes as its manual lists them. */
final class DatabaseErrors {
    private static final String WRONG_CREDENTIALS = "28";
    private static final String NO_CONNECTION = "08";
    private static final Set<String> WRONG_URL = Set.of("01S00", "S1009");
    private static final int NO_DATABASE = 1049;
    private static final int NO_TABLE = 1146;
    private static final Set<Integer> NO_RIGHT = Set.of(1044, 1142, 1143, 1227, 1370);

    private DatabaseErrors() {}

    /** Empty if it is no failure of the database that the command talks to. */
    static Optional<Failure> failure(Exception thrown, Optional<Database> database) {
        Throwable cause = thrown instanceof KafkaLabException ? thrown.getCause() : thrown;
        if (!(cause instanceof SQLException refused) || database.isEmpty()) {
            return Optional.empty();
        }
        String address = database.get().address();
        String said = firstLine(refused);
        String explained = thrown instanceof KafkaLabException ? firstLine(thrown) : "MySQL refuses: " + said;
        String state = String.valueOf(refused.getSQLState());
        if (state.startsWith(WRONG_CREDENTIALS)) {
            return failure(
                    ExitCode.NOT_AUTHORISED,
                    "MySQL at %s refused us: %s; check --jdbc-user, and the password in KAFKA_LAB_MYSQL_PASSWORD or --jdbc-password-file"
                            .formatted(address, said));
        }
        if (NO_RIGHT.contains(refused.getErrorCode())) {
            return failure(ExitCode.NOT_AUTHORISED, explained);
        }
        if (WRONG_URL.contains(state) && refused.getErrorCode() == 0) {
            return failure(
                    ExitCode.USAGE,
                    "the URL of the database is wrong: "
                            + said.replace(database.get().url(), address));
        }
        if (state.startsWith(NO_CONNECTION)) {
            return failure(
                    ExitCode.UNREACHABLE,
                    "no answer from MySQL at %s (%s); start one with: sandbox up --only mysql, or name another with --jdbc-url"
                            .formatted(address, firstLine(root(refused))));
        }
        if (refused.getErrorCode() == NO_DATABASE || refused.getErrorCode() == NO_TABLE) {
            return failure(ExitCode.NOT_FOUND, explained);
        }
        return thrown instanceof KafkaLabException ? Optional.empty() : failure(ExitCode.PRECONDITION, explained);
    }

    private static Optional<Failure> failure(int exitCode, String line) {
        return Optional.of(new Failure(exitCode, line));
    }

    /** Such as a refused connection, of which the driver says that there was no communication. */
    private static Throwable root(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? error : root;
    }

    private static String firstLine(Throwable error) {
        return String.valueOf(error.getMessage()).lines().findFirst().orElse("");
    }
}
