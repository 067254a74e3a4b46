package dev.kafkalab.labs.content.inspect;

import dev.kafkalab.labs.content.InspectedPost;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about a post.
 *
 * @param reason why it does not fit, in a few words; null if it does
 * @param tags what it is about: small letters, each once, at most {@value InspectedPost#MOST_TAGS}; what is more is left out
 */
public record Judgement(boolean fits, @Nullable String reason, List<String> tags) {
    private static final int LONGEST_TAG = 40;
    private static final int LONGEST_REASON = 300;

    public Judgement {
        if (fits == (reason != null)) {
            throw new IllegalArgumentException(
                    fits ? "a post that fits has no reason why not" : "a post that does not fit needs a reason");
        }
        if (reason != null && reason.length() > LONGEST_REASON) {
            reason = reason.substring(0, LONGEST_REASON - 1) + "…";
        }
        tags = tags.stream()
                .map(tag -> tag.strip().toLowerCase(Locale.ROOT))
                .filter(tag -> !tag.isEmpty() && tag.length() <= LONGEST_TAG)
                .distinct()
                .limit(InspectedPost.MOST_TAGS)
                .toList();
    }
}
