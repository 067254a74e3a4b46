package dev.kafkalab.cli.connection;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A named set of addresses and client properties. Names that begin with {@code KAFKA_LAB_} stand for environment
 * variables of that name, such as the addresses of stores; all others are properties of Kafka's clients.
 */
public record Profile(String name, boolean builtIn, SortedMap<String, String> properties) {
    static final String ENVIRONMENT = "KAFKA_LAB_";

    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(password|passphrase|secret|jaas|token|credential).*|.*\\.key");
    private static final Pattern SECRET_IN_URL = Pattern.compile("(//[^/@:]*:)[^/@]*@");

    public Profile {
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    }

    /** What goes to Kafka's clients. May hold secrets. */
    public Map<String, String> clientProperties() {
        return properties.entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith(ENVIRONMENT))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The properties with every secret replaced, to be shown. */
    public SortedMap<String, String> masked() {
        SortedMap<String, String> masked = new TreeMap<>(properties);
        masked.replaceAll((name, value) -> SECRET_NAME.matcher(name).matches()
                ? "********"
                : SECRET_IN_URL.matcher(value).replaceAll("$1********@"));
        return masked;
    }
}
