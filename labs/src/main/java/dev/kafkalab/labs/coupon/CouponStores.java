package dev.kafkalab.labs.coupon;

import java.net.URI;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Where the servers of the system are. Holds no connection; may hold secrets, so it is never shown.
 *
 * @param kafka properties of Kafka's clients
 * @param redis such as {@code redis://localhost:6379}
 */
public record CouponStores(Map<String, Object> kafka, DataSource database, URI redis, CouponNames names) {
    public CouponStores {
        kafka = Map.copyOf(kafka);
    }

    @Override
    public String toString() {
        return "stores of " + names;
    }
}
