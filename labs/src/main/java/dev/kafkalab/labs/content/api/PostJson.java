package dev.kafkalab.labs.content.api;

import dev.kafkalab.labs.content.Post;
import dev.kafkalab.labs.content.write.WrittenPost;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an author is answered: the post as it was written. */
record PostJson(
        long id,
        String title,
        String content,
        long userId,
        long categoryId,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt,
        long version) {
    static PostJson of(WrittenPost written) {
        Post post = written.post();
        return new PostJson(
                post.id(),
                post.title(),
                post.content(),
                post.userId(),
                post.categoryId(),
                post.createdAt(),
                post.updatedAt(),
                written.deletedAt().orElse(null),
                post.version());
    }
}
