package dev.kafkalab.labs.content.api;

import dev.kafkalab.labs.content.ResolvedPost;
import java.time.Instant;

/** A line of a list. */
record PostInList(long id, String title, String userName, Instant createdAt) {
    static PostInList of(ResolvedPost post) {
        return new PostInList(post.id(), post.title(), post.userName(), post.createdAt());
    }
}
