package dev.kafkalab.labs.coupon.lab;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What MySQL had to do so far, by its own count ({@code SHOW GLOBAL STATUS}). What others do meanwhile counts too.
 *
 * @param statements that clients sent
 * @param lockWaits how many times a transaction waited for a row
 */
record DatabaseLoad(long statements, long lockWaits) {
    static DatabaseLoad now(Connection connection) throws SQLException {
        return new DatabaseLoad(status(connection, "Questions"), status(connection, "Innodb_row_lock_waits"));
    }

    DatabaseLoad since(DatabaseLoad before) {
        return new DatabaseLoad(statements - before.statements, lockWaits - before.lockWaits);
    }

    private static long status(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW GLOBAL STATUS LIKE '" + name + "'")) {
            row.next();
            return row.getLong(2);
        }
    }
}
