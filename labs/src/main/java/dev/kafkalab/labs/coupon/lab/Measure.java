package dev.kafkalab.labs.coupon.lab;

import dev.kafkalab.labs.coupon.burst.Tally;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;

/**
 * What can only be measured while it happens; kept in a table of the run.
 *
 * @param rejected requests that were answered, and not with a coupon
 */
record Measure(Way way, long rejected, long perSecond, long p99Micros, DatabaseLoad load) {
    static Measure of(Way way, Tally tally, DatabaseLoad load) {
        return new Measure(
                way,
                tally.answered() - tally.count(200) - tally.count(503),
                Math.round(tally.perSecond()),
                tally.latencies().getValueAtPercentile(99),
                load);
    }

    static void createTable(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE " + table
                            + " (way VARCHAR(20) PRIMARY KEY, rejected BIGINT, per_second BIGINT, p99_micros BIGINT, statements BIGINT, lock_waits BIGINT)");
        }
    }

    void insert(Connection connection, String table) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, way.name());
            insert.setLong(2, rejected);
            insert.setLong(3, perSecond);
            insert.setLong(4, p99Micros);
            insert.setLong(5, load.statements());
            insert.setLong(6, load.lockWaits());
            insert.executeUpdate();
        }
    }

    static Map<Way, Measure> read(Connection connection, String table) throws SQLException {
        Map<Way, Measure> measures = new EnumMap<>(Way.class);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT way, rejected, per_second, p99_micros, statements, lock_waits FROM " + table)) {
            while (rows.next()) {
                Way way = Way.valueOf(rows.getString(1));
                measures.put(
                        way,
                        new Measure(
                                way,
                                rows.getLong(2),
                                rows.getLong(3),
                                rows.getLong(4),
                                new DatabaseLoad(rows.getLong(5), rows.getLong(6))));
            }
        }
        return measures;
    }
}
