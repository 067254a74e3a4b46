package dev.kafkalab.labs.content.work;

import dev.kafkalab.KafkaLabException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** MySQL does not answer. */
public final class DatabaseDownException extends KafkaLabException {
    private static final long serialVersionUID = 1L;

    /** The class of states of broken and refused connections. */
    private static final String CONNECTION = "08";

    private DatabaseDownException(String consequence, SQLException cause) {
        super(Reason.UNREACHABLE, "MySQL does not answer; " + consequence, cause);
    }

    /**
     * What a failure of MySQL is to whoever asked: that it is down, or that it refuses.
     *
     * @param consequence for whoever asked, such as {@code nothing was written}
     */
    public static KafkaLabException or(SQLException failure, String consequence) {
        if (failure instanceof SQLTransientConnectionException && failure.getCause() instanceof SQLException reason) {
            return or(reason, consequence); // a pool that got no connection
        }
        if (isDown(failure)) {
            return new DatabaseDownException(consequence, failure);
        }
        return new KafkaLabException(
                Reason.PRECONDITION,
                "MySQL refuses (" + failure.getErrorCode() + ": " + firstLine(failure) + "); " + consequence,
                failure);
    }

    private static boolean isDown(SQLException failure) {
        return failure instanceof SQLTransientConnectionException
                || failure.getSQLState() != null && failure.getSQLState().startsWith(CONNECTION);
    }

    private static String firstLine(SQLException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
