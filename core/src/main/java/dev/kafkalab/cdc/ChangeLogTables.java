package dev.kafkalab.cdc;

import dev.kafkalab.KafkaLabException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The SQL of a change log: the log itself, and the table that says which tables it captures and in which shape. */
record ChangeLogTables(String log) {
    /** Behind whoever waits for a table all others wait, readers too: better to fail after seconds than after a year. */
    private static final String PATIENCE = "SET SESSION lock_wait_timeout = 5";

    static ChangeLogTables of(ChangeLog log) {
        return new ChangeLogTables(log.table());
    }

    /** The table of captured tables. */
    String registry() {
        return log + "_tables";
    }

    private List<String> ddl() {
        return List.of("""
                CREATE TABLE IF NOT EXISTS %s (
                  id           BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
                  captured     VARCHAR(64)  NOT NULL,
                  op           CHAR(1)      NOT NULL,
                  row_key      TEXT         NOT NULL,
                  old_key      TEXT,
                  before_image LONGTEXT,
                  after_image  LONGTEXT,
                  changed_at   TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)
                ) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin""".formatted(SqlName.quote(log)), """
                CREATE TABLE IF NOT EXISTS %s (
                  captured      VARCHAR(64) NOT NULL PRIMARY KEY,
                  shape         LONGTEXT    NOT NULL,
                  snapshot_key  TEXT,
                  snapshot_done BOOLEAN     NOT NULL DEFAULT FALSE
                ) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin""".formatted(SqlName.quote(registry())));
    }

    Installation install(Connection connection, String captured) throws SQLException {
        SqlName.check("table", captured);
        if (captured.equals(log) || captured.equals(registry())) {
            throw KafkaLabException.usage("table " + captured + " is the change log itself");
        }
        TableDescription table = TableDescription.of(connection, captured).requirePrimaryKey();
        Triggers triggers = new Triggers(log, table);
        List<String> create = triggers.create(); // complains of columns before anything is changed
        List<String> prepare = new ArrayList<>(ddl());
        // Under the lock nobody writes between the old triggers and the new.
        prepare.add("LOCK TABLES %s WRITE, %s WRITE, %s WRITE"
                .formatted(SqlName.quote(captured), SqlName.quote(log), SqlName.quote(registry())));
        List<String> replace = new ArrayList<>(Triggers.drop(log, captured));
        replace.addAll(create);
        replace.add("INSERT INTO %s (captured, shape) VALUES (%s, %s) ON DUPLICATE KEY UPDATE shape = VALUES(shape)"
                .formatted(SqlName.quote(registry()), SqlName.literal(captured), SqlName.literal(table.shape())));
        try (Statement statement = connection.createStatement()) {
            statement.execute(PATIENCE);
            execute(statement, prepare);
            try {
                execute(statement, replace);
            } catch (SQLException e) {
                // Half a set of triggers would log half of the changes.
                for (String sql : Triggers.drop(log, captured)) {
                    tryTo(statement, sql, e);
                }
                throw e;
            } finally {
                statement.execute("UNLOCK TABLES");
            }
        }
        List<String> run = new ArrayList<>(prepare);
        run.addAll(replace);
        return new Installation(captured, run, notices(connection, table));
    }

    private static void execute(Statement statement, List<String> statements) throws SQLException {
        for (String sql : statements) {
            statement.execute(sql);
        }
    }

    private static void tryTo(Statement statement, String sql, SQLException failure) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    void uninstall(Connection connection, String captured) throws SQLException {
        SqlName.check("table", captured);
        boolean known =
                captured(connection).stream().anyMatch(table -> table.name().equals(captured));
        if (!known) {
            throw KafkaLabException.notFound(
                    "table %s is not captured in %s; see: capture status".formatted(captured, log));
        }
        try (Statement statement = connection.createStatement();
                PreparedStatement forget = connection.prepareStatement(
                        "DELETE FROM " + SqlName.quote(registry()) + " WHERE captured = ?")) {
            statement.execute(PATIENCE);
            for (String sql : Triggers.drop(log, captured)) {
                statement.execute(sql);
            }
            forget.setString(1, captured);
            forget.executeUpdate();
        }
    }

    List<CapturedTable> captured(Connection connection) throws SQLException {
        if (!exists(connection, registry())) {
            return List.of();
        }
        List<CapturedTable> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT captured, shape, snapshot_done, snapshot_key FROM "
                        + SqlName.quote(registry()) + " ORDER BY captured")) {
            while (rows.next()) {
                String name = rows.getString(1);
                tables.add(new CapturedTable(
                        name,
                        drift(connection, name, rows.getString(2)),
                        rows.getBoolean(3),
                        Optional.ofNullable(rows.getString(4)),
                        missing(connection, name)));
            }
        }
        return tables;
    }

    private static boolean exists(Connection connection, String table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?")) {
            select.setString(1, table);
            try (ResultSet count = select.executeQuery()) {
                count.next();
                return count.getInt(1) > 0;
            }
        }
    }

    private static Optional<String> drift(Connection connection, String table, String shape) throws SQLException {
        try {
            String now = TableDescription.of(connection, table).shape();
            return now.equals(shape)
                    ? Optional.empty()
                    : Optional.of("captured as (" + shape + "), is now (" + now + ")");
        } catch (KafkaLabException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private List<String> missing(Connection connection, String table) throws SQLException {
        List<String> missing = new ArrayList<>(Triggers.names(log, table));
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE = ?")) {
            select.setString(1, table);
            try (ResultSet names = select.executeQuery()) {
                while (names.next()) {
                    missing.remove(names.getString(1));
                }
            }
        }
        return missing;
    }

    /** What is wrong with captured tables, a sentence each. */
    List<String> notices(Connection connection) throws SQLException {
        List<String> notices = new ArrayList<>();
        for (CapturedTable table : captured(connection)) {
            table.drift()
                    .ifPresent(drift -> notices.add("table %s was altered: %s; run: capture install --table %s"
                            .formatted(table.name(), drift, table.name())));
            if (!table.missingTriggers().isEmpty()) {
                notices.add("table %s lacks the trigger %s, so changes are lost; run: capture install --table %s"
                        .formatted(table.name(), String.join(", ", table.missingTriggers()), table.name()));
            }
        }
        return notices;
    }

    private static List<String> notices(Connection connection, TableDescription table) throws SQLException {
        List<String> notices = new ArrayList<>();
        notices.add("TRUNCATE TABLE " + table.name() + " fires no trigger: use DELETE");
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT CONSTRAINT_NAME, REFERENCED_TABLE_NAME, UPDATE_RULE, DELETE_RULE
                  FROM information_schema.REFERENTIAL_CONSTRAINTS
                 WHERE CONSTRAINT_SCHEMA = ? AND TABLE_NAME = ?""")) {
            select.setString(1, table.database());
            select.setString(2, table.name());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    for (String rule : List.of("ON UPDATE " + rows.getString(3), "ON DELETE " + rows.getString(4))) {
                        if (rule.endsWith("CASCADE") || rule.endsWith("SET NULL")) {
                            notices.add(
                                    "foreign key %s (%s of %s) changes rows of %s without firing a trigger: make these changes in the application"
                                            .formatted(rows.getString(1), rule, rows.getString(2), table.name()));
                        }
                    }
                }
            }
        }
        return notices;
    }
}
