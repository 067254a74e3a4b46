package dev.kafkalab.cdc;

import dev.kafkalab.KafkaLabException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

/**
 * A table in which triggers log every insert, update and delete of other tables, whoever makes them, with the row before
 * and after, in the transaction of the change itself. A {@link RunningRelay} sends them on: each committed change once.
 *
 * <p>{@link #install} makes the triggers, {@link #snapshot} logs the rows that were there before, {@link #uninstall} takes
 * the triggers away. One log serves any number of tables; changes of one row keep their order.
 *
 * <p>Not seen by triggers, and said at install: {@code TRUNCATE}, and rows that a foreign key's cascade changes. A table
 * that is altered goes on being logged in its old shape, {@link #tables} says so, until {@link #install} is run again; a
 * column that is dropped makes every write of the application fail until then.
 *
 * <p>Immutable, thread-safe.
 */
public final class ChangeLog implements CaptureSource {
    /** {@code capture_log} */
    public static final String STANDARD_TABLE = "capture_log";

    private final String table;

    private ChangeLog(String table) {
        this.table = SqlName.check("change log", table);
    }

    /** The table {@value #STANDARD_TABLE}. */
    public static ChangeLog standard() {
        return new ChangeLog(STANDARD_TABLE);
    }

    /** Another table, in the database that connections are in; beside it lies one called {@code <table>_tables}. */
    public static ChangeLog table(String name) {
        return new ChangeLog(name);
    }

    @Override
    public String table() {
        return table;
    }

    /**
     * Logs every change of a table from now on; makes the log if need be. Writers wait for as long as it takes to make three
     * triggers. Of a table that is captured already it makes the triggers anew, in the table's present shape, without a gap.
     * A transaction that holds the table is waited for some seconds, since all others wait behind.
     *
     * @throws KafkaLabException if a transaction holds it for longer, the table has no primary key, a column that cannot be captured, or a right is missing; then
     *     nothing is changed for the table
     */
    public Installation install(DataSource dataSource, String captured) {
        return with(dataSource, connection -> ChangeLogTables.of(this).install(connection, captured));
    }

    /** Takes the triggers of a table away. What is logged stays, and is relayed. Quick, so that it can be a way out. */
    public void uninstall(DataSource dataSource, String captured) {
        with(dataSource, connection -> {
            ChangeLogTables.of(this).uninstall(connection, captured);
            return true;
        });
    }

    /**
     * Logs the rows that are there, as {@code op: r}, in pieces of some hundred rows that are locked for reading while a piece
     * is copied. Never waits for a writer while it holds a lock, so it deadlocks nobody. One that was interrupted goes on
     * where it was; one that is done does nothing.
     *
     * @param progress told after each piece how many rows this call has copied
     * @return how many rows this call has copied
     */
    public long snapshot(DataSource dataSource, String captured, LongConsumer progress) {
        return with(dataSource, connection -> new Snapshot(this, captured).run(connection, progress));
    }

    /** The tables that are logged, and whether all is well with each; none if the log was never made. */
    public List<CapturedTable> tables(DataSource dataSource) {
        return with(dataSource, connection -> ChangeLogTables.of(this).captured(connection));
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private static <T> T with(DataSource dataSource, Work<T> work) {
        String database = "";
        try (ReadingConnection reading = ReadingConnection.open(dataSource)) {
            database = String.valueOf(reading.connection().getCatalog());
            return work.on(reading.connection());
        } catch (SQLException e) {
            throw MySqlFailure.explain(e, database);
        }
    }
}
