package dev.kafkalab.labs.course.cdc;

import dev.kafkalab.labs.frame.EffectTopic;
import java.sql.Connection;
import javax.sql.DataSource;

/** What goes wrong: two systems written one after the other, in either order. */
final class SendingDesk {
    private final DataSource database;
    private final OrderTable orders;
    private final EffectTopic events;
    private final Desk.Charge charge;

    SendingDesk(DataSource database, OrderTable orders, EffectTopic events, Desk.Charge charge) {
        this.database = database;
        this.orders = orders;
        this.events = events;
        this.charge = charge;
    }

    /** Kafka first: the event is out before anybody knows whether the transaction will be. */
    void sendInside(Order order) throws Exception {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            orders.insert(connection, order);
            events.add(order.key(), order.json());
            charge.charge(order);
            connection.commit();
        }
    }

    /**
     * The database first: there is a moment in which the order is there and nobody will ever send its event.
     *
     * @param moment what happens in it
     */
    void sendAfter(Order order, Desk.Charge moment) throws Exception {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            orders.insert(connection, order);
            charge.charge(order);
            connection.commit();
        }
        moment.charge(order);
        events.add(order.key(), order.json());
    }
}
