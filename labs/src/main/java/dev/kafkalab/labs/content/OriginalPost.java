package dev.kafkalab.labs.content;

import dev.kafkalab.KafkaLabException;
import org.jspecify.annotations.Nullable;

/**
 * What the write side tells of a post: an event of topic {@code post.original}, keyed by the post's id.
 *
 * @param version of the post after it; of one post, each event has a greater one
 * @param payload the post after it; null if it is deleted
 */
public record OriginalPost(
        long id,
        Operation operationType,
        long version,
        @Nullable Post payload) {
    public OriginalPost {
        if ((payload == null) != (operationType == Operation.DELETE)) {
            throw KafkaLabException.usage("payload of a " + operationType + " of post " + id + " is "
                    + (payload == null ? "missing" : "there") + "; it must be there unless the post is deleted");
        }
        if (payload != null && (payload.id() != id || payload.version() != version)) {
            throw KafkaLabException.usage("payload of version %d of post %d is version %d of post %d"
                    .formatted(version, id, payload.version(), payload.id()));
        }
    }

    /** @param operation not {@link Operation#DELETE} */
    public static OriginalPost of(Operation operation, Post post) {
        return new OriginalPost(post.id(), operation, post.version(), post);
    }

    /** @param version which the deletion is */
    public static OriginalPost deleted(long id, long version) {
        return new OriginalPost(id, Operation.DELETE, version, null);
    }
}
