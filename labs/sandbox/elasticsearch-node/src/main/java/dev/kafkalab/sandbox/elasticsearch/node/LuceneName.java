package dev.kafkalab.sandbox.elasticsearch.node;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.common.settings.Settings;

/**
 * The name of a Lucene analysis component, and what Elasticsearch calls it and its settings: snake case for Lucene's
 * camel case, with the exceptions below.
 */
record LuceneName(String lucene) {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("nGram", "ngram"),
            Map.entry("edgeNGram", "edge_ngram"),
            Map.entry("asciiFolding", "asciifolding"),
            Map.entry("korean", "nori_tokenizer"),
            Map.entry("koreanPartOfSpeechStop", "nori_part_of_speech"),
            Map.entry("koreanReadingForm", "nori_readingform"),
            Map.entry("koreanNumber", "nori_number"),
            Map.entry("snowballPorter", "snowball"),
            Map.entry("uax29UrlEmail", "uax_url_email"),
            Map.entry("patternCaptureGroup", "pattern_capture"));
    private static final Map<String, String> PARAMETERS =
            Map.of("min_gram", "minGramSize", "max_gram", "maxGramSize", "stoptags", "tags");
    private static final Set<String> CONFIGURABLE_IN_THE_SERVER = Set.of("standard", "stop", "shingle", "hunspell");
    private static final Set<String> BARE_IN_THE_SERVER = Set.of("standard", "lowercase", "hunspell");

    String elasticsearch() {
        return NAMES.getOrDefault(
                lucene, lucene.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT));
    }

    /** Whether the server itself has a component of this name that takes settings. */
    boolean isConfigurableInTheServer() {
        return CONFIGURABLE_IN_THE_SERVER.contains(elasticsearch());
    }

    /** Whether the server itself has a component that is used by this bare name. */
    boolean isBareInTheServer() {
        return BARE_IN_THE_SERVER.contains(elasticsearch());
    }

    /** What Lucene's factory needs when nothing is set: Elasticsearch's own defaults where Lucene has none. */
    Map<String, String> defaults() {
        Map<String, String> parameters = new HashMap<>();
        if (lucene.equals("nGram") || lucene.equals("edgeNGram")) {
            parameters.put("minGramSize", "1");
            parameters.put("maxGramSize", "2");
        }
        return parameters;
    }

    /** The parameters of Lucene's factory for these settings; one it does not know makes it fail. */
    Map<String, String> parameters(Settings settings) {
        Map<String, String> parameters = defaults();
        for (String key : settings.keySet()) {
            if (!key.equals("type")) {
                parameters.put(PARAMETERS.getOrDefault(key, camelCase(key)), String.join(",", settings.getAsList(key)));
            }
        }
        return parameters;
    }

    private static String camelCase(String snakeCase) {
        StringBuilder camel = new StringBuilder();
        for (String word : snakeCase.split("_", -1)) {
            camel.append(
                    camel.isEmpty() || word.isEmpty()
                            ? word
                            : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return camel.toString();
    }
}
