package dev.kafkalab.labs.content;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/** A post with the names that its numbers stand for: what a reader is shown. */
public record ResolvedPost(
        long id,
        String title,
        String content,
        long userId,
        String userName,
        long categoryId,
        String categoryName,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    /** Whether it was changed since it was written. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public boolean updated() {
        return version > 1;
    }

    public static ResolvedPost of(Post post, String userName, String categoryName) {
        return new ResolvedPost(
                post.id(),
                post.title(),
                post.content(),
                post.userId(),
                userName,
                post.categoryId(),
                categoryName,
                post.createdAt(),
                post.updatedAt(),
                post.version());
    }
}
