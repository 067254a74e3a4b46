package dev.kafkalab.labs.content.read;

import dev.kafkalab.labs.content.ResolvedPost;
import java.util.List;
import java.util.Optional;

/**
 * A post as a reader is shown it.
 *
 * @param post empty: there is none, or it may not be shown
 * @param without stores that did not answer, so that another one did
 */
public record PostAnswer(Optional<ResolvedPost> post, List<String> without) {
    public PostAnswer {
        without = List.copyOf(without);
    }
}
