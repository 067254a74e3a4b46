package dev.kafkalab.cdc;

import dev.kafkalab.KafkaLabException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads rows in the order of an auto-increment id, and those that were committed late when they come; {@link OpenGaps} says
 * for which it waits. Rows above an open gap are not held up: of one key nothing can be missing below a row that is seen.
 *
 * <p>One statement reads gaps and what lies above, so both are of one read view. Of one thread.
 */
final class IdReader implements PageReader {
    /** More are not watched at once; then nothing above is read until some are closed. */
    private static final int MOST_GAPS = 2_000;

    /** Also how many a glance reads; few, since all of them are in memory at once. */
    private static final int LEAST_ROWS = 8;

    private static final long CHECK_NANOS = 5_000_000_000L;

    private final TableDescription table;
    private final RowFormat format;
    private final MetadataLocks locks;
    private final PageSize size;
    private final OpenGaps gaps;
    private long read;
    private int rows;
    /** Whether the look before found nothing; then the next most likely finds next to nothing. */
    private boolean glance;

    private Optional<Long> end = Optional.empty();
    private String tableMade;
    private long checkedAt = System.nanoTime() - CHECK_NANOS;

    IdReader(TableDescription table, RowFormat format, PageSize size, Position.Ids start) {
        this.table = table;
        this.format = format;
        this.locks = new MetadataLocks(table.database(), table.name());
        this.size = size;
        this.gaps = new OpenGaps(start.open());
        this.read = start.read();
        this.tableMade = start.tableMade();
        this.rows = size.rows();
    }

    @Override
    public Page next(Connection connection) throws SQLException {
        check(connection);
        if (gaps.awaitRelease()) {
            Set<Holder> holders = locks.holders(connection);
            gaps.release(holders);
            gaps.heldBy(holders); // of gaps that the look before this one found
        }
        Rows found = read(connection);
        // From here on nothing is asked of the database: a failure would lose the rows that were read.
        gaps.found(found.ids, read, found.seenTo());
        if (!found.ids.isEmpty()) {
            read = Math.max(read, found.ids.get(found.ids.size() - 1));
        }
        fit(found);
        glance = found.ids.isEmpty();
        boolean caughtUp = end.filter(last -> last <= read).isPresent()
                && gaps.open().stream().noneMatch(gap -> gap.from() <= end.get());
        return new Page(found.captured, position(), found.cut, caughtUp);
    }

    private Position.Ids position() {
        return new Position.Ids(read, gaps.open(), tableMade);
    }

    /** Large rows make short pages, so that a page's memory is bounded. */
    private void fit(Rows found) {
        if (glance) {
            return;
        }
        if (found.bytes >= size.bytes()) {
            rows = Math.max(LEAST_ROWS, Math.min(rows, found.ids.size()));
        } else if (found.cut && found.bytes < size.bytes() / 2) {
            rows = Math.min(size.rows(), rows * 2);
        }
    }

