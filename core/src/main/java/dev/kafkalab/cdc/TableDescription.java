package dev.kafkalab.cdc;

import dev.kafkalab.KafkaLabException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table as information_schema describes it.
 *
 * @param columns in the table's order
 * @param primaryKey names of its columns, in the key's order
 */
record TableDescription(String database, String name, List<Column> columns, List<String> primaryKey) {
    TableDescription {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
    }

    /** @throws KafkaLabException if there is no such table in the connection's database */
    static TableDescription of(Connection connection, String table) throws SQLException {
        String database = connection.getCatalog();
        if (database == null || database.isEmpty()) {
            throw KafkaLabException.usage(
                    "the connection is in no database; name one in its URL: jdbc:mysql://host/DATABASE");
        }
        List<Column> columns = columns(connection, database, table);
        if (columns.isEmpty()) {
            throw KafkaLabException.notFound(
                    "table %s.%s does not exist, or the user may not see it".formatted(database, table));
        }
        return new TableDescription(database, table, columns, primaryKey(connection, database, table));
    }

    private static List<Column> columns(Connection connection, String database, String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, DATETIME_PRECISION, CHARACTER_SET_NAME, EXTRA, COLUMN_DEFAULT
                  FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION""")) {
            select.setString(1, database);
            select.setString(2, table);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    columns.add(new Column(
                            rows.getString(1),
                            text(rows, 2).toLowerCase(Locale.ROOT),
                            text(rows, 3),
                            rows.getInt(4),
                            text(rows, 5),
                            text(rows, 6),
                            text(rows, 7)));
                }
            }
        }
        return columns;
    }

    private static String text(ResultSet rows, int column) throws SQLException {
        String text = rows.getString(column);
        return text == null ? "" : text;
    }

    private static List<String> primaryKey(Connection connection, String database, String table) throws SQLException {
        List<String> key = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT COLUMN_NAME FROM information_schema.STATISTICS
                 WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND INDEX_NAME = 'PRIMARY' ORDER BY SEQ_IN_INDEX""")) {
            select.setString(1, database);
            select.setString(2, table);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    key.add(rows.getString(1));
                }
            }
        }
        return key;
    }

    /** Whether an index begins with a column. */
    static boolean isIndexed(Connection connection, TableDescription table, Column column) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT COUNT(*) FROM information_schema.STATISTICS
                 WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND COLUMN_NAME = ? AND SEQ_IN_INDEX = 1""")) {
            select.setString(1, table.database());
            select.setString(2, table.name());
            select.setString(3, column.name());
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1) > 0;
            }
        }
    }

    String fullName() {
        return database + "." + name;
    }

    Optional<Column> column(String column) {
        return columns.stream()
                .filter(each -> each.name().equalsIgnoreCase(column))
                .findFirst();
    }

    Column requireColumn(String column) {
        return column(column)
                .orElseThrow(() -> KafkaLabException.notFound("table %s has no column %s; it has %s"
                        .formatted(
                                fullName(),
                                column,
                                columns.stream().map(Column::name).collect(Collectors.joining(", ")))));
    }

    TableDescription requirePrimaryKey() {
        if (primaryKey.isEmpty()) {
            throw KafkaLabException.precondition(
                    "table %s has no primary key, so its rows cannot be told apart; give it one: ALTER TABLE %s ADD COLUMN id BIGINT AUTO_INCREMENT PRIMARY KEY"
                            .formatted(fullName(), name));
        }
        return this;
    }

    /** An expression of the whole row as JSON. */
    String json(String row) {
        return jsonOf(columns, row);
    }

    /** An expression of the primary key as JSON. */
    String keyJson(String row) {
        return jsonOf(primaryKey.stream().map(this::requireColumn).toList(), row);
    }

    private String jsonOf(List<Column> chosen, String row) {
        try {
            return chosen.stream()
                    .map(column -> SqlName.literal(column.name()) + ", " + column.json(row))
                    .collect(Collectors.joining(", ", "JSON_OBJECT(", ")"));
        } catch (KafkaLabException e) {
            throw KafkaLabException.precondition("table " + fullName() + ": " + e.getMessage());
        }
    }

    /** Names and types of the columns; changes when the table is altered in a way that matters here. */
    String shape() {
        return columns.stream()
                .map(column -> column.name() + " " + column.fullType())
                .collect(Collectors.joining(", "));
    }
}
