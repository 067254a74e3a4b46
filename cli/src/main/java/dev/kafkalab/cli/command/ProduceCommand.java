package dev.kafkalab.cli.command;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.records.ProduceRequest;
import dev.kafkalab.cli.records.ProduceRun;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends lines as records. */
@Command(
        name = "produce",
        description = "Send lines of files or standard input as records.",
        footer = {
            "",
            "A line that cannot be sent (malformed JSON, too large) is named by its number and left out; the others are",
            "sent, and the exit code is 6. When the brokers are the reason, produce gives up: exit code 3.",
            "",
            "  produce -t access -K ' ' @access.log",
            "  consume -t access -e -J | produce -t copy --json"
        })
public final class ProduceCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "@FILE|-", arity = "0..*", description = "Files to read (default: -, standard input).")
    private List<String> inputs = new ArrayList<>();

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            description = "Topic to send to; with --json it overrides the records' own.")
    private @Nullable String topic;

    @Option(
            names = {"-k", "--key"},
            paramLabel = "KEY",
            description = "One key for all records.")
    private @Nullable String key;

    @Option(
            names = {"-K", "--key-delimiter"},
            paramLabel = "DELIM",
            description = "A line is KEY DELIM VALUE; without the delimiter it is a value without a key.")
    private @Nullable String keyDelimiter;

    @Option(
            names = {"-D", "--delimiter"},
            paramLabel = "BYTE",
            defaultValue = "\\n",
            description = "What ends a line, such as \\n or \\0 (default: \\n).")
    private String delimiter = "\\n";

    @Option(
            names = {"-H", "--header"},
            paramLabel = "NAME=VALUE",
            description = "Header of all records; may be repeated.")
    private List<String> headers = new ArrayList<>();

    @Option(
            names = {"-p", "--partition"},
            paramLabel = "N",
            description = "Partition; -1 lets the key choose, also for JSON records that name one.")
    private @Nullable Integer partition;

    @Option(
            names = {"-z", "--compression"},
            paramLabel = "CODEC",
            defaultValue = "none",
            description = "none, gzip, snappy, lz4 or zstd (default: none).")
    private String compression = "none";

    @Option(names = "-Z", description = "An empty value is a null: a tombstone.")
    private boolean emptyIsNull;

    @Option(
            names = "--acks",
            paramLabel = "N",
            defaultValue = "all",
            description = "all, 1 or 0 (default: all, and idempotent).")
    private String acks = "all";

    @Option(names = "--rate", paramLabel = "N", defaultValue = "0", description = "Records a second at most.")
    private double rate;

    @Option(names = "--json", description = "Each line is a JSON record, as consume -J prints them.")
    private boolean json;

    ProduceCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        return new ProduceRun(
                        context,
                        new ProduceRequest(
                                inputs,
                                topic,
                                key,
                                keyDelimiter,
                                delimiter,
                                headers,
                                partition,
                                compression,
                                acks,
                                rate,
                                emptyIsNull,
                                json))
                .run();
    }
}
