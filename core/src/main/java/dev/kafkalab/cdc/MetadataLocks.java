package dev.kafkalab.cdc;

import dev.kafkalab.KafkaLabException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * Who may write a table now, told by {@code performance_schema.metadata_locks} (MySQL Reference Manual 8.0, "The
 * metadata_locks Table"): a statement that writes takes the table's metadata lock before anything else, and its
 * transaction keeps it to its end. Triggers' tables are held too.
 */
record MetadataLocks(String database, String table) {
    // Waiting ones too: whoever waits has its time, though not yet an id.
    private static final String HOLDERS = """
            SELECT OWNER_THREAD_ID, OWNER_EVENT_ID FROM performance_schema.metadata_locks
             WHERE OBJECT_TYPE = 'TABLE' AND OBJECT_SCHEMA = ? AND OBJECT_NAME = ?
               AND LOCK_TYPE NOT IN ('SHARED_READ', 'SHARED', 'SHARED_HIGH_PRIO', 'SHARED_READ_ONLY')""";

    Set<Holder> holders(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HOLDERS)) {
            select.setString(1, database);
            select.setString(2, table);
            Set<Holder> holders = new HashSet<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    holders.add(new Holder(rows.getLong(1), rows.getLong(2)));
                }
            }
            return holders;
        }
    }

    /**
     * Passes if these locks can be seen: looks for its own.
     *
     * @throws KafkaLabException if the instrument is off, locks were not recorded, or the server is read-only
     */
    void requireVisible(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            requirePrimary(statement);
            requireNoneLost(statement);
            connection.setAutoCommit(false);
            try {
                statement
                        .executeQuery("SELECT 1 FROM " + SqlName.quote(table) + " LIMIT 0")
                        .close();
                try (ResultSet own = statement.executeQuery("""
                        SELECT COUNT(*) FROM performance_schema.metadata_locks
                         WHERE OBJECT_TYPE = 'TABLE' AND OWNER_THREAD_ID = PS_CURRENT_THREAD_ID() AND OBJECT_NAME = %s""".formatted(SqlName.literal(table)))) {
                    own.next();
                    if (own.getLong(1) == 0) {
                        throw KafkaLabException.precondition(
                                "MySQL does not say who writes %s.%s, so late commits could be missed; start it with performance_schema=ON and the instrument wait/lock/metadata/sql/mdl=ON"
                                        .formatted(database, table));
                    }
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static void requirePrimary(Statement statement) throws SQLException {
        try (ResultSet readOnly = statement.executeQuery("SELECT @@global.read_only, @@hostname, @@port")) {
            readOnly.next();
            if (readOnly.getBoolean(1)) {
                throw KafkaLabException.precondition(
                        "MySQL at %s:%d is read-only: a replica does not say who writes; connect to the primary"
                                .formatted(readOnly.getString(2), readOnly.getInt(3)));
            }
        }
    }

    /** Locks beyond the number it was given room for are not shown. */
    void requireNoneLost(Statement statement) throws SQLException {
        try (ResultSet lost =
                statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Performance_schema_metadata_lock_lost'")) {
            if (lost.next() && lost.getLong(2) > 0) {
                throw KafkaLabException.precondition(
                        "MySQL has lost sight of %d metadata locks, so late commits could be missed; raise performance_schema_max_metadata_locks and restart it"
                                .formatted(lost.getLong(2)));
            }
        }
    }
}
