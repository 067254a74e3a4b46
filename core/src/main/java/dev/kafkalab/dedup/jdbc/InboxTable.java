package dev.kafkalab.dedup.jdbc;

import dev.kafkalab.dedup.DeliveryId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The SQL of one inbox table. */
final class InboxTable {
    static final int PRUNED_AT_ONCE = 500;

    private static final Pattern NAME = Pattern.compile("(\\w{1,63}\\.)?[A-Za-z_]\\w{0,62}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final int SHOWN = 255;

    private final String name;

    InboxTable(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("inbox table is '" + name
                    + "'; it must be a name of letters, digits and underscores, at most 63, with a schema and a dot before it"
                    + " if need be");
        }
        this.name = name;
    }

    /**
     * The key is a hash: ids of any length fit, and no collation takes two of them for one ({@code A} and {@code a}). The id
     * itself is there to be looked at. The unique constraint is an index to prune by, in standard SQL.
     */
    String ddl() {
        return """
                CREATE TABLE IF NOT EXISTS %s (
                  id_hash        CHAR(64)     NOT NULL,
                  consumer_group VARCHAR(255) NOT NULL,
                  id             VARCHAR(255) NOT NULL,
                  handled_at     BIGINT       NOT NULL,
                  PRIMARY KEY (id_hash),
                  UNIQUE (handled_at, id_hash)
                )""".formatted(name);
    }

    void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(ddl());
        }
    }

    void insert(Connection connection, DeliveryId id, long millis) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + name + " (id_hash, consumer_group, id, handled_at) VALUES (?, ?, ?, ?)")) {
            insert.setString(1, hash(id));
            insert.setString(2, shown(id.group()));
            insert.setString(3, shown(id.id()));
            insert.setLong(4, millis);
            insert.executeUpdate();
        }
    }

    boolean holds(Connection connection, DeliveryId id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT 1 FROM " + name + " WHERE id_hash = ?")) {
            select.setString(1, hash(id));
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    /**
     * Deletes by key what was found without a lock: a delete by time alone locks the gap where new rows go.
     *
     * @return how many were found, at most {@link #PRUNED_AT_ONCE}
     */
    int prune(Connection connection, long before) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT id_hash FROM " + name + " WHERE handled_at < ?");
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM " + name + " WHERE id_hash = ? AND handled_at < ?")) {
            select.setMaxRows(PRUNED_AT_ONCE);
            select.setLong(1, before);
            int found = 0;
            try (ResultSet rows = select.executeQuery()) {
                for (; rows.next(); found++) {
                    delete.setString(1, rows.getString(1));
                    delete.setLong(2, before);
                    delete.addBatch();
                }
            }
            delete.executeBatch();
            return found;
        }
    }

    /** Cut, and without control characters, which some databases refuse in text. */
    private static String shown(String text) {
        String cut = text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN));
        return CONTROL.matcher(cut).replaceAll("?");
    }

    /** SHA-256 of group and id in hexadecimal. */
    private static String hash(DeliveryId id) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] group = id.group().getBytes(StandardCharsets.UTF_8);
            digest.update(group);
            digest.update((byte) 0xff); // no byte of UTF-8: nothing of the group can be taken for the id
            digest.update(id.id().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
