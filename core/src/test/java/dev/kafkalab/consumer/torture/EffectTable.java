package dev.kafkalab.consumer.torture;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.consumer.Delivery;
import dev.kafkalab.dedup.jdbc.JdbcInbox;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Effects that are rows: a handler writes one for each record, in the transaction of the inbox. All runs share the table.
 * Nothing in it forbids a second row of a record: that is the inbox's promise. Thread-safe.
 */
final class EffectTable implements AutoCloseable {
    private final HikariDataSource pool;
    private final String run;

    private EffectTable(HikariDataSource pool, String run) {
        this.pool = pool;
        this.run = run;
    }

    /** @param run whose rows are meant */
    static EffectTable of(Map<String, String> stores, String run) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(stores.get("KAFKA_LAB_MYSQL_URL"));
        config.setUsername(stores.get("KAFKA_LAB_MYSQL_USER"));
        config.setPassword(stores.get("KAFKA_LAB_MYSQL_PASSWORD"));
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(1);
        return new EffectTable(new HikariDataSource(config), run);
    }

    void create() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            inbox().createTable();
            statement.execute("CREATE TABLE IF NOT EXISTS torture_effect (id BIGINT AUTO_INCREMENT PRIMARY KEY,"
                    + " run VARCHAR(120) NOT NULL, source_partition INT NOT NULL, source_offset BIGINT NOT NULL,"
                    + " KEY (run))");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the tables", e);
        }
    }

    JdbcInbox inbox() {
        return JdbcInbox.on(pool);
    }

    void write(Delivery<?> delivery) throws SQLException {
        ConsumerRecord<?, ?> cause = delivery.record();
        try (PreparedStatement insert = delivery.connection()
                .prepareStatement(
                        "INSERT INTO torture_effect (run, source_partition, source_offset) VALUES (?, ?, ?)")) {
            insert.setString(1, run);
            insert.setInt(2, cause.partition());
            insert.setLong(3, cause.offset());
            insert.executeUpdate();
        }
    }

    /** The records whose effects are there, in the order in which they were written. */
    List<Sent.Place> places() throws SQLException {
        List<Sent.Place> places = new ArrayList<>();
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT source_partition, source_offset FROM torture_effect WHERE run = ? ORDER BY id")) {
            select.setString(1, run);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    places.add(new Sent.Place(rows.getInt(1), rows.getLong(2)));
                }
            }
        }
        return places;
    }

    @Override
    public void close() {
        pool.close();
    }
}
