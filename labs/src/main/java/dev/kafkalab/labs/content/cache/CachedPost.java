package dev.kafkalab.labs.content.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.kafkalab.KafkaLabException;
import dev.kafkalab.labs.content.ContentJson;
import dev.kafkalab.labs.content.ResolvedPost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the cache knows of a post: how readers are shown it, or that there is none. In Redis it is text: the version, a blank,
 * then the post as JSON, or nothing.
 *
 * @param version of the post, or of its deletion
 * @param json a {@link ResolvedPost}; empty: there is no such post (any more), or it may not be shown. Not to be changed
 */
public record CachedPost(long version, Optional<byte[]> json) {
    /** Of a post that was there. */
    public static CachedPost of(ResolvedPost post) {
        try {
            return new CachedPost(
                    post.version(), Optional.of(ContentJson.mapper().writeValueAsBytes(post)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // a record of plain values can be written
        }
    }

    /** Of one that is not there. @param version of its deletion; 0 if it never was */
    public static CachedPost gone(long version) {
        return new CachedPost(version, Optional.empty());
    }

    /** The post, read from its JSON. */
    public Optional<ResolvedPost> post() {
        return json.map(bytes -> {
            try {
                return ContentJson.mapper().readValue(bytes, ResolvedPost.class);
            } catch (IOException e) {
                throw new KafkaLabException(
                        KafkaLabException.Reason.PRECONDITION, "the cache holds something that is no post", e);
            }
        });
    }

    /** As Redis gave it. */
    static CachedPost parse(byte[] value) {
        int blank = 0;
        while (blank < value.length && value[blank] != ' ') {
            blank++;
        }
        long version = Long.parseLong(new String(value, 0, blank, StandardCharsets.US_ASCII));
        return blank + 1 >= value.length
                ? gone(version)
                : new CachedPost(version, Optional.of(Arrays.copyOfRange(value, blank + 1, value.length)));
    }

    byte[] bytes() {
        byte[] head = (version + " ").getBytes(StandardCharsets.US_ASCII);
        byte[] body = json.orElse(new byte[0]);
        byte[] value = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, value, head.length, body.length);
        return value;
    }
}
