package dev.kafkalab.cdc;

import dev.kafkalab.KafkaLabException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * A source that was looked at and found fit to be relayed.
 *
 * @param name database and table
 * @param begin where to begin: asked for, or else the beginning
 * @param forced whether {@code begin} was asked for
 * @param notices what the user should know, a sentence each
 */
record OpenedSource(
        String database,
        String name,
        Position begin,
        boolean forced,
        Function<Position, PageReader> readers,
        Optional<Pruner> pruner,
        List<String> notices) {
    static OpenedSource open(DataSource dataSource, CaptureSource source, RelaySettings settings) {
        String database = "";
        try (Connection connection = dataSource.getConnection()) {
            database = String.valueOf(connection.getCatalog());
            TableDescription table = TableDescription.of(connection, source.table());
            new MetadataLocks(table.database(), table.name()).requireVisible(connection);
            if (source instanceof TablePoll poll) {
                return openPoll(connection, poll, table.requirePrimaryKey(), settings);
            }
            if (source instanceof Outbox) {
                return openIds(connection, table, new OutboxRows(table, settings.topics()), List.of(), settings);
            }
            RowRecords records = new RowRecords(settings.name(), table.database(), table.name(), settings);
            List<String> drift = ChangeLogTables.of((ChangeLog) source).notices(connection);
            return openIds(connection, table, new ChangeLogRows(table.fullName(), records), drift, settings);
        } catch (SQLException e) {
            throw MySqlFailure.explain(e, database);
        }
    }

    private static OpenedSource openIds(
            Connection connection, TableDescription table, RowFormat rows, List<String> notices, RelaySettings settings)
            throws SQLException {
        Column id = table.requireColumn("id");
        if (!id.isAutoIncrement() || !table.primaryKey().equals(List.of(id.name()))) {
            throw KafkaLabException.precondition(
                    "%s.id is %s; it must be BIGINT AUTO_INCREMENT PRIMARY KEY, which is the order of events"
                            .formatted(table.fullName(), id.fullType()));
        }
        String columns = rows.columns(); // complains of columns that are missing
        Position begin = Position.Ids.BEGINNING;
        if (settings.from().isPresent()) {
            begin = Position.Ids.after(id(connection, table, settings.from().get()));
        }
        try (Statement probe = connection.createStatement()) {
            probe.executeQuery("SELECT " + columns + " FROM " + SqlName.quote(table.name()) + " LIMIT 0")
                    .close();
        }
        return new OpenedSource(
                table.database(),
                table.fullName(),
                begin,
                settings.from().isPresent(),
                position -> new IdReader(table, rows, PageSize.STANDARD, (Position.Ids) position),
                settings.keep().map(keep -> Pruner.of(table, keep)),
                notices);
    }

    private static long id(Connection connection, TableDescription table, String from) throws SQLException {
        switch (from) {
            case "beginning":
                return 0;
            case "end":
                try (Statement statement = connection.createStatement();
                        ResultSet highest =
                                statement.executeQuery("SELECT MAX(id) FROM " + SqlName.quote(table.name()))) {
                    highest.next();
                    return highest.getLong(1);
                }
            default:
                if (!from.matches("\\d{1,18}")) {
                    throw KafkaLabException.usage("position is '" + from
                            + "'; it must be beginning, end, or the id of the last row that is not wanted");
                }
                return Long.parseLong(from);
        }
    }

    private static OpenedSource openPoll(
            Connection connection, TablePoll poll, TableDescription table, RelaySettings settings) throws SQLException {
        Column time = table.requireColumn(poll.updatedAt());
        if (!time.type().equals("timestamp") && !time.type().equals("datetime")) {
            throw KafkaLabException.precondition(
                    "%s.%s is %s; it must be TIMESTAMP or DATETIME, the time of the last change"
                            .formatted(table.fullName(), time.name(), time.fullType()));
        }
        RowRecords records = new RowRecords(settings.name(), table.database(), table.name(), settings);
        table.json(table.name()); // complains of columns that cannot be captured
        Position begin = Position.Time.BEGINNING;
        if (settings.from().isPresent()) {
            begin = new Position.Time(time(connection, settings.from().get()));
        }
        return new OpenedSource(
                table.database(),
                table.fullName(),
                begin,
                settings.from().isPresent(),
                position -> new TimeReader(poll, table, records, PageSize.STANDARD, (Position.Time) position),
                Optional.empty(),
                pollNotices(connection, poll, table, time));
    }

    private static String time(Connection connection, String from) throws SQLException {
        if (from.equals("beginning")) {
            return "";
        }
        if (from.equals("end")) {
            try (Statement statement = connection.createStatement();
                    ResultSet now = statement.executeQuery(
                            "SELECT /*+ SET_VAR(time_zone = '+00:00') */ CAST(NOW(6) AS CHAR)")) {
                now.next();
                return now.getString(1);
            }
        }
        if (!from.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?")) {
            throw KafkaLabException.usage(
                    "position is '" + from + "'; it must be beginning, end, or a time such as '2026-01-31 12:00:00'");
        }
        return from;
    }

    private static List<String> pollNotices(Connection connection, TablePoll poll, TableDescription table, Column time)
            throws SQLException {
        List<String> notices = new ArrayList<>();
        notices.add("polling %s sees no deletes, and no states between two looks; a change log (capture install) does"
                .formatted(table.fullName()));
        if (!time.isSetByDatabase()) {
            notices.add(
                    "%s.%s is not set by the database (DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP), so changes committed late may be missed"
                            .formatted(table.fullName(), time.name()));
        } else if (time.type().equals("datetime")) {
            notices.add(
                    "%s.%s is DATETIME, in the time zone of whoever writes; where zones differ, or an hour comes twice, changes may be missed"
                            .formatted(table.fullName(), time.name()));
        }
        if (!TableDescription.isIndexed(connection, table, time)) {
            notices.add("%s.%s begins no index, so each look reads the whole table"
                    .formatted(table.fullName(), time.name()));
        }
        return notices;
    }
}
