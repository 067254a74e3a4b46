package dev.kafkalab.cdc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * A table of events that an application writes in the transaction of the change itself, so that there are both or neither.
 * A {@link RunningRelay} sends them on: each committed event once, those rolled back never.
 *
 * <p><b>Order.</b> Events of one aggregate reach Kafka in the order in which they were appended. That is the order of
 * commits only if transactions that touch one aggregate wait for each other before they append: change (or lock) the
 * aggregate's own row first and {@link #append} after it. Two transactions that append first and lock later can swap
 * their events, and no reader of the table can mend that.
 *
 * <p>Columns are those of Debezium's outbox event router ({@code id}, {@code aggregatetype}, {@code aggregateid}, {@code
 * type}, {@code payload}); {@code id} must be an auto-increment number, which is the order. Immutable, thread-safe.
 */
public final class Outbox implements CaptureSource {
    /** {@code outbox} */
    public static final String STANDARD_TABLE = "outbox";

    private final String table;

    private Outbox(String table) {
        this.table = SqlName.check("outbox table", table);
    }

    /** The table {@value #STANDARD_TABLE}. */
    public static Outbox standard() {
        return new Outbox(STANDARD_TABLE);
    }

    /** Another table, in the database that connections are in. */
    public static Outbox table(String name) {
        return new Outbox(name);
    }

    @Override
    public String table() {
        return table;
    }

    /**
     * Writes an event in the transaction of this connection; call it after the aggregate's own row is changed or locked.
     *
     * @return the event's id, which is the {@code id} header of its record
     * @throws SQLException what the database refuses; the transaction should then be rolled back
     */
    public long append(Connection connection, OutboxEvent event) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + SqlName.quote(table)
                        + " (aggregatetype, aggregateid, type, payload) VALUES (?, ?, ?, ?)",
                Statement.RETURN_GENERATED_KEYS)) {
            insert.setString(1, event.aggregateType());
            insert.setString(2, event.aggregateId());
            insert.setString(3, event.type());
            insert.setString(4, event.payload());
            insert.executeUpdate();
            try (ResultSet keys = insert.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        }
    }

    /** The statement that makes the table, for a migration of the application's own. */
    public String ddl() {
        // Not a JSON column: it would reorder keys and rewrite numbers.
        return """
                CREATE TABLE IF NOT EXISTS %s (
                  id            BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
                  aggregatetype VARCHAR(255) NOT NULL,
                  aggregateid   VARCHAR(255) NOT NULL,
                  type          VARCHAR(255) NOT NULL,
                  payload       LONGTEXT,
                  created_at    TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)
                ) CHARACTER SET utf8mb4""".formatted(SqlName.quote(table));
    }

    /**
     * Makes the table unless it is there.
     *
     * @throws dev.kafkalab.KafkaLabException what the database refuses, with the right that is missing
     */
    public void createTable(DataSource dataSource) {
        String database = "";
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            database = String.valueOf(connection.getCatalog());
            statement.execute(ddl());
        } catch (SQLException e) {
            throw MySqlFailure.explain(e, database);
        }
    }
}
