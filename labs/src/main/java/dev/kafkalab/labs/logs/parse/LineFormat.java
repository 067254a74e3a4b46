package dev.kafkalab.labs.logs.parse;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.labs.logs.grok.Grok;
import dev.kafkalab.labs.logs.grok.GrokField;
import dev.kafkalab.labs.logs.grok.GrokPatterns;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A format of lines. Thread-safe. */
public interface LineFormat {
    /** What says how formats are named. */
    List<String> NAMES = List.of("access", "common", "combined", "tomcat");

    /** Members of documents that say where a line comes from. */
    Set<String> TAKEN = Set.of("log", "host", "event", "kafka", "ua");

    /** A parser for one thread. */
    LineParser parser();

    /** A format that is built in: one of {@link #NAMES}. @throws KafkaLabException if it is none */
    static LineFormat named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "access" -> of(EnumSet.allOf(AccessLogShape.class));
            case "common" -> of(EnumSet.of(AccessLogShape.COMMON));
            case "combined" -> of(EnumSet.of(AccessLogShape.COMBINED));
            case "tomcat" -> of(EnumSet.of(AccessLogShape.TOMCAT));
            default ->
                throw KafkaLabException.usage("no format '%s'; there are %s, json, and your own with --pattern"
                        .formatted(name, String.join(", ", NAMES)));
        };
    }

    private static LineFormat of(EnumSet<AccessLogShape> shapes) {
        return () -> new AccessLogScanner(shapes);
    }

    /** An expression of grok. @param dates where a line's time stands, and how it is written */
    static LineFormat grok(String expression, GrokPatterns patterns, DateRule dates) {
        Grok grok = Grok.compile(expression, patterns);
        for (GrokField field : grok.fields()) {
            if (TAKEN.contains(field.name())) {
                throw KafkaLabException.usage(
                        "the pattern calls a field '%s', which every document has; call it otherwise"
                                .formatted(field.name()));
            }
        }
        return () -> new GrokParser(grok, dates);
    }
}
