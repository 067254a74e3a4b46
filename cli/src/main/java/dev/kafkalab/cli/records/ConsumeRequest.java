package dev.kafkalab.cli.records;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.reading.CommitMode;
import dev.kafkalab.reading.ReadRequest;
import dev.kafkalab.reading.TopicChoice;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What {@code consume} was asked to read, as it stands on the command line.
 *
 * @param topics names, or one regular expression that begins with {@code ^}
 * @param offsets the values of {@code -o}
 * @param limit null: none
 * @param commit null: automatically in a group
 */
public record ConsumeRequest(
        List<String> topics,
        List<Integer> partitions,
        @Nullable String group,
        List<String> offsets,
        boolean fromBeginning,
        @Nullable Long limit,
        boolean untilEnd,
        @Nullable String commit) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    public ConsumeRequest {
        topics = List.copyOf(topics);
        partitions = List.copyOf(partitions);
        offsets = List.copyOf(offsets);
        if (topics.isEmpty()) {
            throw CommandException.usage("name a topic: consume -t TOPIC");
        }
        if (fromBeginning && !offsets.isEmpty()) {
            throw CommandException.usage("--from-beginning and -o " + offsets.get(0) + " exclude each other");
        }
    }

    /**
     * @param timeout as given with {@code --timeout}
     * @throws KafkaLabException if it contradicts itself
     */
    ReadRequest read(Optional<Duration> timeout, ZoneId zone) {
        ReadRequest.Builder read =
                ReadRequest.of(choice()).partitions(Set.copyOf(partitions)).patience(timeout.orElse(PATIENCE));
        if (group != null) {
            read.group(group);
        }
        OffsetArgument offset = OffsetArgument.parse(offsets, zone);
        offset.start().ifPresent(read::startAt);
        offset.until().ifPresent(read::untilTime);
        if (untilEnd) {
            read.untilEnd();
        }
        if (limit != null) {
            read.limit(limit);
            timeout.ifPresent(read::deadline);
        }
        if (commit != null) {
            read.commit(mode(commit));
        }
        return read.build();
    }

    private static CommitMode mode(String name) {
        try {
            return CommitMode.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--commit is auto, sync, async or none; got " + name);
        }
    }

    private TopicChoice choice() {
        if (topics.size() == 1 && topics.get(0).startsWith("^")) {
            try {
                return new TopicChoice.Matching(Pattern.compile(topics.get(0)));
            } catch (PatternSyntaxException e) {
                throw CommandException.usage("'" + topics.get(0) + "' is no regular expression: " + e.getDescription());
            }
        }
        return new TopicChoice.Named(new TreeSet<>(topics));
    }
}
