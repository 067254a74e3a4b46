package dev.kafkalab.labs.content.write;

import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.Post;
import dev.kafkalab.labs.content.cache.PostSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The posts in MySQL: one row each, in its last version; what was deleted stays as a row that says so. Moments are in UTC.
 * Thread-safe.
 */
public final class PostTable implements PostSource {
    private static final String COLUMNS =
            "id, title, content, user_id, category_id, created_at, updated_at, deleted_at, version";

    private final DataSource database;
    private final String table;

    /** @param database gives connections; whoever made it closes it */
    public PostTable(DataSource database, ContentNames names) {
        this.database = database;
        this.table = names.table("post");
    }

    static String ddl(ContentNames names) {
        return """
                CREATE TABLE IF NOT EXISTS %s (
                  id          BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
                  title       VARCHAR(%d)  NOT NULL,
                  content     MEDIUMTEXT   NOT NULL,
                  user_id     BIGINT       NOT NULL,
                  category_id BIGINT       NOT NULL,
                  created_at  DATETIME(3)  NOT NULL,
                  updated_at  DATETIME(3)  NOT NULL,
                  deleted_at  DATETIME(3),
                  version     BIGINT       NOT NULL
                ) CHARACTER SET utf8mb4""".formatted(names.table("post"), Post.LONGEST_TITLE);
    }

    @Override
    public Map<Long, Row> rows(Collection<Long> ids) throws SQLException {
        Map<Long, Row> rows = new HashMap<>();
        if (ids.isEmpty()) {
            return rows;
        }
        String places = "?" + ", ?".repeat(ids.size() - 1);
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT " + COLUMNS + " FROM " + table + " WHERE id IN (" + places + ")")) {
            int place = 0;
            for (long id : ids) {
                select.setLong(++place, id);
            }
            for (WrittenPost written : posts(select)) {
                rows.put(written.post().id(), new Row(written.post(), written.deleted()));
            }
        }
        return rows;
    }

    /** As it stands now. */
    public Optional<WrittenPost> find(long id) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return find(connection, id, "");
        }
    }

    /**
     * A part of all posts, deleted ones included, by their ids.
     *
     * @param after posts with greater ids alone; 0 for the first part
     * @param most how many at most; fewer come only at the end
     * @return in ascending order
     */
    public List<WrittenPost> after(long after, int most) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT " + COLUMNS + " FROM " + table + " WHERE id > ? ORDER BY id LIMIT ?")) {
            select.setLong(1, after);
            select.setInt(2, most);
            return posts(select);
        }
    }

    /** Nobody else changes it until the transaction of the connection has ended. */
    Optional<WrittenPost> lock(Connection connection, long id) throws SQLException {
        return find(connection, id, " FOR UPDATE");
    }

    private Optional<WrittenPost> find(Connection connection, long id, String how) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM " + table + " WHERE id = ?" + how)) {
            select.setLong(1, id);
            return posts(select).stream().findFirst();
        }
    }

    /** @return the first version of it, with its id */
    Post insert(Connection connection, ValidPost post, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + table + " (title, content, user_id, category_id, created_at, updated_at, version)"
                        + " VALUES (?, ?, ?, ?, ?, ?, 1)",
                Statement.RETURN_GENERATED_KEYS)) {
            ValidPost.Text text = post.text();
            insert.setString(1, text.title());
            insert.setString(2, text.content());
            insert.setLong(3, post.userId());
            insert.setLong(4, text.categoryId());
            insert.setObject(5, utc(now));
            insert.setObject(6, utc(now));
            insert.executeUpdate();
            try (ResultSet keys = insert.getGeneratedKeys()) {
                keys.next();
                return new Post(
                        keys.getLong(1), text.title(), text.content(), post.userId(), text.categoryId(), now, now, 1);
            }
        }
    }

    void update(Connection connection, WrittenPost to) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE " + table
                + " SET title = ?, content = ?, category_id = ?, updated_at = ?, deleted_at = ?, version = ?"
                + " WHERE id = ?")) {
            Post post = to.post();
            update.setString(1, post.title());
            update.setString(2, post.content());
            update.setLong(3, post.categoryId());
            update.setObject(4, utc(post.updatedAt()));
            if (to.deletedAt().isPresent()) {
                update.setObject(5, utc(to.deletedAt().get()));
            } else {
                update.setNull(5, Types.TIMESTAMP);
            }
            update.setLong(6, post.version());
            update.setLong(7, post.id());
            update.executeUpdate();
        }
    }

    private static List<WrittenPost> posts(PreparedStatement select) throws SQLException {
        List<WrittenPost> posts = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Post post = new Post(
                        row.getLong("id"),
                        row.getString("title"),
                        row.getString("content"),
                        row.getLong("user_id"),
                        row.getLong("category_id"),
                        moment(row, "created_at").orElseThrow(),
                        moment(row, "updated_at").orElseThrow(),
                        row.getLong("version"));
                posts.add(new WrittenPost(post, moment(row, "deleted_at")));
            }
        }
        return posts;
    }

    private static LocalDateTime utc(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDateTime.class))
                .map(utc -> utc.toInstant(ZoneOffset.UTC));
    }
}
