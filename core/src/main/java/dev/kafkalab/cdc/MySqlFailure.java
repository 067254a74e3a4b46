package dev.kafkalab.cdc;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.KafkaLabException.Reason;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a failure of MySQL means: whether trying again can help, and what to say. Codes as its manual lists them. */
final class MySqlFailure {
    private static final int LOCKED = 1205;
    private static final int NO_TABLE = 1146;
    private static final int NO_COLUMN = 1054;
    private static final int NO_TRUST_FOR_TRIGGERS = 1419;
    private static final Set<Integer> NO_RIGHT = Set.of(1142, 1143, 1044, 1227, 1370);

    private static final Pattern DENIED = Pattern.compile(
            "(?<right>[A-Z ,]+?) command denied to user (?<user>'[^']*'@'[^']*') for table '?`?(?<table>[^'`]+)");
    private static final Pattern NO_DATABASE =
            Pattern.compile("Access denied for user (?<user>'[^']*'@'[^']*') to database '(?<database>[^']+)'");

    private MySqlFailure() {}

    /** Whether the same may succeed later without anybody's doing: connections, restarts, locks. */
    static boolean isPassing(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return !(state.startsWith("42")
                || state.startsWith("22")
                || state.startsWith("28")
                || NO_RIGHT.contains(failure.getErrorCode())
                || failure.getErrorCode() == NO_TRUST_FOR_TRIGGERS);
    }

    /** @param database whose tables are meant where MySQL names none */
    static KafkaLabException explain(SQLException failure, String database) {
        return new KafkaLabException(reason(failure), message(failure, database), failure);
    }

    static String firstLine(SQLException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private static Reason reason(SQLException failure) {
        if (isPassing(failure) && failure.getErrorCode() != LOCKED) {
            return Reason.UNREACHABLE;
        }
        return failure.getErrorCode() == NO_TABLE ? Reason.NOT_FOUND : Reason.PRECONDITION;
    }

    private static String message(SQLException failure, String database) {
        String said = firstLine(failure);
        return switch (failure.getErrorCode()) {
            case NO_TABLE, NO_COLUMN -> "MySQL: " + said;
            case LOCKED ->
                "a transaction holds the table and does not end, so it was not waited for; nothing is changed, try again (SELECT * FROM performance_schema.metadata_locks tells who it is)";
            case NO_TRUST_FOR_TRIGGERS ->
                "MySQL lets no user without SUPER make triggers while it writes a binary log; run: SET PERSIST log_bin_trust_function_creators = 1";
            default ->
                NO_RIGHT.contains(failure.getErrorCode())
                        ? "MySQL refuses for lack of a right: " + said + grant(said, database)
                        : (isPassing(failure) ? "MySQL does not answer: " : "MySQL refuses: ") + said;
        };
    }

    private static String grant(String said, String database) {
        Matcher denied = DENIED.matcher(said);
        if (denied.find()) {
            String table = denied.group("table");
            String schema = table.equals("metadata_locks") ? "performance_schema" : database;
            return "; run: GRANT %s ON %s.%s TO %s"
                    .formatted(denied.group("right").strip(), schema, table, denied.group("user"));
        }
        Matcher noDatabase = NO_DATABASE.matcher(said);
        return noDatabase.find()
                ? "; run: GRANT SELECT ON %s.* TO %s".formatted(noDatabase.group("database"), noDatabase.group("user"))
                : "";
    }
}
