package dev.kafkalab.cli.command.dlt;

import dev.kafkalab.cli.records.LetterFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters are meant. */
final class LetterOptions {
    @Option(
            names = {"-t", "--topic"},
            required = true,
            paramLabel = "TOPIC",
            description = "The dead letter topic.")
    String topic = "";

    @Option(
            names = "--cause",
            paramLabel = "REGEX",
            description = "Only where the class of the exception or of its root cause holds this.")
    private @Nullable String cause;

    @Option(names = "--message", paramLabel = "REGEX", description = "Only where the exception's message holds this.")
    private @Nullable String message;

    @Option(
            names = "--original-partition",
            paramLabel = "N",
            split = ",",
            description = "Only those that failed in these partitions.")
    private List<Integer> partitions = new ArrayList<>();

    @Option(
            names = "--original-offset",
            paramLabel = "N[-M]",
            description = "Only those that failed at this offset, or from N to M.")
    private @Nullable String offsets;

    @Option(names = "--since", paramLabel = "TIME", description = "Only what died then or later.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only what died before that.")
    private @Nullable String until;

    @Option(names = "--filter-key", paramLabel = "REGEX", description = "Only letters whose key holds this.")
    private @Nullable String filterKey;

    @Option(names = "--filter-value", paramLabel = "REGEX", description = "Only letters whose value holds this.")
    private @Nullable String filterValue;

    @Option(
            names = "--filter-header",
            paramLabel = "NAME[=REGEX]",
            description = "Only letters with such a header; may be repeated.")
    private List<String> filterHeaders = new ArrayList<>();

    LetterFilter filter() {
        return new LetterFilter(
                cause, message, partitions, offsets, since, until, filterKey, filterValue, filterHeaders);
    }
}
