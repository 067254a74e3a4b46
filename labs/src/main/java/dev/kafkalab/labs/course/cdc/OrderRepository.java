package dev.kafkalab.labs.course.cdc;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Writes orders one by one, and calls a hook for each, as an object-relational mapper calls methods marked
 * {@code @PostPersist} and {@code @PostUpdate}: after the statement, before the commit.
 */
record OrderRepository(OrderTable table, Hook hook) {
    @FunctionalInterface
    interface Hook {
        void written(Order order);
    }

    void persist(Connection connection, Order order) throws SQLException {
        table.insert(connection, order);
        hook.written(order);
    }

    void update(Connection connection, Order order) throws SQLException {
        table.update(connection, order);
        hook.written(order);
    }
}
