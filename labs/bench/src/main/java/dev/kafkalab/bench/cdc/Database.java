package dev.kafkalab.bench.cdc;

import com.mysql.cj.jdbc.MysqlDataSource;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;

/** Where MySQL is and how one gets in. Holds no connection. */
record Database(String url, String user, String password) {
    private static final String URL = "KAFKA_LAB_MYSQL_URL";
    private static final String USER = "KAFKA_LAB_MYSQL_USER";
    private static final String PASSWORD = "KAFKA_LAB_MYSQL_PASSWORD";

    /** @param environment as {@code sandbox env} says */
    static Database of(Map<String, String> environment) {
        String url = environment.get(URL);
        if (url == null) {
            throw new IllegalArgumentException(URL + " is not set; scripts/bench cdc starts a database and sets it");
        }
        return new Database(url, environment.getOrDefault(USER, ""), environment.getOrDefault(PASSWORD, ""));
    }

    /** For a process to be told; not through a file or its arguments, because of the password. */
    Map<String, String> environment() {
        return Map.of(URL, url, USER, user, PASSWORD, password);
    }

    DataSource dataSource() {
        MysqlDataSource source = new MysqlDataSource();
        // Many rows of a batch in one statement, which is how backlogs get filled within seconds.
        source.setUrl(url + (url.contains("?") ? "&" : "?") + "rewriteBatchedStatements=true");
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    Connection connect() throws SQLException {
        return dataSource().getConnection();
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    String host() {
        return address().getHost();
    }

    int port() {
        return address().getPort() < 0 ? 3306 : address().getPort();
    }

    String name() {
        return address().getPath().substring(1);
    }

    private URI address() {
        return URI.create(url.substring("jdbc:".length()));
    }

    @Override
    public String toString() {
        return url;
    }
}
