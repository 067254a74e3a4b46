package dev.kafkalab.labs.course.duplicates;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.UnaryOperator;

/** Where MySQL is and how one gets in. Holds no connection. */
final class Database {
    private final String url;
    private final String user;
    private final String password;

    /** @param stores says what {@code sandbox env} says */
    Database(UnaryOperator<String> stores) {
        this.url = stores.apply("KAFKA_LAB_MYSQL_URL");
        this.user = stores.apply("KAFKA_LAB_MYSQL_USER");
        this.password = stores.apply("KAFKA_LAB_MYSQL_PASSWORD");
    }

    /** One connection, which the caller closes. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /** A few, which the caller closes. */
    HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }
}
