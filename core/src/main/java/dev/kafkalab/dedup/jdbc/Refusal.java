package dev.kafkalab.dedup.jdbc;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Set;

/** Why a database refused to insert a row, as far as SQLState says; no driver is known here. */
enum Refusal {
    /** Class 23, integrity constraint violation: the row is there, or some other constraint. */
    CONSTRAINT,
    /** Class 40, transaction rollback: given up in favour of another, it may begin again at once. */
    DEADLOCK,
    /** Waited for another transaction for as long as the database allows. */
    LOCKED,
    OTHER;

    /** MySQL says 1205 with a SQLState that says nothing; PostgreSQL and H2 have states of their own. */
    private static final int MYSQL_LOCK_WAIT_TIMEOUT = 1205;

    private static final Set<String> LOCK_WAIT_TIMEOUT = Set.of("55P03", "HYT00");

    static Refusal of(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (state.startsWith("23")) {
            return CONSTRAINT;
        }
        if (failure.getErrorCode() == MYSQL_LOCK_WAIT_TIMEOUT
                || LOCK_WAIT_TIMEOUT.contains(state)
                || failure instanceof SQLTimeoutException) {
            return LOCKED;
        }
        return state.startsWith("40") ? DEADLOCK : OTHER;
    }
}
