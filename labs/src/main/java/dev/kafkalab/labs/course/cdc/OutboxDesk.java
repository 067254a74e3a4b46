package dev.kafkalab.labs.course.cdc;

import dev.kafkalab.KafkaLab;
import dev.kafkalab.cdc.Outbox;
import dev.kafkalab.cdc.OutboxEvent;
import dev.kafkalab.cdc.RelayBuilder;
import java.sql.Connection;
import javax.sql.DataSource;

/** What holds: one transaction of one system, and a relay that reads what was committed. */
final class OutboxDesk {
    private final KafkaLab kafka;
    private final DataSource database;
    private final OrderTable orders;
    private final Outbox outbox;
    private final Desk.Charge charge;
    private final String relay;
    private final String topic;
    private final String positions;

    OutboxDesk(KafkaLab kafka, DataSource database, Names names, Desk.Charge charge) {
        this.kafka = kafka;
        this.database = database;
        this.orders = names.orders(Way.OUTBOX);
        this.outbox = Outbox.table(names.outbox());
        this.charge = charge;
        this.relay = names.relay(Way.OUTBOX);
        this.topic = names.topic(Way.OUTBOX);
        this.positions = names.positions();
    }

    // cure
    void place(Order order) throws Exception {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            orders.insert(connection, order);
            outbox.append(connection, new OutboxEvent("order", order.key(), "OrderPlaced", order.json()));
            charge.charge(order);
            connection.commit();
        }
    }

    RelayBuilder relay() {
        return kafka.relay(database, outbox).name(relay).topics(topic).positionTopic(positions);
    }
    // end
}
