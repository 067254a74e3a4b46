package dev.kafkalab.labs.content.write;

import dev.kafkalab.labs.content.ContentNames;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A database in which the platform's tables are made before the first connection is given out, so that nobody has to be up
 * at the start and nobody forgets it. Thread-safe; the database is the caller's.
 */
public final class PreparedDatabase implements DataSource {
    private final DataSource database;
    private final ContentSchema schema;
    private volatile boolean prepared;

    public PreparedDatabase(DataSource database, ContentNames names) {
        this.database = database;
        this.schema = new ContentSchema(names);
    }

    private void prepare() throws SQLException {
        if (!prepared) {
            schema.ensure(database); // several at once do no harm
            prepared = true;
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        prepare();
        return database.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        prepare();
        return database.getConnection(user, password);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return database.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        database.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        database.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return database.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(Logger.GLOBAL_LOGGER_NAME);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(database) ? type.cast(database) : database.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(database) || database.isWrapperFor(type);
    }
}
