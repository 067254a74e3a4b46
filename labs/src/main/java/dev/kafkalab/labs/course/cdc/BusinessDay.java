package dev.kafkalab.labs.course.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** A day of a shop: through its repository orders are placed and paid, past it they are shipped and deleted. */
record BusinessDay(OrderTable table, OrderRepository repository) {
    static final int ORDERS = 12;
    /** Rolled back when they were placed. */
    static final Set<Long> REFUSED = Set.of(4L, 9L);

    static final int DELETED = 2;
    /** Their payment is rolled back. */
    private static final Set<Long> DECLINED = Set.of(6L);

    void pass(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        for (long id = 1; id <= ORDERS; id++) {
            repository.persist(connection, Order.placed(id));
            end(connection, REFUSED.contains(id));
        }
        for (Order order : table.orders(connection)) {
            repository.update(connection, order.with("paid"));
            end(connection, DECLINED.contains(order.id()));
        }
        table.shipPaid(connection);
        connection.commit();
        table.delete(connection, 1, DELETED);
        connection.commit();
    }

    private static void end(Connection connection, boolean refused) throws SQLException {
        if (refused) {
            connection.rollback();
        } else {
            connection.commit();
        }
    }
}
