package dev.kafkalab.cdc;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a table by the time of their last change. What is earlier than a time T is final once all who might
 * have written before T are gone: T is asked of the database, then who holds the table's metadata lock. Until then rows are
 * sent as they are seen, and when the window closes it is read again for those that came late.
 *
 * <p>Of one thread.
 */
final class TimeReader implements PageReader {
    /** Rows of a window that is not closed, remembered so as not to be sent twice; beyond that it waits for the end. */
    private static final int MOST_SEEN = 200_000;

    /** While it keeps up; few, since all of them are in memory at once. */
    private static final int LEAST_ROWS = 8;

    private static final long CLOCK_TOLERANCE_MICROS = 100_000;
    private static final String EARLIEST = "1000-01-01 00:00:00";

    private final TablePoll poll;
    private final TableDescription table;
    private final RowRecords records;
    private final MetadataLocks locks;
    private final PageSize size;
    private final String hint;
    private final int fraction;
    private final Map<String, Seen> seen = new HashMap<>();
    private String closed;
    private @Nullable Window window;
    private Optional<Cursor> ahead = Optional.empty();
    private Optional<String> end = Optional.empty();
    private @Nullable Clock clock;
    private boolean draining;

    /** A time T, and who could still write a row with an earlier one. */
    private record Window(String end, Set<Holder> holders, Optional<Cursor> reread) {}

    /** A state of a row that was sent: its time, and a digest of it. */
    private record Seen(String changedAt, UUID state) {}

    /** Behind which row reading goes on: time and primary key. */
    private record Cursor(String changedAt, List<String> key) {}

    /** What the database's clock and ours said at one moment. */
    private record Clock(String text, String slightlyBefore, long micros, long asked, long answered) {}

    TimeReader(TablePoll poll, TableDescription table, RowRecords records, PageSize size, Position.Time start) {
        this.poll = poll;
        this.table = table;
        this.records = records;
        this.locks = new MetadataLocks(table.database(), table.name());
        this.size = size;
        Column column = table.requireColumn(poll.updatedAt());
        this.hint = poll.zone(table);
        this.fraction = column.fraction();
        this.closed = start.closed();
    }

    @Override
    public Page next(Connection connection) throws SQLException {
        Clock now = now(connection);
        if (isSetBack(now)) {
            closed = closed.isEmpty() || closed.compareTo(now.slightlyBefore()) < 0 ? closed : now.slightlyBefore();
            window = null;
            ahead = Optional.empty();
        }
        clock = now;
        end = end.or(() -> Optional.of(now.text()));
        if (window == null) {
            window = new Window(now.text(), locks.holders(connection), Optional.empty());
        } else if (!window.holders().isEmpty()) {
            Set<Holder> holders = locks.holders(connection);
            if (window.holders().stream().noneMatch(holders::contains)) {
                window = new Window(window.end(), Set.of(), Optional.empty());
            }
        }
        return window.holders().isEmpty() ? reread(connection, window) : readAhead(connection);
    }

    private boolean isSetBack(Clock now) {
        return clock != null
                && now.micros() < clock.micros() + (now.asked() - clock.answered()) / 1_000 - CLOCK_TOLERANCE_MICROS;
    }

    /** All of the window; those not sent yet, or sent in another state, are sent. */
    private Page reread(Connection connection, Window closing) throws SQLException {
        Cursor from = closing.reread().orElse(new Cursor(closed.isEmpty() ? EARLIEST : closed, List.of()));
        Found found = read(connection, from, Optional.of(closing.end()));
        if (found.full) {
            window = new Window(closing.end(), Set.of(), Optional.of(found.last.orElseThrow()));
        } else {
            closed = closing.end();
            window = null;
            seen.values().removeIf(row -> row.changedAt().compareTo(closed) < 0);
        }
        return page(found);
    }

    private Page readAhead(Connection connection) throws SQLException {
        if (seen.size() >= MOST_SEEN) {
            return page(new Found());
        }
        Cursor from = ahead.orElse(new Cursor(closed.isEmpty() ? EARLIEST : closed, List.of()));
        Found found = read(connection, from, Optional.empty());
        seen.putAll(found.sent);
        ahead = found.last.or(() -> ahead);
        return page(found);
    }

