package dev.kafkalab.cdc;

import dev.kafkalab.KafkaLabException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names topics: text with places in braces. Characters that no topic's name may have become underscores, as Debezium
 * makes them.
 */
record TopicPattern(String pattern) {
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
    private static final Pattern FORBIDDEN = Pattern.compile("[^A-Za-z0-9._-]");

    TopicPattern {
        if (pattern.isBlank()) {
            throw KafkaLabException.usage("topic pattern is empty");
        }
    }

    /** @param allowed the places that the source fills */
    void check(List<String> allowed) {
        Matcher places = PLACE.matcher(pattern);
        while (places.find()) {
            if (!allowed.contains(places.group(1))) {
                throw KafkaLabException.usage("topic pattern '%s' has {%s}; there are: {%s}"
                        .formatted(pattern, places.group(1), String.join("}, {", allowed)));
            }
        }
    }

    String topic(Map<String, String> values) {
        String name = PLACE.matcher(pattern)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")));
        return FORBIDDEN.matcher(name).replaceAll("_");
    }
}
