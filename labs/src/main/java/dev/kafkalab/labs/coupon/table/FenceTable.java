package dev.kafkalab.labs.coupon.table;

import dev.kafkalab.labs.coupon.CouponNames;
import dev.kafkalab.labs.coupon.topic.Fences;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.stream.Collectors;

/** Where in the topic epochs begin, for workers that begin to read behind such a place. Stateless. */
public record FenceTable(CouponNames names) {
    /** Those of one partition that were committed; empty if no event is named. */
    public Fences of(Connection connection, int partition, Collection<Long> events) throws SQLException {
        Fences fences = new Fences();
        if (events.isEmpty()) {
            return fences;
        }
        String ids = events.stream().map(String::valueOf).collect(Collectors.joining(","));
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT event_id, epoch, record_offset FROM "
                        + names.fenceTable() + " WHERE topic_partition = " + partition + " AND event_id IN (" + ids
                        + ")")) {
            while (rows.next()) {
                fences.add(partition, rows.getLong(1), rows.getInt(2), rows.getLong(3));
            }
        }
        return fences;
    }

    /** Remembers one; again changes nothing. */
    public void insert(Connection connection, long event, int partition, int epoch, long offset) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + names.fenceTable()
                + " (event_id, topic_partition, epoch, record_offset) VALUES (?, ?, ?, ?)"
                + " ON DUPLICATE KEY UPDATE epoch = VALUES(epoch)")) {
            insert.setLong(1, event);
            insert.setInt(2, partition);
            insert.setInt(3, epoch);
            insert.setLong(4, offset);
            insert.executeUpdate();
        }
    }
}