    private Page page(Found found) {
        boolean caughtUp = end.filter(last -> !closed.isEmpty() && closed.compareTo(last) >= 0)
                .isPresent();
        return new Page(found.captured, new Position.Time(closed), found.full, caughtUp);
    }

    private Found read(Connection connection, Cursor from, Optional<String> before) throws SQLException {
        int most = draining ? size.rows() : LEAST_ROWS;
        String changedAt = SqlName.quote(poll.updatedAt());
        List<Column> key = table.primaryKey().stream().map(table::requireColumn).toList();
        String keys = joined(key, column -> SqlName.quote(column.name()));
        String sql = "SELECT " + hint + table.keyJson(table.name()) + ", " + table.json(table.name()) + ", CAST("
                + changedAt
                + " AS CHAR), CAST(UNIX_TIMESTAMP(" + changedAt + ") * 1000 AS SIGNED), "
                + joined(key, Column::text)
                + " FROM " + SqlName.quote(table.name()) + " WHERE " + changedAt + " >= ?"
                + (before.isPresent() ? " AND " + changedAt + " < ?" : "")
                + (from.key().isEmpty()
                        ? ""
                        : " AND (" + changedAt + " > ? OR (" + keys + ") > (" + joined(key, Column::parameter) + "))")
                + " ORDER BY " + changedAt + ", " + keys + " LIMIT " + most;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            if (draining) {
                select.setFetchSize(Integer.MIN_VALUE); // as IdReader does
            }
            int parameter = 1;
            select.setString(parameter++, from.changedAt());
            if (before.isPresent()) {
                select.setString(parameter++, before.get());
            }
            if (!from.key().isEmpty()) {
                select.setString(parameter++, from.changedAt());
                for (String column : from.key()) {
                    select.setString(parameter++, column);
                }
            }
            Found found = new Found();
            try (ResultSet results = select.executeQuery()) {
                while (!found.full && results.next()) {
                    add(found, results, most);
                }
            }
            draining = found.full;
            return found;
        }
    }

    private static String joined(List<Column> columns, Function<Column, String> expression) {
        return columns.stream().map(expression).collect(Collectors.joining(", "));
    }

    private void add(Found found, ResultSet row, int most) throws SQLException {
        String key = row.getString(1);
        String image = row.getString(2);
        String changedAt = row.getString(3);
        long millis = row.getLong(4);
        List<String> cursor = new ArrayList<>();
        for (int column = 5; column < 5 + table.primaryKey().size(); column++) {
            cursor.add(row.getString(column));
        }
        found.last = Optional.of(new Cursor(changedAt, cursor));
        found.rows++;
        found.bytes += image.length();
        found.full = found.rows >= most || found.bytes >= size.bytes();
        Seen state = new Seen(changedAt, UUID.nameUUIDFromBytes(image.getBytes(StandardCharsets.UTF_8)));
        if (state.equals(seen.get(key))) {
            return;
        }
        found.sent.put(key, state);
        found.captured.add(new Captured(
                table.fullName() + " " + key,
                millis,
                records.of(new RowRecords.Change(table.name(), "r", key, null, null, image, millis, millis)),
                image.length() * 2));
    }

    private Clock now(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long asked = System.nanoTime();
            try (ResultSet now = statement.executeQuery(
                    "SELECT %1$sCAST(NOW(%2$d) AS CHAR), CAST(NOW(%2$d) - INTERVAL 1 SECOND AS CHAR), CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS SIGNED)"
                            .formatted(hint, fraction))) {
                now.next();
                return new Clock(now.getString(1), now.getString(2), now.getLong(3), asked, System.nanoTime());
            }
        }
    }

    private static final class Found {
        private final List<Captured> captured = new ArrayList<>();
        private final Map<String, Seen> sent = new HashMap<>();
        private Optional<Cursor> last = Optional.empty();
        private int rows;
        private long bytes;
        private boolean full;
    }
}
