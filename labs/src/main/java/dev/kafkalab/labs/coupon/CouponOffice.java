package dev.kafkalab.labs.coupon;

import dev.kafkalab.labs.coupon.rebuild.Opening;
import dev.kafkalab.labs.coupon.table.CouponTable;
import dev.kafkalab.labs.coupon.table.EventTable;
import dev.kafkalab.labs.coupon.topic.RequestTopic;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is done with events and coupons besides asking for them. Stateless and thread-safe. */
public record CouponOffice(CouponStores stores) {
    /** Makes topic and tables unless they are there. */
    public void prepare() throws SQLException {
        new RequestTopic(stores).create();
        try (Connection connection = stores.database().getConnection()) {
            new EventTable(stores.names()).create(connection);
        }
    }

    /**
     * Makes an event and opens it in Redis.
     *
     * @throws dev.kafkalab.KafkaLabException if there is one of that id
     */
    public void create(CouponEvent event) throws SQLException {
        prepare();
        Map<Integer, Long> start = new RequestTopic(stores).end();
        try (Connection connection = stores.database().getConnection()) {
            new EventTable(stores.names()).insert(connection, event, start);
        }
        new Opening(stores).ensure(event.id());
    }

    /** The user's coupons that are neither used nor expired, the last issued first. */
    public List<Coupon> usable(long user, Instant now) throws SQLException {
        try (Connection connection = stores.database().getConnection()) {
            return new CouponTable(stores.names()).usable(connection, user, now);
        }
    }

    /** All events, by id. */
    public List<CouponEvent> events() throws SQLException {
        try (Connection connection = stores.database().getConnection()) {
            return new EventTable(stores.names()).all(connection);
        }
    }
}
