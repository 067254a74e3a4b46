package dev.kafkalab.cdc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.kafkalab.KafkaLabException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Copies the rows of a table into the change log, piece by piece. The rows of a piece are locked for reading while they are
 * copied, so that a change of a row is logged either before its copy or after it, never across. A row that a writer holds
 * cuts the piece short ({@code NOWAIT}); only a piece of a single row waits, when it holds no lock yet. So the snapshot is
 * in nobody's way for long, and in no deadlock.
 */
final class Snapshot {
    private static final int LARGEST = 500;
    private static final int LOCKED = 3572; // "could not be acquired immediately and NOWAIT is set"
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChangeLogTables tables;
    private final String captured;

    Snapshot(ChangeLog log, String captured) {
        this.tables = ChangeLogTables.of(log);
        this.captured = captured;
    }

    long run(Connection connection, LongConsumer progress) throws SQLException {
        CapturedTable state = tables.captured(connection).stream()
                .filter(table -> table.name().equals(captured))
                .findFirst()
                .orElseThrow(() -> KafkaLabException.notFound(
                        "table %s is not captured; run: capture install --table %s".formatted(captured, captured)));
        if (state.snapshotDone()) {
            return 0;
        }
        TableDescription table = TableDescription.of(connection, captured);
        Optional<List<String>> after = state.snapshotKey().map(Snapshot::key);
        long copied = 0;
        int rows = LARGEST;
        connection.setAutoCommit(false);
        try {
            while (true) {
                try {
                    List<List<String>> keys = lock(connection, table, after, rows);
                    if (keys.isEmpty()) {
                        note(connection, "snapshot_done = TRUE, snapshot_key", null);
                        connection.commit();
                        return copied;
                    }
                    copy(connection, table, keys);
                    after = Optional.of(keys.get(keys.size() - 1));
                    note(connection, "snapshot_key", json(after.get()));
                    connection.commit();
                    copied += keys.size();
                    progress.accept(copied);
                    rows = Math.min(LARGEST, rows * 2);
                } catch (SQLException e) {
                    connection.rollback();
                    if (e.getErrorCode() != LOCKED && e.getErrorCode() != LOCK_WAIT_TIMEOUT) {
                        throw e;
                    }
                    rows = Math.max(1, rows / 4);
                }
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Locks the next rows and tells their keys. */
    private static List<List<String>> lock(
            Connection connection, TableDescription table, Optional<List<String>> after, int rows) throws SQLException {
        String sql = "SELECT " + keys(table, Column::text) + " FROM " + SqlName.quote(table.name())
                + above(table, after)
                + " ORDER BY " + keys(table, column -> SqlName.quote(column.name())) + " LIMIT " + rows + " FOR SHARE"
                + (rows == 1 ? "" : " NOWAIT");
        List<List<String>> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            set(select, 1, after.orElse(List.of()));
            try (ResultSet results = select.executeQuery()) {
                while (results.next()) {
                    List<String> key = new ArrayList<>();
                    for (int column = 1; column <= table.primaryKey().size(); column++) {
                        key.add(results.getString(column));
                    }
                    found.add(key);
                }
            }
        }
        return found;
    }

    /** By their keys: a range would also want the row behind it, which is not locked. */
    private void copy(Connection connection, TableDescription table, List<List<String>> locked) throws SQLException {
        String row = SqlName.quote(table.name());
        String key = "(" + keys(table, Column::parameter) + ")";
        String sql = "INSERT INTO " + SqlName.quote(tables.log()) + " (captured, op, row_key, after_image) SELECT "
                + SqlName.literal(table.name()) + ", 'r', " + table.keyJson(row) + ", " + table.json(row) + " FROM "
                + row
                + " WHERE (" + keys(table, column -> SqlName.quote(column.name())) + ") IN (" + key
                + (", " + key).repeat(locked.size() - 1) + ")";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            int next = 1;
            for (List<String> one : locked) {
                next = set(insert, next, one);
            }
            insert.executeUpdate();
        }
    }

    private static String above(TableDescription table, Optional<List<String>> after) {
        return after.isEmpty()
                ? ""
                : " WHERE (" + keys(table, column -> SqlName.quote(column.name())) + ") > ("
                        + keys(table, Column::parameter) + ")";
    }

    private static String keys(TableDescription table, Function<Column, String> expression) {
        return table.primaryKey().stream()
                .map(table::requireColumn)
                .map(expression)
                .collect(Collectors.joining(", "));
    }

    private static int set(PreparedStatement statement, int first, List<String> key) throws SQLException {
        int parameter = first;
        for (String column : key) {
            statement.setString(parameter++, column);
        }
        return parameter;
    }

    private void note(Connection connection, String assigned, @Nullable String key) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE " + SqlName.quote(tables.registry()) + " SET " + assigned + " = ? WHERE captured = ?")) {
            update.setString(1, key);
            update.setString(2, captured);
            update.executeUpdate();
        }
    }

    private static String json(List<String> key) {
        ArrayNode array = JSON.createArrayNode();
        key.forEach(array::add);
        return array.toString();
    }

    private static List<String> key(String json) {
        try {
            List<String> key = new ArrayList<>();
            for (JsonNode column : JSON.readTree(json)) {
                key.add(column.asText());
            }
            return key;
        } catch (JsonProcessingException e) {
            throw KafkaLabException.precondition("snapshot_key is '" + json + "', which is not ours");
        }
    }
}