    private Rows read(Connection connection) throws SQLException {
        boolean above = gaps.size() < MOST_GAPS;
        int most = glance ? LEAST_ROWS : rows;
        List<Gap> open = gaps.open();
        try (PreparedStatement select = connection.prepareStatement(
                sql(open.size(), above), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            if (!glance) {
                // Row by row, as Connector/J takes it: nobody knows how large they are. It costs two more statements.
                select.setFetchSize(Integer.MIN_VALUE);
            }
            int parameter = 1;
            for (Gap gap : open) {
                select.setLong(parameter++, gap.from());
                select.setLong(parameter++, gap.to());
            }
            if (!open.isEmpty()) {
                select.setInt(parameter++, most);
            }
            if (above) {
                select.setLong(parameter++, read);
                select.setInt(parameter, most);
            }
            Rows found = new Rows(most);
            try (ResultSet results = select.executeQuery()) {
                while (!found.cut && results.next()) {
                    found.add(results.getLong(1), format.read(results), size.bytes());
                }
            }
            return found;
        }
    }

    /** Gaps first, and what lies above only if no gap was cut short: within a key, order is the order of ids. */
    private String sql(int open, boolean above) {
        String select = "SELECT " + format.columns() + " FROM " + SqlName.quote(table.name()) + " WHERE ";
        List<String> parts = new ArrayList<>();
        if (open > 0) {
            parts.add("(" + select + "id BETWEEN ? AND ?" + " OR id BETWEEN ? AND ?".repeat(open - 1)
                    + " ORDER BY id LIMIT ?)");
        }
        if (above) {
            parts.add("(" + select + "id > ? ORDER BY id LIMIT ?)");
        }
        return String.join(" UNION ALL ", parts);
    }

    /** What would make reading by id wrong, looked at now and then. */
    private void check(Connection connection) throws SQLException {
        if (System.nanoTime() - checkedAt < CHECK_NANOS) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            locks.requireNoneLost(statement);
            requireSameTable(statement);
            if (end.isEmpty()) {
                end = Optional.of(highest(statement));
            }
        }
        checkedAt = System.nanoTime();
    }

    /** A table that was emptied or restored gives ids again that were read. */
    private void requireSameTable(Statement statement) throws SQLException {
        long next;
        String made;
        // Of a table that nobody has opened since the server was started, MySQL tells the last id as the next.
        statement
                .executeQuery("SELECT 1 FROM " + SqlName.quote(table.name()) + " LIMIT 0")
                .close();
        try (ResultSet row = statement.executeQuery(
                "SELECT AUTO_INCREMENT, CREATE_TIME FROM information_schema.TABLES WHERE TABLE_SCHEMA = %s AND TABLE_NAME = %s"
                        .formatted(SqlName.literal(table.database()), SqlName.literal(table.name())))) {
            next = row.next() && row.getLong(1) > 0 ? row.getLong(1) : 1;
            made = String.valueOf(row.getString(2));
        }
        boolean another = !tableMade.isEmpty() && !tableMade.equals(made);
        if (next <= read || another && hasReusedIds(statement, made)) {
            throw KafkaLabException.precondition(
                    "%s gives ids again that were read (next is %d, read are %d): it was emptied or restored; start with --from-position 0, or with the last id that is not wanted"
                            .formatted(table.fullName(), next, read));
        }
        tableMade = made;
    }

    /** An altered table is made anew too, but its old rows are older than that. */
    private boolean hasReusedIds(Statement statement, String made) throws SQLException {
        Optional<Column> time = table.column("created_at").or(() -> table.column("changed_at"));
        if (time.isEmpty()) {
            return false;
        }
        try (ResultSet found =
                statement.executeQuery("SELECT 1 FROM %s WHERE id <= %d AND %s > %s + INTERVAL 1 SECOND LIMIT 1"
                        .formatted(
                                SqlName.quote(table.name()),
                                position().settled(),
                                SqlName.quote(time.get().name()),
                                SqlName.literal(made)))) {
            return found.next();
        }
    }

    /** Of those that are committed. */
    private long highest(Statement statement) throws SQLException {
        try (ResultSet highest = statement.executeQuery("SELECT MAX(id) FROM " + SqlName.quote(table.name()))) {
            highest.next();
            return highest.getLong(1);
        }
    }

    private static final class Rows {
        private final int most;
        private final List<Long> ids = new ArrayList<>();
        private final List<Captured> captured = new ArrayList<>();
        private long bytes;
        private boolean cut;

        Rows(int most) {
            this.most = most;
        }

        void add(long id, Captured row, long mostBytes) {
            ids.add(id);
            captured.add(row);
            bytes += row.bytes();
            cut = ids.size() >= most || bytes >= mostBytes;
        }

        long seenTo() {
            return cut ? ids.get(ids.size() - 1) : Long.MAX_VALUE;
        }
    }
}
