package dev.kafkalab.cli.command.logs;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.command.option.ElasticsearchOption;
import dev.kafkalab.cli.logs.IndexRequest;
import dev.kafkalab.cli.logs.IndexRun;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code index-logs}. */
@Command(
        name = "index-logs",
        mixinStandardHelpOptions = true,
        description = {
            "Take the lines of a topic apart and index them in Elasticsearch: one index a day, by the day that stands in the line.",
            "Lines that do not match go to TOPIC-rejected with the reason, documents that are refused to TOPIC-dlt.",
            "A repeat is the same document."
        },
        footer = {
            "",
            "  index-logs --once",
            "  index-logs -t app-log --pattern '%{TIMESTAMP_ISO8601:date} %{LOGLEVEL:level} %{GREEDYDATA:text}'",
            "  index-logs -t orders --format json"
        })
public final class IndexLogsCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            defaultValue = "access-log",
            description = "What is indexed (default: ${DEFAULT-VALUE}).")
    private String topic = "access-log";

    @Option(
            names = {"-g", "--group"},
            paramLabel = "GROUP",
            description = "Consumer group (default: index-logs-TOPIC).")
    private @Nullable String group;

    @Option(
            names = "--index",
            paramLabel = "NAME",
            description = "What the names of indices begin with; -YYYY-MM-DD follows (default: the topic).")
    private @Nullable String index;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "access",
            description = "access (default: common, combined and tomcat, whichever it is), common, combined, tomcat, "
                    + "or json: values are JSON objects and indexed as they are.")
    private String format = "access";

    @Option(
            names = "--pattern",
            paramLabel = "GROK",
            description = "A pattern of your own in place of the format, as Logstash's grok: %%{NAME:field:type}.")
    private @Nullable String pattern;

    @Option(
            names = "--patterns",
            paramLabel = "FILE",
            description = "More names for patterns, a line each: NAME EXPRESSION. May be repeated.")
    private List<Path> patternFiles = List.of();

    @Option(
            names = "--date-field",
            paramLabel = "FIELD",
            description = "The field of the pattern that holds the time (default: date or timestamp).")
    private @Nullable String dateField;

    @Option(
            names = "--date-format",
            paramLabel = "PATTERN",
            description = "How it is written: such as 'dd/MMM/yyyy:HH:mm:ss Z', ISO8601, UNIX, UNIX_MS.")
    private @Nullable String dateFormat;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description =
                    "Of times that name none; other lines are in the index of the day in their own zone (default: ${DEFAULT-VALUE}).")
    private ZoneId zone = ZoneId.of("UTC");

    @Option(names = "--no-user-agent", description = "Do not split the agent into name, version, system and device.")
    private boolean noAgents;

    @Option(names = "--once", description = "End when everything that is there at the start is indexed.")
    private boolean once;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Documents of a request at most (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "2",
            description = "Requests under way at most (default: ${DEFAULT-VALUE}).")
    private int requests;

    @Mixin
    private ElasticsearchOption elasticsearch = new ElasticsearchOption();

    IndexLogsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        IndexRequest request = new IndexRequest(
                topic,
                Optional.ofNullable(group),
                Optional.ofNullable(index),
                format,
                Optional.ofNullable(pattern),
                patternFiles,
                Optional.ofNullable(dateField),
                Optional.ofNullable(dateFormat),
                zone,
                !noAgents,
                batch,
                requests,
                once);
        return new IndexRun(context, request).run(elasticsearch.in(context));
    }
}
