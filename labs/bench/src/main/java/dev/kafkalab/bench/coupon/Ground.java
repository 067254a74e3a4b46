package dev.kafkalab.bench.coupon;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.labs.coupon.CouponEvent;
import dev.kafkalab.labs.coupon.CouponNames;
import dev.kafkalab.labs.coupon.CouponOffice;
import dev.kafkalab.labs.coupon.CouponStores;
import dev.kafkalab.labs.coupon.admission.RedisLine;
import dev.kafkalab.labs.coupon.topic.RequestTopic;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** The stores, and events of their own for each run, so that each request is one of a new user. Of one thread. */
final class Ground implements AutoCloseable {
    private final HikariDataSource database;
    private final CouponStores stores;
    private long lastEvent;

    /** @param environment as {@code sandbox env} says @param prefix of its topic, tables and keys */
    Ground(String servers, Map<String, String> environment, String prefix) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(required(environment, "KAFKA_LAB_MYSQL_URL"));
        config.setUsername(environment.get("KAFKA_LAB_MYSQL_USER"));
        config.setPassword(environment.get("KAFKA_LAB_MYSQL_PASSWORD"));
        config.setMaximumPoolSize(8);
        this.database = new HikariDataSource(config);
        this.stores = new CouponStores(
                Map.of("bootstrap.servers", servers),
                database,
                URI.create(required(environment, "KAFKA_LAB_REDIS_URL")),
                CouponNames.of(prefix));
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is not set; scripts/bench coupon starts servers and sets it");
        }
        return value;
    }

    CouponStores stores() {
        return stores;
    }

    /** Makes one that is open. @return its id */
    long event(int limit) throws SQLException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Instant end = now.plus(Duration.ofDays(1));
        lastEvent++;
        new CouponOffice(stores).create(new CouponEvent(lastEvent, "bench", limit, now.minusSeconds(1), end, end));
        return lastEvent;
    }

    /** Takes an event away: what bare loops admit is never sent, and sweeps of later runs would find it. */
    void forget(long event) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM " + stores.names().eventTable() + " WHERE id = " + event);
        }
        try (RedisLine line = RedisLine.reach(stores.redis(), Duration.ofSeconds(10))) {
            line.delete(stores.names().eventKey(event), stores.names().pendingKey(event));
        }
    }

    /** Records in the topic. */
    long records() {
        return new RequestTopic(stores)
                .end().values().stream().mapToLong(Long::longValue).sum();
    }

    long rows(long event) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT COUNT(*) FROM " + stores.names().couponTable() + " WHERE event_id = " + event)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
