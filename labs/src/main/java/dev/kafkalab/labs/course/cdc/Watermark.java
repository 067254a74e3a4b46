package dev.kafkalab.labs.course.cdc;

import dev.kafkalab.labs.frame.EffectTopic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What goes wrong: the next rows are taken to be those later than the latest that was seen. Of one thread. */
final class Watermark {
    private final OrderTable table;
    private final EffectTopic events;
    private String latest = "1970-01-02";

    Watermark(OrderTable table, EffectTopic events) {
        this.table = table;
        this.events = events;
    }

    /** Sends what is later, and remembers the latest. */
    void look(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id, status, version, CAST(updated_at AS CHAR) FROM " + table.name()
                        + " WHERE updated_at > ? ORDER BY updated_at")) {
            select.setString(1, latest);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Order order = new Order(rows.getLong(1), rows.getString(2), rows.getInt(3));
                    events.add(order.key(), order.json());
                    latest = rows.getString(4);
                }
            }
        }
    }
}
