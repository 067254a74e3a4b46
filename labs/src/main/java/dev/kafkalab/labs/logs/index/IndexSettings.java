package dev.kafkalab.labs.logs.index;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.labs.logs.parse.LineFormat;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is indexed, and how.
 *
 * @param group consumer group
 * @param index what the names of indices begin with; {@code -2026-01-31} follows
 * @param format of the lines; empty: values are JSON objects, which are indexed as they are
 * @param zone of the day of what names none itself
 * @param agents whether the field {@code agent} is split
 * @param batch records of a bulk request at most
 * @param requests bulk requests under way at most
 */
public record IndexSettings(
        String topic,
        String group,
        String index,
        Optional<LineFormat> format,
        ZoneId zone,
        boolean agents,
        int batch,
        int requests) {
    private static final Pattern INDEX = Pattern.compile("[a-z0-9][a-z0-9._-]{0,200}");

    public IndexSettings {
        if (!INDEX.matcher(index).matches()) {
            throw KafkaLabException.usage(
                    "an index cannot be called '%s'; give --index lower-case letters, digits, - and ."
                            .formatted(index));
        }
        if (batch < 1 || batch > 50_000) {
            throw KafkaLabException.usage("--batch is %d; it must be 1 to 50000".formatted(batch));
        }
        if (requests < 1 || requests > 16) {
            throw KafkaLabException.usage("--requests is %d; it must be 1 to 16".formatted(requests));
        }
    }

    /** Lines of an access log. */
    public static IndexSettings of(String topic, LineFormat format) {
        return new IndexSettings(
                topic, "index-logs-" + topic, topic, Optional.of(format), ZoneId.of("UTC"), true, 2_000, 2);
    }

    /** Where lines go that do not match. */
    public String rejectedTopic() {
        return topic + "-rejected";
    }

    /** Where records go whose documents Elasticsearch does not take. */
    public String deadLetterTopic() {
        return topic + "-dlt";
    }
}
