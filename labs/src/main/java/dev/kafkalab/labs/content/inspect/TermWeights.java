package dev.kafkalab.labs.content.inspect;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How much each term speaks for each category: the logarithms of a multinomial naive Bayes model with a small count added to
 * each (Manning, Raghavan, Schütze, "Introduction to Information Retrieval", chapter 13). A term counts once for a text,
 * twice if it is in the title, however often it comes: so a long text is no surer than a short one that says as much.
 * Immutable.
 */
final class TermWeights {
    private static final double SMOOTHING = 0.2;
    /** Terms of a single text say more about its author than about its category. */
    private static final int FEWEST_TEXTS = 2;
    /** In how many texts one would have to meet a word to know as much as whoever named it. */
    private static final int TEXTS_OF_A_NAMED_TERM = 3;

    private final List<Long> categories;
    private final Map<String, double[]> logs;

    private TermWeights(List<Long> categories, Map<String, double[]> logs) {
        this.categories = categories;
        this.logs = logs;
    }

    /** @param named terms that are known to speak for a category, by category */
    static TermWeights learn(Collection<LabelledPost> posts, Map<Long, Set<String>> named) {
        Map<Long, Map<String, Integer>> counts = new TreeMap<>();
        Map<String, Integer> texts = new HashMap<>();
        for (LabelledPost post : posts) {
            Map<String, Integer> ofCategory = counts.computeIfAbsent(post.categoryId(), absent -> new HashMap<>());
            for (String term : distinct(post.title(), post.content())) {
                ofCategory.merge(term, 1, Integer::sum);
                texts.merge(term, 1, Integer::sum);
            }
        }
        named.forEach((category, terms) -> {
            Map<String, Integer> ofCategory = counts.computeIfAbsent(category, absent -> new HashMap<>());
            for (String term : terms) {
                ofCategory.merge(term, TEXTS_OF_A_NAMED_TERM, Integer::sum);
                texts.merge(term, TEXTS_OF_A_NAMED_TERM, Integer::sum);
            }
        });
        texts.values().removeIf(count -> count < FEWEST_TEXTS);
        List<Long> categories = List.copyOf(counts.keySet());
        double[] totals = new double[categories.size()];
        for (int i = 0; i < totals.length; i++) {
            Map<String, Integer> ofCategory = counts.getOrDefault(categories.get(i), Map.of());
            totals[i] = texts.keySet().stream()
                    .mapToDouble(term -> ofCategory.getOrDefault(term, 0) + SMOOTHING)
                    .sum();
        }
        Map<String, double[]> logs = new HashMap<>();
        for (String term : texts.keySet()) {
            double[] log = new double[totals.length];
            for (int i = 0; i < log.length; i++) {
                int count = counts.getOrDefault(categories.get(i), Map.of()).getOrDefault(term, 0);
                log[i] = Math.log((count + SMOOTHING) / totals[i]);
            }
            logs.put(term, log);
        }
        return new TermWeights(categories, logs);
    }

    private static Set<String> distinct(String title, String content) {
        Set<String> terms = new HashSet<>(Terms.features(title));
        terms.addAll(Terms.features(content));
        return terms;
    }

    boolean knows(long categoryId) {
        return categories.contains(categoryId);
    }

    /** The logarithm of how likely each category is, up to a constant: all 0 for a text of which no term is known. */
    Map<Long, Double> scores(String title, String content) {
        double[] sums = new double[categories.size()];
        Set<String> inTitle = new HashSet<>(Terms.features(title));
        for (String term : distinct(title, content)) {
            double[] log = logs.get(term);
            if (log != null) {
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += log[i] * (inTitle.contains(term) ? 2 : 1);
                }
            }
        }
        Map<Long, Double> scores = new TreeMap<>();
        for (int i = 0; i < sums.length; i++) {
            scores.put(categories.get(i), sums[i]);
        }
        return scores;
    }

    /** How much a term tells one category from the rest; 0 if it says nothing, or is not known. */
    double distinction(String term, long categoryId) {
        double[] log = logs.get(term);
        int category = categories.indexOf(categoryId);
        if (log == null || category < 0) {
            return 0;
        }
        double others = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < log.length; i++) {
            if (i != category) {
                others = Math.max(others, log[i]);
            }
        }
        return Math.max(0, log[category] - others);
    }
}
