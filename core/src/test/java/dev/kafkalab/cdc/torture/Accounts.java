package dev.kafkalab.cdc.torture;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.cdc.CaptureSource;
import dev.kafkalab.cdc.ChangeLog;
import dev.kafkalab.cdc.Outbox;
import dev.kafkalab.cdc.TablePoll;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * The tables of one run. A change of an account raises its number in the table of numbers, in the same transaction and
 * before anything else: that locks the account, and says afterwards how many changes there were. Thread-safe.
 *
 * @param run tables and topics are named by it
 * @param kind {@code outbox}, {@code changelog} or {@code table}
 */
record Accounts(HikariDataSource pool, String run, String kind) implements AutoCloseable {
    static final int COUNT = 150;

    static Accounts of(Map<String, String> stores, String run, String kind) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(stores.get("KAFKA_LAB_MYSQL_URL"));
        config.setUsername(stores.get("KAFKA_LAB_MYSQL_USER"));
        config.setPassword(stores.get("KAFKA_LAB_MYSQL_PASSWORD"));
        config.setMaximumPoolSize(20);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        return new Accounts(new HikariDataSource(config), run, kind);
    }

    DataSource database() {
        return pool;
    }

    String table() {
        return "account_" + run;
    }

    String numbers() {
        return "number_" + run;
    }

    Outbox outbox() {
        return Outbox.table("outbox_" + run);
    }

    ChangeLog changeLog() {
        return ChangeLog.table("log_" + run);
    }

    CaptureSource source() {
        return switch (kind) {
            case "outbox" -> outbox();
            case "changelog" -> changeLog();
            case "table" -> TablePoll.of(table(), "updated_at");
            default -> throw new IllegalArgumentException("there is no source " + kind);
        };
    }

    void create() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + numbers() + " (id INT PRIMARY KEY, changes BIGINT NOT NULL)");
            statement.execute("CREATE TABLE " + table() + " (id INT PRIMARY KEY, version BIGINT NOT NULL,"
                    + " updated_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),"
                    + " KEY (updated_at))");
            for (int id = 0; id < COUNT; id++) {
                statement.addBatch("INSERT INTO " + numbers() + " VALUES (" + id + ", 0)");
            }
            statement.executeBatch();
        }
        if (kind.equals("outbox")) {
            outbox().createTable(pool);
        } else if (kind.equals("changelog")) {
            changeLog().install(pool, table());
        }
    }

    /** How many committed changes each account had. */
    Map<Integer, Long> changes() throws SQLException {
        return read("SELECT id, changes FROM " + numbers());
    }

    /** The accounts that are there, with the number of their last change. */
    Map<Integer, Long> versions() throws SQLException {
        return read("SELECT id, version FROM " + table());
    }

    private Map<Integer, Long> read(String sql) throws SQLException {
        Map<Integer, Long> read = new TreeMap<>();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                read.put(rows.getInt(1), rows.getLong(2));
            }
        }
        return read;
    }

    @Override
    public void close() {
        pool.close();
    }
}
