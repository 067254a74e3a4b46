package dev.kafkalab.cli.records;

import dev.kafkalab.cli.CommandException;
import dev.kafkalab.deadletters.DeadLetter;
import dev.kafkalab.deadletters.DeadLetterFilter;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters a command was asked for; all conditions together.
 *
 * @param partitions empty: all
 * @param offsets {@code N} or {@code N-M}
 * @param headers as {@code --filter-header} of {@code consume}
 */
public record LetterFilter(
        @Nullable String cause,
        @Nullable String message,
        List<Integer> partitions,
        @Nullable String offsets,
        @Nullable String since,
        @Nullable String until,
        @Nullable String key,
        @Nullable String value,
        List<String> headers) {
    private static final Pattern OFFSETS = Pattern.compile("(\\d{1,18})(?:-(\\d{1,18}))?");

    public LetterFilter {
        partitions = List.copyOf(partitions);
        headers = List.copyOf(headers);
    }

    /** @throws CommandException if a condition is malformed */
    public Predicate<DeadLetter> predicate() {
        RecordFilter record = new RecordFilter(Optional.ofNullable(key), Optional.ofNullable(value), headers);
        Predicate<DeadLetter> all = letter -> record.test(letter.record());
        if (cause != null) {
            all = all.and(DeadLetterFilter.causedBy(RecordFilter.pattern(cause)));
        }
        if (message != null) {
            all = all.and(DeadLetterFilter.saying(RecordFilter.pattern(message)));
        }
        if (!partitions.isEmpty()) {
            all = all.and(DeadLetterFilter.failedIn(Set.copyOf(partitions)));
        }
        if (offsets != null) {
            all = all.and(offsets(offsets));
        }
        if (since != null) {
            all = all.and(DeadLetterFilter.since(OffsetArgument.time(since, ZoneId.systemDefault())));
        }
        if (until != null) {
            all = all.and(DeadLetterFilter.before(OffsetArgument.time(until, ZoneId.systemDefault())));
        }
        return all;
    }

    private static Predicate<DeadLetter> offsets(String text) {
        Matcher range = OFFSETS.matcher(text);
        if (!range.matches()) {
            throw CommandException.usage("--original-offset is N or N-M, such as 42 or 42-99; got " + text);
        }
        long from = Long.parseLong(range.group(1));
        return DeadLetterFilter.failedAt(from, range.group(2) == null ? from : Long.parseLong(range.group(2)));
    }
}
