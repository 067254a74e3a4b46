package dev.kafkalab.cdc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes rows that were sent, a few at a time, below all open gaps. It waits for nobody: a row that somebody holds is left
 * for later, and each is deleted by its id alone. A delete of a range also wants the row behind it, and one of a list may
 * read the whole table; both would wait for whoever inserts at its end.
 *
 * @param keep how old they must be
 */
record Pruner(String table, String time, Duration keep) {
    static final int AT_ONCE = 500;

    static Pruner of(TableDescription table, Duration keep) {
        String time = table.column("created_at")
                .or(() -> table.column("changed_at"))
                .map(Column::name)
                .orElse("");
        return new Pruner(SqlName.quote(table.name()), time, keep);
    }

    /** @return how many were deleted */
    int prune(Connection connection, Position.Ids sent) throws SQLException {
        connection.setAutoCommit(false);
        try {
            List<Long> ids = find(connection, sent);
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + table + " WHERE id = ?")) {
                for (long id : ids) {
                    delete.setLong(1, id);
                    delete.addBatch();
                }
                delete.executeBatch();
            }
            connection.commit();
            return ids.size();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private List<Long> find(Connection connection, Position.Ids sent) throws SQLException {
        String old = time.isEmpty() ? "" : " AND " + SqlName.quote(time) + " <= NOW(6) - INTERVAL ? MICROSECOND";
        List<Long> ids = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM " + table + " WHERE id <= ?" + old
                + " ORDER BY id LIMIT " + AT_ONCE + " FOR UPDATE SKIP LOCKED")) {
            select.setLong(1, sent.settled());
            if (!time.isEmpty()) {
                select.setLong(2, keep.toNanos() / 1_000);
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
        }
        return ids;
    }
}
