package dev.kafkalab.cli.logs;

import dev.kafkalab.cli.CommandException;
import dev.kafkalab.labs.logs.grok.GrokPatterns;
import dev.kafkalab.labs.logs.index.IndexSettings;
import dev.kafkalab.labs.logs.parse.DateRule;
import dev.kafkalab.labs.logs.parse.LineFormat;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code index-logs} was asked.
 *
 * @param format one of {@link LineFormat#NAMES}, or {@code json}
 * @param pattern of grok, in place of the format
 * @param patternFiles more names for patterns
 */
public record IndexRequest(
        String topic,
        Optional<String> group,
        Optional<String> index,
        String format,
        Optional<String> pattern,
        List<Path> patternFiles,
        Optional<String> dateField,
        Optional<String> dateFormat,
        ZoneId zone,
        boolean agents,
        int batch,
        int requests,
        boolean once) {
    private static final String JSON = "json";

    IndexSettings settings() {
        return new IndexSettings(
                topic,
                group.orElse("index-logs-" + topic),
                index.orElseGet(() -> topic.toLowerCase(Locale.ROOT)),
                lines(),
                zone,
                agents,
                batch,
                requests);
    }

    private Optional<LineFormat> lines() {
        if (pattern.isEmpty()) {
            if (dateField.isPresent() || dateFormat.isPresent() || !patternFiles.isEmpty()) {
                throw CommandException.usage("--patterns, --date-field and --date-format belong to --pattern");
            }
            return format.equals(JSON) ? Optional.empty() : Optional.of(LineFormat.named(format));
        }
        GrokPatterns patterns = GrokPatterns.standard();
        for (Path file : patternFiles) {
            patterns = patterns.with(file);
        }
        return Optional.of(LineFormat.grok(pattern.get(), patterns, dates()));
    }

    private DateRule dates() {
        if (dateField.isEmpty() && dateFormat.isEmpty()) {
            return DateRule.standard(zone);
        }
        return DateRule.of(dateField.orElse("date"), dateFormat.orElse("ISO8601"), zone);
    }
}
