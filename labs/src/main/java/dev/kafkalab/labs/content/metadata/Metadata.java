package dev.kafkalab.labs.content.metadata;

import dev.kafkalab.labs.content.ContentNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * Users, categories and follows, which MySQL holds. Names of users and categories never change, so each that was found is
 * remembered; follows are asked for each time. Thread-safe.
 */
public final class Metadata {
    private static final int MOST_REMEMBERED = 100_000;

    private final DataSource database;
    private final String userTable;
    private final String categoryTable;
    private final String followTable;
    private final Map<Long, String> users = new ConcurrentHashMap<>();
    private final Map<Long, String> categories = new ConcurrentHashMap<>();

    /** @param database gives connections; whoever made it closes it */
    public Metadata(DataSource database, ContentNames names) {
        this.database = database;
        this.userTable = names.table("user");
        this.categoryTable = names.table("category");
        this.followTable = names.table("follow");
    }

    /** Empty if there is no such user. */
    public Optional<String> userName(long userId) throws SQLException {
        return name(users, userTable, userId);
    }

    /** Empty if there is no such category. */
    public Optional<String> categoryName(long categoryId) throws SQLException {
        return name(categories, categoryTable, categoryId);
    }

    private Optional<String> name(Map<Long, String> known, String table, long id) throws SQLException {
        String name = known.get(id);
        if (name != null) {
            return Optional.of(name);
        }
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT name FROM " + table + " WHERE id = ?")) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                if (known.size() < MOST_REMEMBERED) {
                    known.put(id, row.getString(1));
                }
                return Optional.of(row.getString(1));
            }
        }
    }

    /**
     * A part of a user's followers, by their ids.
     *
     * @param after followers with greater ids alone; 0 for the first part
     * @param most how many at most; fewer come only at the end
     * @return in ascending order
     */
    public List<Long> followers(long userId, long after, int most) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT follower_id FROM " + followTable
                        + " WHERE user_id = ? AND follower_id > ? ORDER BY follower_id LIMIT ?")) {
            select.setLong(1, userId);
            select.setLong(2, after);
            select.setInt(3, most);
            List<Long> followers = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    followers.add(rows.getLong(1));
                }
            }
            return followers;
        }
    }
}
