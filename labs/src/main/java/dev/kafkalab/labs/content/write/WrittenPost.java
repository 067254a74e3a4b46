package dev.kafkalab.labs.content.write;

import dev.kafkalab.labs.content.Post;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of the table of posts.
 *
 * @param deletedAt when its author deleted it; a deletion is a version of its own
 */
public record WrittenPost(Post post, Optional<Instant> deletedAt) {
    public boolean deleted() {
        return deletedAt.isPresent();
    }
}
