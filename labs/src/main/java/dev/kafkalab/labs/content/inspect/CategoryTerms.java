package dev.kafkalab.labs.content.inspect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Words that people who know a category would look for in it, as {@code category-terms.tsv} beside this class has them. */
final class CategoryTerms {
    private static final String RESOURCE = "category-terms.tsv";

    private CategoryTerms() {}

    /** By category. */
    static Map<Long, Set<String>> standard() {
        Map<Long, Set<String>> terms = new HashMap<>();
        try (InputStream file = Objects.requireNonNull(CategoryTerms.class.getResourceAsStream(RESOURCE), RESOURCE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (String line : reader.lines().toList()) {
                String[] columns = line.split("\t");
                terms.computeIfAbsent(Long.parseLong(columns[0]), absent -> new HashSet<>())
                        .addAll(Terms.features(columns[1]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return terms;
    }
}
