package dev.kafkalab.cli.logs;

import dev.kafkalab.cli.CommandContext;
import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.cli.Interruption;
import dev.kafkalab.cli.output.DisplayWidth;
import dev.kafkalab.cli.output.OutputFormat;
import dev.kafkalab.cli.output.Rows;
import dev.kafkalab.labs.logs.chart.FigureSearch;
import dev.kafkalab.labs.logs.chart.HtmlChart;
import dev.kafkalab.labs.logs.chart.LogFigures;
import dev.kafkalab.labs.logs.chart.LogFigures.Durations;
import dev.kafkalab.labs.logs.chart.LogFigures.Point;
import dev.kafkalab.labs.logs.chart.PngChart;
import dev.kafkalab.labs.logs.chart.TerminalChart;
import dev.kafkalab.labs.logs.search.SearchServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Asks for the figures and shows them. */
public final class ChartRun {
    private static final int STANDARD_WIDTH = 100;
    private static final long REDRAW_SECONDS = 2;
    private static final String CLEAR = "\u001B[H\u001B[2J";

    private final CommandContext context;
    private final ChartRequest request;

    public ChartRun(CommandContext context, ChartRequest request) {
        this.context = context;
        this.request = request;
    }

    /** @return one of {@link ExitCode} */
    public int run(String elasticsearch) throws IOException {
        try (SearchServer server = SearchServer.connect(elasticsearch)) {
            FigureSearch search = new FigureSearch(server);
            if (request.live()) {
                return live(search);
            }
            if (!search.hasIndex(request.query())) {
                throw new CommandException(
                        ExitCode.NOT_FOUND,
                        "no index is called %s-…; make one with: index-logs"
                                .formatted(request.query().index()));
            }
            LogFigures figures = search.find(request.query());
            if (request.html().isPresent()) {
                write(request.html().get(), HtmlChart.page(figures).getBytes(StandardCharsets.UTF_8));
            }
            if (request.png().isPresent()) {
                write(request.png().get(), picture(figures));
            }
            if (request.html().isEmpty() && request.png().isEmpty()) {
                print(figures);
            }
            return ExitCode.OK;
        }
    }

    private byte[] picture(LogFigures figures) {
        try {
            return PngChart.draw(figures, request.zone());
        } catch (IOException e) {
            throw new CommandException(ExitCode.PRECONDITION, "no picture: " + e.getMessage(), e);
        }
    }

    private void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new CommandException(ExitCode.PRECONDITION, "cannot write %s: %s".formatted(file, e.getMessage()), e);
        }
        context.say("wrote %s, %,d bytes".formatted(file, bytes.length));
    }

    private void print(LogFigures figures) {
        if (context.outputFormat() == OutputFormat.TABLE) {
            chart().lines(figures).forEach(context.out()::println);
        } else if (context.outputFormat() == OutputFormat.JSON) {
            context.out().println(HtmlChart.json(figures).toPrettyString());
        } else {
            context.print(rows(figures));
        }
        context.checkOutput();
    }

    /** What happened from step to step. */
    private static Rows rows(LogFigures figures) {
        Rows rows = Rows.of(
                "time",
                "requests",
                "1xx",
                "2xx",
                "3xx",
                "4xx",
                "5xx",
                "none",
                "bytes",
                "p50Micros",
                "p95Micros",
                "p99Micros");
        for (Point point : figures.points()) {
            rows.add(
                    point.time().toString(),
                    point.requests(),
                    point.byClass().get(0),
                    point.byClass().get(1),
                    point.byClass().get(2),
                    point.byClass().get(3),
                    point.byClass().get(4),
                    point.byClass().get(5),
                    point.bytes(),
                    duration(point, Durations::p50),
                    duration(point, Durations::p95),
                    duration(point, Durations::p99));
        }
        return rows;
    }

    private static @org.jspecify.annotations.Nullable Object duration(Point point, Function<Durations, Double> which) {
        return point.durations().map(which).map(Math::round).orElse(null);
    }

    private TerminalChart chart() {
        return new TerminalChart(
                request.width().orElseGet(this::columns), context.colours(), request.zone(), DisplayWidth::of);
    }

    private int columns() {
        String columns = context.environment().getOrDefault("COLUMNS", "");
        return columns.matches("[1-9]\\d{1,3}") ? Math.max(60, Integer.parseInt(columns)) : STANDARD_WIDTH;
    }

    private int live(FigureSearch search) {
        CountDownLatch asked = new CountDownLatch(1);
        try (Interruption interruption = new Interruption(asked::countDown)) {
            do {
                LogFigures figures = search.find(request.query());
                context.out().print(context.colours() ? CLEAR : "\n");
                chart().lines(figures).forEach(context.out()::println);
                context.checkOutput();
            } while (!asked.await(REDRAW_SECONDS, TimeUnit.SECONDS));
            return interruption.happened() ? ExitCode.INTERRUPTED : ExitCode.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }
}
