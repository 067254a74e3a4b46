package dev.kafkalab.labs.content.cache;

import dev.kafkalab.labs.content.Post;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/** Where posts come from that the cache does not know: MySQL. Thread-safe. */
@FunctionalInterface
public interface PostSource {
    /**
     * A row of a post.
     *
     * @param deleted whether its author deleted it
     */
    record Row(Post post, boolean deleted) {}

    /** By id; without those that never were. */
    Map<Long, Row> rows(Collection<Long> ids) throws SQLException;
}
