package dev.kafkalab.labs.course.duplicates;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Effects that are rows. Nothing in the table keeps an order from being paid twice: that is what is watched. */
record PaymentTable(String name) {
    void create(Connection connection) throws SQLException {
        execute(connection, "CREATE TABLE " + name + " (order_id VARCHAR(100) NOT NULL, KEY (order_id))");
    }

    void insert(Connection connection, String order) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + name + " (order_id) VALUES (?)")) {
            insert.setString(1, order);
            insert.executeUpdate();
        }
    }

    /** What was paid, as often as it was. */
    List<String> orders(Connection connection) throws SQLException {
        List<String> orders = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT order_id FROM " + name)) {
            while (rows.next()) {
                orders.add(rows.getString(1));
            }
        }
        return orders;
    }

    static void drop(Connection connection, String table) throws SQLException {
        execute(connection, "DROP TABLE IF EXISTS " + table);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
