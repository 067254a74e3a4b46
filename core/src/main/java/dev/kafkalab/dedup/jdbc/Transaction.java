package dev.kafkalab.dedup.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One transaction on a connection of its own; rolled back when closed unless it was committed. Of one thread. */
final class Transaction implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);

    private final Connection connection;
    private final boolean autoCommit;
    private boolean open = true;

    private Transaction(Connection connection, boolean autoCommit) {
        this.connection = connection;
        this.autoCommit = autoCommit;
    }

    static Transaction begin(DataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            boolean autoCommit = connection.getAutoCommit();
            if (autoCommit) {
                connection.setAutoCommit(false);
            }
            return new Transaction(connection, autoCommit);
        } catch (SQLException | RuntimeException e) {
            try (connection) {
                throw e;
            }
        }
    }

    Connection connection() {
        return connection;
    }

    void commit() throws SQLException {
        connection.commit();
        open = false;
    }

    /** What comes next begins anew. */
    void rollBack() throws SQLException {
        connection.rollback();
    }

    /**
     * Gives the connection back as it came. Fails never: what counts is decided by then, and a connection that is broken is
     * the pool's business.
     */
    @Override
    public void close() {
        try (connection) {
            if ((!open || rolledBack()) && autoCommit) {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            LOG.debug("A connection could not be given back", e);
        }
    }

    /** If not, it is cut off: to switch auto-commit on, or a pool that takes it back, might commit what is half done. */
    private boolean rolledBack() throws SQLException {
        try {
            connection.rollback();
            return true;
        } catch (SQLException e) {
            connection.abort(Runnable::run);
            return false;
        }
    }
}
