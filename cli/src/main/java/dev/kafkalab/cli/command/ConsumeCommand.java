package dev.kafkalab.cli.command;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.output.OutputFormat;
import dev.kafkalab.cli.records.ConsumeRequest;
import dev.kafkalab.cli.records.ConsumeRun;
import dev.kafkalab.cli.records.PrintRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints records. */
@Command(
        name = "consume",
        description = "Print records of topics.",
        footer = {
            "",
            "Format tokens: %%t topic, %%p partition, %%o offset, %%k key, %%s value, %%K and %%S their lengths (-1: null),",
            "%%R the value's length as 4 bytes, %%T timestamp in ms, %%h headers, %%%% a percent sign; \\n \\r \\t \\0 \\xNN.",
            "",
            "  consume -t access -g readers -e -f '%%p %%o %%k\\n'",
            "  consume -t access -o -10 -e",
            "  consume -t access -o s@2026-01-31T12:00:00 -o e@2026-01-31T13:00:00"
        })
public final class ConsumeCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            split = ",",
            description = "Topics; may be repeated. One that begins with ^ is a regular expression.")
    private List<String> topics = new ArrayList<>();

    @Option(
            names = {"-g", "--group"},
            paramLabel = "GROUP",
            description = "Consumer group: shares the partitions, starts at stored offsets, commits.")
    private @Nullable String group;

    @Option(
            names = {"-p", "--partition"},
            paramLabel = "N",
            split = ",",
            description = "Only these partitions; with -g without sharing them.")
    private List<Integer> partitions = new ArrayList<>();

    @Option(
            names = {"-o", "--offset"},
            paramLabel = "OFFSET",
            description = {
                "beginning, end, stored, N, -N (before the end), s@TIME (from), and e@TIME (until, may be added).",
                "Default: stored in a group, else beginning. In a group without stored offsets: beginning."
            })
    private List<String> offsets = new ArrayList<>();

    @Option(
            names = "--from-beginning",
            description = "From the beginning where the group has no stored offset, as Kafka's own tool means it.")
    private boolean fromBeginning;

    @Option(
            names = {"-n", "-c", "--max-messages"},
            paramLabel = "N",
            description = "End after so many records; with --timeout, exit code 124 if they do not come in time.")
    private @Nullable Long limit;

    @Option(
            names = {"-e", "--exit"},
            description = "End at the end that the partitions have now.")
    private boolean untilEnd;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            description = "How to print a record; see below.")
    private @Nullable String format;

    @Option(
            names = {"-J", "--json"},
            description = "Print one JSON object a line, for produce --json.")
    private boolean json;

    @Option(
            names = {"-K", "--key-delimiter"},
            paramLabel = "DELIM",
            description = "Print KEY DELIM before the value.")
    private @Nullable String keyDelimiter;

    @Option(
            names = {"-D", "--delimiter"},
            paramLabel = "DELIM",
            defaultValue = "\\n",
            description = "What to print after a value (default: \\n).")
    private String delimiter = "\\n";

    @Option(names = "-Z", description = "Print nulls as NULL, not as nothing.")
    private boolean showNull;

    @Option(names = "--filter-key", paramLabel = "REGEX", description = "Only records whose key holds this.")
    private @Nullable String filterKey;

    @Option(names = "--filter-value", paramLabel = "REGEX", description = "Only records whose value holds this.")
    private @Nullable String filterValue;

    @Option(
            names = "--filter-header",
            paramLabel = "NAME[=REGEX]",
            description = "Only records with such a header; may be repeated.")
    private List<String> filterHeaders = new ArrayList<>();

    @Option(
            names = "--commit",
            paramLabel = "MODE",
            description = {
                "auto: every few seconds and at the end; sync: after each batch printed; async: the same without waiting;",
                "none: never. Default: auto in a group. Only what was printed is ever committed."
            })
    private @Nullable String commit;

    @Option(
            names = "--isolation-level",
            paramLabel = "LEVEL",
            defaultValue = "read_uncommitted",
            description = "read_uncommitted or read_committed (default: read_uncommitted).")
    private String isolation = "read_uncommitted";

    ConsumeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        OutputFormat output = context.outputFormat();
        if (output == OutputFormat.CSV || output == OutputFormat.YAML) {
            throw CommandException.usage(
                    "consume prints records, with -f FORMAT or -J; --output " + output + " is for tables");
        }
        boolean asJson = json || output != OutputFormat.TABLE;
        return new ConsumeRun(
                        context,
                        new ConsumeRequest(topics, partitions, group, offsets, fromBeginning, limit, untilEnd, commit),
                        new PrintRequest(
                                format,
                                asJson,
                                keyDelimiter,
                                delimiter,
                                showNull,
                                filterKey,
                                filterValue,
                                filterHeaders),
                        isolation)
                .run();
    }
}
