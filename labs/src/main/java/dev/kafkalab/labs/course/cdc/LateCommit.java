package dev.kafkalab.labs.course.cdc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Eight orders, the first of which is written first and committed last. Used by one thread.
 *
 * @param late the connection of the first order
 * @param others that of all others, in auto-commit
 */
record LateCommit(OrderTable table, Connection late, Connection others) {
    static final int ORDERS = 8;
    /** Those that can be seen while the first is not committed. */
    static final int SEEN_AT_ONCE = ORDERS - 1;

    private static final long CHANGED = 3;
    private static final long DELETED = 4;

    void placeAll() throws SQLException {
        late.setAutoCommit(false);
        table.insert(late, Order.placed(1));
        for (long id = 2; id <= ORDERS; id++) {
            table.insert(others, Order.placed(id));
        }
    }

    /** And in the meantime one order goes through two states, and another is deleted. */
    void commitLate() throws SQLException {
        late.commit();
        others.setAutoCommit(false);
        Order paid = Order.placed(CHANGED).with("paid");
        table.update(others, paid);
        table.update(others, paid.with("shipped"));
        table.delete(others, DELETED, DELETED);
        others.commit();
        others.setAutoCommit(true);
    }

    /** As the database's clock has it, in UTC. */
    String now() throws SQLException {
        try (Statement statement = others.createStatement();
                ResultSet now = statement.executeQuery("SELECT CAST(UTC_TIMESTAMP(6) AS CHAR)")) {
            now.next();
            return now.getString(1);
        }
    }
}
