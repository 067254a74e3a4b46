package dev.kafkalab.labs.frame;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Where MySQL is and how one gets in. Holds no connection. */
public final class Database {
    private final String url;
    private final String user;
    private final String password;

    private Database(UnaryOperator<String> stores) {
        this.url = stores.apply("KAFKA_LAB_MYSQL_URL");
        this.user = stores.apply("KAFKA_LAB_MYSQL_USER");
        this.password = stores.apply("KAFKA_LAB_MYSQL_PASSWORD");
    }

    public static Database of(LabSite site) {
        return new Database(site::store);
    }

    /** In a process that a lab started. */
    public static Database of(Child child) {
        Map<String, String> stores = child.stores();
        return new Database(name -> Objects.requireNonNull(stores.get(name), name));
    }

    /** One connection, which the caller closes. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /** Several, which the caller closes. What is not committed when one is given back is rolled back. */
    public HikariDataSource pool(int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    /** For commands to copy: MySQL's own client, which asks for the password. */
    public String command(String sql) {
        URI address = URI.create(url.substring("jdbc:".length()));
        return "mysql -h 127.0.0.1 -P " + address.getPort() + " -u " + user + " -p campus -e '" + sql + "'";
    }

    /** Never with secrets. */
    @Override
    public String toString() {
        return user + " at " + url;
    }
}
