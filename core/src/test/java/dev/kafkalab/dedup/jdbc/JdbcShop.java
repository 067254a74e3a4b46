package dev.kafkalab.dedup.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.consumer.Delivery;
import dev.kafkalab.dedup.Shop;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** The inbox, and effects that are rows of the same database. */
public final class JdbcShop implements Shop {
    private final HikariDataSource pool;

    private JdbcShop(HikariDataSource pool) {
        this.pool = pool;
    }

    public static JdbcShop of(Map<String, String> exports) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(exports.get("KAFKA_LAB_MYSQL_URL"));
        config.setUsername(exports.get("KAFKA_LAB_MYSQL_USER"));
        config.setPassword(exports.get("KAFKA_LAB_MYSQL_PASSWORD"));
        config.setMaximumPoolSize(20);
        config.setMinimumIdle(1);
        return new JdbcShop(new HikariDataSource(config));
    }

    static void makeTables(JdbcShop shop) throws SQLException {
        shop.store().createTable();
        try (Connection connection = shop.pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS shop_effect (id VARCHAR(100) NOT NULL, KEY (id))");
        }
    }

    HikariDataSource pool() {
        return pool;
    }

    @Override
    public JdbcInbox store() {
        return JdbcInbox.on(pool).table("shop_inbox");
    }

    @Override
    public void effect(String id, Delivery<?> delivery) throws SQLException {
        try (PreparedStatement insert =
                delivery.connection().prepareStatement("INSERT INTO shop_effect (id) VALUES (?)")) {
            insert.setString(1, id);
            insert.executeUpdate();
        }
    }

    @Override
    public long effects(String id) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT COUNT(*) FROM shop_effect WHERE id = ?")) {
            select.setString(1, id);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
