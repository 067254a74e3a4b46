package dev.kafkalab.cli.command.logs;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.command.option.ElasticsearchOption;
import dev.kafkalab.cli.logs.ChartRequest;
import dev.kafkalab.cli.logs.ChartRun;
import dev.kafkalab.labs.logs.chart.ChartQuery;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code chart-logs}. */
@Command(
        name = "chart-logs",
        mixinStandardHelpOptions = true,
        description = {
            "Show what indexed access logs tell: requests over time, status classes, top paths, clients and agents,",
            "bytes, and within how long 50, 95 and 99 of a hundred requests were answered.",
            "In the terminal, as a page that needs no network, or as a picture. --output json has the figures."
        },
        footer = {
            "",
            "  chart-logs",
            "  chart-logs --html access.html --png access.png",
            "  chart-logs --from 2026-01-31T00:00:00Z --query 'status:>=500' --live"
        })
public final class ChartLogsCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(
            names = "--index",
            paramLabel = "NAME",
            defaultValue = "access-log",
            description = "What the names of the indices begin with (default: ${DEFAULT-VALUE}).")
    private String index = "access-log";

    @Option(names = "--from", paramLabel = "TIME", description = "From this time on (default: the first line).")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "Up to this time (default: the last line).")
    private @Nullable Instant to;

    @Option(
            names = "--query",
            paramLabel = "QUERY",
            description = "Only these, in Lucene's query language, such as 'status:>=500 AND method:POST'.")
    private @Nullable String query;

    @Option(names = "--live", description = "Draw it again every two seconds, until Ctrl-C.")
    private boolean live;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page with charts.")
    private @Nullable Path html;

    @Option(names = "--png", paramLabel = "FILE", description = "Write a picture.")
    private @Nullable Path png;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "Of the times shown (default: ${DEFAULT-VALUE}).")
    private ZoneId zone = ZoneId.of("UTC");

    @Option(
            names = "--width",
            paramLabel = "CELLS",
            description = "Of the terminal (default: COLUMNS of the environment, else 100).")
    private @Nullable Integer width;

    @Mixin
    private ElasticsearchOption elasticsearch = new ElasticsearchOption();

    ChartLogsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        ChartRequest request = new ChartRequest(
                new ChartQuery(index, Optional.ofNullable(from), Optional.ofNullable(to), Optional.ofNullable(query)),
                live,
                Optional.ofNullable(html),
                Optional.ofNullable(png),
                zone,
                Optional.ofNullable(width));
        return new ChartRun(context, request).run(elasticsearch.in(context));
    }
}
