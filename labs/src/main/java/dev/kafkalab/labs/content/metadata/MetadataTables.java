package dev.kafkalab.labs.content.metadata;

import dev.kafkalab.labs.content.ContentNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables of users, categories and follows, with the course's: users 1 to {@value #USERS} called {@code user1} and so on,
 * the categories IT, Travel and Health, and who follows whom. Everybody follows user 1 and three others.
 */
public final class MetadataTables {
    /** {@value} */
    public static final int USERS = 30;

    /** In the order of their ids, from 1. */
    public static final List<String> CATEGORIES = List.of("IT", "Travel", "Health");

    private static final List<Integer> FOLLOWED_BEHIND = List.of(1, 4, 12);

    private final String users;
    private final String categories;
    private final String follows;

    public MetadataTables(ContentNames names) {
        this.users = names.table("user");
        this.categories = names.table("category");
        this.follows = names.table("follow");
    }

    /** Makes tables that are not there. */
    public void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : List.of(users, categories)) {
                statement.execute("""
                        CREATE TABLE IF NOT EXISTS %s (
                          id   BIGINT      NOT NULL PRIMARY KEY,
                          name VARCHAR(50) NOT NULL
                        ) CHARACTER SET utf8mb4""".formatted(table));
            }
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS %s (
                      user_id     BIGINT NOT NULL,
                      follower_id BIGINT NOT NULL,
                      PRIMARY KEY (user_id, follower_id),
                      KEY (follower_id)
                    )""".formatted(follows));
        }
    }

    /** Writes the course's rows where they are missing; in the transaction of the connection. */
    public void seed(Connection connection) throws SQLException {
        try (PreparedStatement user = connection.prepareStatement(insert(users));
                PreparedStatement category = connection.prepareStatement(insert(categories));
                PreparedStatement follow = connection.prepareStatement(insert(follows))) {
            for (int id = 1; id <= USERS; id++) {
                add(user, id, "user" + id);
                if (id != 1) {
                    add(follow, 1, id);
                }
                for (int behind : FOLLOWED_BEHIND) {
                    add(follow, followed(id, behind), id);
                }
            }
            for (int id = 1; id <= CATEGORIES.size(); id++) {
                add(category, id, CATEGORIES.get(id - 1));
            }
            user.executeBatch();
            category.executeBatch();
            follow.executeBatch();
        }
    }

    /** Of the users in a circle, the one that many places behind. */
    private static int followed(int follower, int behind) {
        return (follower - 1 + behind) % USERS + 1;
    }

    private static String insert(String table) {
        return "INSERT IGNORE INTO " + table + " VALUES (?, ?)";
    }

    private static void add(PreparedStatement insert, int id, Object value) throws SQLException {
        insert.setInt(1, id);
        insert.setObject(2, value);
        insert.addBatch();
    }
}
