package dev.kafkalab.cdc;

import java.sql.Connection;
import java.sql.SQLException;

/** Reads a source, page after page. Of one thread. */
interface PageReader {
    /**
     * The next page, empty if there is nothing new.
     *
     * @param connection in auto-commit, reading what is committed; it may be another each time, and is closed by the caller
     * @throws SQLException what the database says; then the same page may be asked for again
     */
    Page next(Connection connection) throws SQLException;
}
