package dev.kafkalab.labs.content.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.kafkalab.labs.content.ContentJson;
import dev.kafkalab.labs.content.ContentNames;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Events of posts that are still in the outbox, for whoever wants to know when they were written. Thread-safe. */
public final class PostOutbox {
    private final DataSource database;
    private final String table;

    /** @param database gives connections; whoever made it closes it */
    public PostOutbox(DataSource database, ContentNames names) {
        this.database = database;
        this.table = ContentSchema.outbox(names).table();
    }

    /**
     * An event.
     *
     * @param version of the post
     * @param at when it was written, by the clock of MySQL
     */
    public record Entry(long id, long version, Instant at) {}

    /** Those of one post, in order. Looks through all there are, as no index is kept for it. */
    public List<Entry> of(long postId) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT id, payload, UNIX_TIMESTAMP(created_at) FROM " + table
                                + " WHERE aggregateid = ? ORDER BY id")) {
            select.setString(1, Long.toString(postId));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    entries.add(new Entry(rows.getLong(1), version(rows.getString(2)), moment(rows.getBigDecimal(3))));
                }
            }
        }
        return entries;
    }

    private static long version(String event) {
        try {
            return ContentJson.mapper().readTree(event).path("version").asLong();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event of the outbox is no JSON", e); // we wrote it
        }
    }

    private static Instant moment(BigDecimal seconds) {
        return Instant.ofEpochSecond(0, seconds.movePointRight(9).longValue());
    }
}
