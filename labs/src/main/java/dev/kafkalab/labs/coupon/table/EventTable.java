package dev.kafkalab.labs.coupon.table;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.labs.coupon.CouponEvent;
import dev.kafkalab.labs.coupon.CouponNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Events in MySQL, where they are at home. Times are UTC. Tables that are not there yet hold nothing; only to write into them
 * is a failure. Stateless.
 */
public record EventTable(CouponNames names) {
    /**
     * Makes the tables of the system unless they are there.
     *
     * <p>A coupon's number is unique in its event, and so is its user: whatever is sent twice, there is one row.
     */
    public void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS %s (
                      id           BIGINT       NOT NULL PRIMARY KEY,
                      name         VARCHAR(200) NOT NULL,
                      issue_limit  INT          NOT NULL,
                      opens_at     DATETIME(3)  NOT NULL,
                      expires_at   DATETIME(3)  NOT NULL,
                      usable_until DATETIME(3)  NOT NULL,
                      epoch        INT          NOT NULL DEFAULT 0,
                      topic        VARCHAR(249) NOT NULL,
                      topic_start  TEXT         NOT NULL
                    )""".formatted(names.eventTable()));
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS %s (
                      event_id  BIGINT      NOT NULL,
                      number    INT         NOT NULL,
                      user_id   BIGINT      NOT NULL,
                      issued_at DATETIME(3) NOT NULL,
                      used_at   DATETIME(3) NULL,
                      PRIMARY KEY (event_id, number),
                      UNIQUE KEY one_each (user_id, event_id)
                    )""".formatted(names.couponTable()));
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS %s (
                      event_id        BIGINT NOT NULL,
                      topic_partition INT    NOT NULL,
                      epoch           INT    NOT NULL,
                      record_offset   BIGINT NOT NULL,
                      PRIMARY KEY (event_id, topic_partition, epoch, record_offset)
                    )""".formatted(names.fenceTable()));
        }
    }

    /**
     * Adds an event.
     *
     * @param topicStart by partition, the offset before which no record tells of it
     * @throws KafkaLabException if there is one of that id
     */
    public void insert(Connection connection, CouponEvent event, Map<Integer, Long> topicStart) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + names.eventTable()
                        + " (id, name, issue_limit, opens_at, expires_at, usable_until, topic, topic_start) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, event.id());
            insert.setString(2, event.name());
            insert.setInt(3, event.limit());
            insert.setObject(4, utc(event.opensAt()));
            insert.setObject(5, utc(event.expiresAt()));
            insert.setObject(6, utc(event.usableUntil()));
            insert.setString(7, names.topic());
            insert.setString(8, new TreeMap<>(topicStart).toString());
            insert.executeUpdate();
        } catch (SQLIntegrityConstraintViolationException e) {
            throw new KafkaLabException(
                    KafkaLabException.Reason.PRECONDITION,
                    "event " + event.id() + " exists already and never changes; choose another id",
                    e);
        }
    }

    /** Empty also if it is one of another topic. */
    public Optional<CouponEvent> find(Connection connection, long id) throws SQLException {
        return select(connection, "AND id = " + id).stream().findFirst();
    }

    /** Those of this topic, by id. */
    public List<CouponEvent> all(Connection connection) throws SQLException {
        return select(connection, "ORDER BY id");
    }

    /** Whether a table is not there, as standard SQL says it. */
    static boolean isAbsent(SQLException failure) {
        return "42S02".equals(failure.getSQLState());
    }

    private List<CouponEvent> select(Connection connection, String which) throws SQLException {
        List<CouponEvent> events = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id, name, issue_limit, opens_at, expires_at, usable_until FROM "
                        + names.eventTable() + " WHERE topic = ? " + which)) {
            select.setString(1, names.topic());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    events.add(new CouponEvent(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getInt(3),
                            instant(rows, 4),
                            instant(rows, 5),
                            instant(rows, 6)));
                }
            }
        } catch (SQLException e) {
            if (!isAbsent(e)) {
                throw e;
            }
        }
        return events;
    }

    /** By partition, the offset before which no record tells of the event. Partitions that came later are not in it. */
    public Map<Integer, Long> topicStart(Connection connection, long id) throws SQLException {
        Map<Integer, Long> start = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT topic_start FROM " + names.eventTable() + " WHERE id = " + id)) {
            if (rows.next()) {
                for (String pair : rows.getString(1).replaceAll("[{} ]", "").split(",")) {
                    if (!pair.isEmpty()) {
                        String[] parts = pair.split("=");
                        start.put(Integer.valueOf(parts[0]), Long.valueOf(parts[1]));
                    }
                }
            }
        }
        return start;
    }

    /** A new epoch, greater than all before. Committed when this returns. */
    public int nextEpoch(Connection connection, long id) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "UPDATE " + names.eventTable() + " SET epoch = LAST_INSERT_ID(epoch + 1) WHERE id = " + id);
            try (ResultSet row = statement.executeQuery("SELECT LAST_INSERT_ID()")) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** The last that was given out. */
    public int epoch(Connection connection, long id) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT epoch FROM " + names.eventTable() + " WHERE id = " + id)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    /** Deletes the tables. */
    public void drop(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + names.fenceTable() + ", " + names.couponTable() + ", "
                    + names.eventTable());
        }
    }

    static LocalDateTime utc(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    static Instant instant(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
}
