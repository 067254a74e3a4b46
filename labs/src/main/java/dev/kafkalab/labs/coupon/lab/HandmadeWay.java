package dev.kafkalab.labs.coupon.lab;

import dev.kafkalab.labs.coupon.Answer;
import dev.kafkalab.labs.coupon.desk.Requests;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.sql.DataSource;
import redis.clients.jedis.UnifiedJedis;

/** The four ways that need no Kafka, as an application writes them: a thread for each request under way. */
final class HandmadeWay implements Requests, AutoCloseable {
    /** Whoever asked is remembered; a user who is new counts. */
    private static final String DECIDE =
            "if redis.call('SADD', KEYS[2], ARGV[1]) == 0 then return -1 end " + "return redis.call('INCR', KEYS[1])";

    private final Way way;
    private final Names names;
    private final Way as;
    private final int limit;
    private final DataSource database;
    private final UnifiedJedis redis;
    private final ExecutorService threads;

    /**
     * @param as how it decides; the way itself, unless cures are left out
     * @param database gives a connection to each thread
     */
    HandmadeWay(Way way, Way as, Names names, int limit, int threads, DataSource database, UnifiedJedis redis) {
        this.way = way;
        this.as = as;
        this.names = names;
        this.limit = limit;
        this.database = database;
        this.redis = redis;
        this.threads = Executors.newFixedThreadPool(threads);
    }

    /** Makes its tables. */
    void prepare() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + names.coupons(way)
                    + " (id BIGINT AUTO_INCREMENT PRIMARY KEY, user_id BIGINT NOT NULL, KEY (user_id))");
            statement.execute(
                    "CREATE TABLE " + names.counter(way) + " (id INT NOT NULL PRIMARY KEY, issued INT NOT NULL)");
            statement.execute("INSERT INTO " + names.counter(way) + " VALUES (1, 0)");
        }
    }

    @Override
    public void ask(long event, long user, Consumer<Answer> listener) {
        threads.execute(() -> {
            Answer answer;
            try {
                answer = switch (as) {
                    case COUNTER -> count(user, "");
                    case ROW_LOCK -> count(user, " FOR UPDATE");
                    case REDIS_COUNTER -> insertIf(redis.incr(names.key(way)), user);
                    case REDIS_INSERT, REDIS_KAFKA ->
                        insertIf(
                                (Long) redis.eval(
                                        DECIDE,
                                        List.of(names.key(way), names.key(way) + "_users"),
                                        List.of(String.valueOf(user))),
                                user);
                };
            } catch (SQLException | RuntimeException e) {
                answer = new Answer.Unavailable(String.valueOf(e.getMessage()));
            }
            listener.accept(answer);
        });
    }

    private Answer count(long user, String lock) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            int issued = number(statement, "SELECT issued FROM " + names.counter(way) + " WHERE id = 1" + lock);
            int held = number(statement, "SELECT COUNT(*) FROM " + names.coupons(way) + " WHERE user_id = " + user);
            if (held > 0 || issued >= limit) {
                connection.commit();
                return held > 0 ? new Answer.AlreadyTried(OptionalInt.empty()) : new Answer.SoldOut();
            }
            insert(connection, user);
            statement.executeUpdate("UPDATE " + names.counter(way) + " SET issued = issued + 1 WHERE id = 1");
            connection.commit();
            return new Answer.Issued(issued + 1);
        }
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    private Answer insertIf(long number, long user) throws SQLException {
        if (number < 0) {
            return new Answer.AlreadyTried(OptionalInt.empty());
        }
        if (number > limit) {
            return new Answer.SoldOut();
        }
        try (Connection connection = database.getConnection()) {
            insert(connection, user);
        }
        return new Answer.Issued((int) number);
    }

    private void insert(Connection connection, long user) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + names.coupons(way) + " (user_id) VALUES (?)")) {
            insert.setLong(1, user);
            insert.executeUpdate();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
