package dev.kafkalab.labs.course.cdc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The orders, and the archive for those that are deleted, so that the database alone says what happened. */
record OrderTable(String name) {
    String archive() {
        return name + "_archive";
    }

    void create(Connection connection) throws SQLException {
        execute(connection, """
                CREATE TABLE %s (
                  id         BIGINT       NOT NULL PRIMARY KEY,
                  status     VARCHAR(20)  NOT NULL,
                  version    INT          NOT NULL,
                  updated_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
                  KEY (updated_at)
                )""".formatted(name));
        execute(connection, "CREATE TABLE " + archive() + " LIKE " + name);
    }

    void insert(Connection connection, Order order) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + name + " (id, status, version) VALUES (?, ?, ?)")) {
            insert.setLong(1, order.id());
            insert.setString(2, order.status());
            insert.setInt(3, order.version());
            insert.executeUpdate();
        }
    }

    void update(Connection connection, Order order) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE " + name + " SET status = ?, version = ? WHERE id = ?")) {
            update.setString(1, order.status());
            update.setInt(2, order.version());
            update.setLong(3, order.id());
            update.executeUpdate();
        }
    }

    /** All that are paid, in one statement. */
    void shipPaid(Connection connection) throws SQLException {
        execute(connection, "UPDATE " + name + " SET status = 'shipped', version = version + 1 WHERE status = 'paid'");
    }

    /** Deletes orders, and keeps them in the archive. */
    void delete(Connection connection, long first, long last) throws SQLException {
        String which = name + " WHERE id BETWEEN " + first + " AND " + last;
        execute(connection, "INSERT INTO " + archive() + " SELECT * FROM " + which);
        execute(connection, "DELETE FROM " + which);
    }

    List<Order> orders(Connection connection) throws SQLException {
        return read(connection, name);
    }

    List<Order> archived(Connection connection) throws SQLException {
        return read(connection, archive());
    }

    private static List<Order> read(Connection connection, String table) throws SQLException {
        List<Order> orders = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, status, version FROM " + table + " ORDER BY id")) {
            while (rows.next()) {
                orders.add(new Order(rows.getLong(1), rows.getString(2), rows.getInt(3)));
            }
        }
        return orders;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
