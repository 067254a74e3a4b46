package dev.kafkalab.cdc;

import dev.kafkalab.KafkaLabException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * How far a relay is behind, asked of database and brokers, whether or not it runs.
 *
 * @param position up to where all is sent, as {@link RelayStatus#position} shows it
 * @param openGaps ranges of ids below the position that were missing
 * @param rows committed rows that are not sent yet
 * @param age since the oldest of them was written, by the database's clock; zero if there is none
 */
public record CaptureLag(String relay, String source, String position, int openGaps, long rows, Duration age) {
    /** Looks once at a relay that has the standard name. */
    public static CaptureLag look(
            Map<String, Object> kafka, String positionTopic, DataSource dataSource, CaptureSource source) {
        return look(kafka, positionTopic, dataSource, source, RelayBuilder.standardName(dataSource, source));
    }

    /**
     * Looks once.
     *
     * @param kafka how the cluster is reached
     * @param relay the relay's name
     * @throws KafkaLabException if the table does not exist, or the database does not answer
     */
    public static CaptureLag look(
            Map<String, Object> kafka,
            String positionTopic,
            DataSource dataSource,
            CaptureSource source,
            String relay) {
        Optional<Position> stored = stored(kafka, positionTopic, relay);
        String database = "";
        try (Connection connection = dataSource.getConnection()) {
            database = String.valueOf(connection.getCatalog());
            TableDescription table = TableDescription.of(connection, source.table());
            if (source instanceof TablePoll poll) {
                Position at = stored.orElse(Position.Time.BEGINNING);
                return of(connection, table, poll, relay, requireKind(Position.Time.class, at, relay));
            }
            Position at = stored.orElse(Position.Ids.BEGINNING);
            return of(connection, table, relay, requireKind(Position.Ids.class, at, relay));
        } catch (SQLException e) {
            throw MySqlFailure.explain(e, database);
        }
    }

    private static <P extends Position> P requireKind(Class<P> kind, Position position, String relay) {
        if (!kind.isInstance(position)) {
            throw KafkaLabException.precondition(
                    "relay '" + relay + "' was used for another kind of source; name the relay of this one");
        }
        return kind.cast(position);
    }

    private static Optional<Position> stored(Map<String, Object> kafka, String topic, String relay) {
        PositionTopic positions = new PositionTopic(topic, new HashMap<>(kafka));
        return positions.exists() ? positions.last(relay).map(StoredPosition::position) : Optional.empty();
    }

    private static CaptureLag of(Connection connection, TableDescription table, String relay, Position.Ids at)
            throws SQLException {
        String time = table.column("created_at").isPresent() ? "created_at" : "changed_at";
        String oldest = table.column(time).isPresent() ? "MIN(" + time + ")" : "NOW(6)";
        String below = at.open().stream()
                .map(gap -> " OR id BETWEEN " + gap.from() + " AND " + gap.to())
                .reduce("", String::concat);
        String sql = "SELECT COUNT(*), TIMESTAMPDIFF(MICROSECOND, " + oldest + ", NOW(6)) FROM "
                + SqlName.quote(table.name()) + " WHERE id > " + at.read() + below;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            return lag(select, relay, table, at.shown(), at.open().size());
        }
    }

    private static CaptureLag of(
            Connection connection, TableDescription table, TablePoll poll, String relay, Position.Time at)
            throws SQLException {
        String time = SqlName.quote(table.requireColumn(poll.updatedAt()).name());
        String sql =
                "SELECT " + poll.zone(table) + "COUNT(*), TIMESTAMPDIFF(MICROSECOND, MIN(" + time + "), NOW(6)) FROM "
                        + SqlName.quote(table.name()) + (at.closed().isEmpty() ? "" : " WHERE " + time + " >= ?");
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            if (!at.closed().isEmpty()) {
                select.setString(1, at.closed());
            }
            return lag(select, relay, table, at.shown(), 0);
        }
    }

    private static CaptureLag lag(
            PreparedStatement select, String relay, TableDescription table, String position, int gaps)
            throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            row.next();
            long rows = row.getLong(1);
            long micros =
                    rows == 0 ? 0 : Math.max(0, row.getLong(2)); // a clock that was set back makes no negative age
            return new CaptureLag(relay, table.fullName(), position, gaps, rows, Duration.ofNanos(micros * 1_000));
        }
    }
}
