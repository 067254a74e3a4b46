package dev.kafkalab.labs.content.inspect;

import dev.kafkalab.labs.content.InspectedPost;
import dev.kafkalab.labs.content.Post;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * Judges by the weights of terms, learned from the project's sample posts and a list of words for each category: a post does not fit if another category is much likelier
 * than its own. What none of its terms speaks against fits, and so does a post of a category that nothing was learned of. It
 * knows the three categories of the course, in English and Korean, and no irony; {@code OfflineJudgeTest} states how often it
 * is right. The same post is always judged the same. Immutable, thread-safe, asks nobody.
 */
public final class OfflineJudge implements PostJudge {
    /** How many times likelier another category must be, as a logarithm: about 20. */
    private static final double MUCH_LIKELIER = 3;

    private static final double OF_UNKNOWN_TERMS = 0.5;

    private final TermWeights weights;
    private final LongFunction<String> categoryNames;

    OfflineJudge(TermWeights weights, LongFunction<String> categoryNames) {
        this.weights = weights;
        this.categoryNames = categoryNames;
    }

    /**
     * Learns, within some tenths of a second.
     *
     * @param categoryNames for reasons, by id
     */
    public static OfflineJudge standard(LongFunction<String> categoryNames) {
        return new OfflineJudge(TermWeights.learn(LabelledPost.samples(), CategoryTerms.standard()), categoryNames);
    }

    @Override
    public String identity() {
        return "offline";
    }

    @Override
    public Judgement judge(Post post, String category) {
        List<String> tags = tags(post);
        if (!weights.knows(post.categoryId())) {
            return new Judgement(true, null, tags);
        }
        Map<Long, Double> scores = weights.scores(post.title(), post.content());
        double own = scores.getOrDefault(post.categoryId(), 0.0);
        Map.Entry<Long, Double> best = Collections.max(scores.entrySet(), Map.Entry.comparingByValue());
        if (best.getValue() - own <= MUCH_LIKELIER) {
            return new Judgement(true, null, tags);
        }
        String reason = "reads like %s rather than %s: %s"
                .formatted(
                        categoryNames.apply(best.getKey()), category, String.join(", ", telling(post, best.getKey())));
        return new Judgement(false, reason, tags);
    }

    /** The words that speak most for a category. */
    private List<String> telling(Post post, long categoryId) {
        return ranked(post, word -> weights.distinction(word, categoryId)).stream()
                .limit(3)
                .toList();
    }

    private List<String> tags(Post post) {
        return ranked(post, word -> Math.max(OF_UNKNOWN_TERMS, weights.distinction(word, post.categoryId()))).stream()
                .limit(InspectedPost.MOST_TAGS)
                .toList();
    }

    /** What a word is worth. */
    @FunctionalInterface
    private interface Worth {
        double of(String word);
    }

    /** Those worth most first, what comes often or in the title before others; of equals the earlier. */
    private static List<String> ranked(Post post, Worth worth) {
        Set<String> inTitle = new HashSet<>(Terms.words(post.title()));
        Map<String, Integer> counts = new HashMap<>();
        List<String> words = Terms.words(post.title() + "\n" + post.content());
        words.forEach(word -> counts.merge(word, 1, Integer::sum));
        return words.stream()
                .distinct()
                .filter(word -> !Terms.isVerb(word))
                .filter(word -> worth.of(word) > 0)
                .sorted(Comparator.comparingDouble(word ->
                        -worth.of(word) * Math.sqrt(counts.getOrDefault(word, 0)) * (inTitle.contains(word) ? 2 : 1)))
                .toList();
    }
}
