package dev.kafkalab.labs.tour;

import dev.kafkalab.sandbox.ServerKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Writes a row in a transaction, reads it back on another connection, and rolls another one back. */
final class MySqlRoundTrip implements TourStep {
    private static final String TEXT = "첫 주문 🎓";

    private final String table;

    /** @param table a name that is free */
    MySqlRoundTrip(String table) {
        this.table = table;
    }

    @Override
    public String title() {
        return "Write and read a row in MySQL";
    }

    @Override
    public ServerKind server() {
        return ServerKind.MYSQL;
    }

    @Override
    public List<String> commands(TourSite site) {
        return List.of(
                "mysql -h 127.0.0.1 -P " + site.port(server()) + " -u myuser -p campus", "kafka-lab sandbox env");
    }

    @Override
    public void run(TourSite site, Checks checks) throws SQLException {
        try (Connection writer = connect(site);
                Connection reader = connect(site)) {
            execute(writer, "CREATE TABLE " + table + " (id BIGINT PRIMARY KEY, body VARCHAR(100)) CHARSET utf8mb4");
            writer.setAutoCommit(false);
            insert(writer, 1, TEXT);
            writer.commit();
            insert(writer, 2, "never committed");
            writer.rollback();
            try (Statement statement = reader.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT COUNT(*), MIN(body) FROM " + table)) {
                rows.next();
                checks.expect("rows committed", 1, rows.getInt(1));
                checks.expect("text read back", TEXT, rows.getString(2));
            }
        }
    }

    private void insert(Connection connection, long id, String body) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?)")) {
            insert.setLong(1, id);
            insert.setString(2, body);
            insert.executeUpdate();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(TourSite site) throws SQLException {
        return DriverManager.getConnection(
                site.export("KAFKA_LAB_MYSQL_URL"),
                site.export("KAFKA_LAB_MYSQL_USER"),
                site.export("KAFKA_LAB_MYSQL_PASSWORD"));
    }

    @Override
    public void cleanUp(TourSite site) throws SQLException {
        try (Connection connection = connect(site)) {
            execute(connection, "DROP TABLE IF EXISTS " + table);
        }
    }
}
