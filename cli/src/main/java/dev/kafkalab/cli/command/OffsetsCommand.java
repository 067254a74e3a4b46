package dev.kafkalab.cli.command;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.output.Rows;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.cluster.TopicSelection;
import dev.kafkalab.offsets.OffsetLookup;
import dev.kafkalab.offsets.PartitionOffset;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Offsets of partitions. */
@Command(name = "offsets", description = "The first offset, the end, or the offset at a time of partitions.")
public final class OffsetsCommand {
    private final CommandContext context;

    OffsetsCommand(CommandContext context) {
        this.context = context;
    }

    /** Topics, as bare words or after {@code -t}. */
    static final class Topics {
        @Parameters(arity = "0..*", paramLabel = "TOPIC[:0,1]", description = "A topic, or some of its partitions.")
        List<String> positional = List.of();

        @Option(
                names = {"-t", "--topic"},
                paramLabel = "TOPIC[:0,1]",
                description = "The same, for fingers used to -t.")
        List<String> options = List.of();

        List<TopicSelection> all() {
            return CommandArguments.named("topic", "offsets end access", positional, options).stream()
                    .map(TopicSelection::parse)
                    .toList();
        }
    }

    @Command(description = "The offset of the first record still there.")
    void start(@Mixin Topics topics) {
        print(topics, OffsetLookup::start);
    }

    @Command(description = "The offset the next record will get.")
    void end(@Mixin Topics topics) {
        print(topics, OffsetLookup::end);
    }

    @Command(
            name = "at-time",
            description = "The offset of the first record with this timestamp or a later one; - where there is none.")
    void atTime(
            @Mixin Topics topics,
            @Option(
                            names = "--time",
                            required = true,
                            paramLabel = "TIME",
                            description =
                                    "2026-01-01T00:00:00Z, 2026-01-01T09:00+09:00, 2026-01-01 (UTC), or milliseconds since 1970.")
                    Instant time) {
        print(topics, (lookup, chosen) -> lookup.at(chosen, time));
    }

    private void print(Topics topics, BiFunction<OffsetLookup, List<TopicSelection>, List<PartitionOffset>> question) {
        List<TopicSelection> chosen = topics.all();
        Rows rows = Rows.of("topic", "partition", "offset");
        try (Cluster cluster = Cluster.connect(context.connection().properties())) {
            for (PartitionOffset row : question.apply(new OffsetLookup(cluster), chosen)) {
                rows.add(
                        row.topic(),
                        row.partition(),
                        row.offset().isPresent() ? row.offset().getAsLong() : null);
            }
        }
        context.print(rows);
    }
}
