package dev.kafkalab.cdc;

/**
 * A table that one may not touch, read by the time of each row's last change and by its primary key.
 *
 * <p>What it gives: the last state of every row that is there, as {@code op: r}. What it cannot see: deletes, and states
 * between two looks. It misses no late commit if the database itself sets the time ({@code TIMESTAMP(6) DEFAULT
 * CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6)}); a relay says if that is not so ({@link RunningRelay#notices}).
 * After a restart the rows of the last moments may be sent again, in the same state or a later one. Where any of this will
 * not do, take {@link ChangeLog}.
 *
 * <p>The time needs an index, or each look reads the whole table. Immutable, thread-safe.
 */
public final class TablePoll implements CaptureSource {
    private final String table;
    private final String updatedAt;

    private TablePoll(String table, String updatedAt) {
        this.table = SqlName.check("table", table);
        this.updatedAt = SqlName.check("column", updatedAt);
    }

    /**
     * @param table with a primary key, in the database that connections are in
     * @param updatedAt TIMESTAMP or DATETIME, the time of the last change
     */
    public static TablePoll of(String table, String updatedAt) {
        return new TablePoll(table, updatedAt);
    }

    @Override
    public String table() {
        return table;
    }

    public String updatedAt() {
        return updatedAt;
    }

    /** A TIMESTAMP is shown in the session's zone, so it is read in one that no daylight saving bends. */
    String zone(TableDescription described) {
        return described.requireColumn(updatedAt).type().equals("timestamp")
                ? "/*+ SET_VAR(time_zone = '+00:00') */ "
                : "";
    }
}
