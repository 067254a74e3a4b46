package dev.kafkalab.labs.content;

import dev.kafkalab.KafkaLabException;
import java.time.Instant;

/**
 * A post as its author wrote it.
 *
 * @param title 1 to {@value #LONGEST_TITLE} characters (code points), not blank
 * @param createdAt to the millisecond
 * @param updatedAt to the millisecond
 * @param version 1 when it is created, one more with each change, a deletion included
 */
public record Post(
        long id,
        String title,
        String content,
        long userId,
        long categoryId,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    /** {@value} */
    public static final int LONGEST_TITLE = 100;

    public Post {
        if (id < 1) {
            throw KafkaLabException.usage("id of a post is " + id + "; it must be 1 or more");
        }
        if (title.isBlank() || title.codePointCount(0, title.length()) > LONGEST_TITLE) {
            throw KafkaLabException.usage("title of post " + id + " has " + title.codePointCount(0, title.length())
                    + " characters; it must have 1 to " + LONGEST_TITLE);
        }
        if (version < 1) {
            throw KafkaLabException.usage("version of post " + id + " is " + version + "; it must be 1 or more");
        }
    }
}
