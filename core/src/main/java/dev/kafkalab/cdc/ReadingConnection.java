package dev.kafkalab.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection for reading, given back as it came. Of one thread, which closes it. */
final class ReadingConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReadingConnection.class);

    private final Connection connection;
    private final int isolation;
    private final boolean autoCommit;

    private ReadingConnection(Connection connection, int isolation, boolean autoCommit) {
        this.connection = connection;
        this.isolation = isolation;
        this.autoCommit = autoCommit;
    }

    static ReadingConnection open(DataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            ReadingConnection reading =
                    new ReadingConnection(connection, connection.getTransactionIsolation(), connection.getAutoCommit());
            connection.setAutoCommit(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            try (Statement statement = connection.createStatement()) {
                // Or the next id that is told would be up to a day old.
                statement.execute("SET SESSION information_schema_stats_expiry = 0");
            }
            return reading;
        } catch (SQLException | RuntimeException e) {
            try (connection) {
                throw e;
            }
        }
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION information_schema_stats_expiry = DEFAULT, lock_wait_timeout = DEFAULT");
            connection.setTransactionIsolation(isolation);
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            LOG.debug("A connection could not be given back", e);
        }
    }
}
