package dev.kafkalab.labs.content.write;

import dev.kafkalab.cdc.Outbox;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.metadata.MetadataTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * The platform's tables in MySQL: posts, the outbox of their events, users, categories, follows, with the course's rows of the
 * last three. Immutable.
 */
public final class ContentSchema {
    private static final List<String> TABLES = List.of("user", "category", "follow", "post", "post_outbox");

    private final ContentNames names;

    public ContentSchema(ContentNames names) {
        this.names = names;
    }

    /** The outbox of posts' events. */
    public static Outbox outbox(ContentNames names) {
        return Outbox.table(names.table("post_outbox"));
    }

    /** Makes what is missing. Again and again, and by several at once, changes nothing; asks little when all is there. */
    public void ensure(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (isThere(connection)) {
                return;
            }
            MetadataTables metadata = new MetadataTables(names);
            metadata.create(connection);
            try (Statement statement = connection.createStatement()) {
                statement.execute(PostTable.ddl(names));
                statement.execute(outbox(names).ddl());
            }
            connection.setAutoCommit(false);
            metadata.seed(connection);
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    /** All tables, and the rows that are written last. */
    private boolean isThere(Connection connection) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement(
                "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name IN (?"
                        + ", ?".repeat(TABLES.size() - 1) + ")")) {
            for (int i = 0; i < TABLES.size(); i++) {
                count.setString(i + 1, names.table(TABLES.get(i)));
            }
            try (ResultSet tables = count.executeQuery()) {
                tables.next();
                if (tables.getInt(1) < TABLES.size()) {
                    return false;
                }
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet seeded = statement.executeQuery("SELECT 1 FROM " + names.table("follow") + " LIMIT 1")) {
            return seeded.next();
        }
    }

    /** Takes all of it away, posts included. */
    public void drop(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute("DROP TABLE IF EXISTS " + names.table(table));
            }
        }
    }
}
