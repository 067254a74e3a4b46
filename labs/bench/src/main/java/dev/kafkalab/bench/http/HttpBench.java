package dev.kafkalab.bench.http;

import dev.kafkalab.bench.BenchMain;
import dev.kafkalab.bench.Bound;
import dev.kafkalab.bench.Machine;
import dev.kafkalab.bench.Median;
import dev.kafkalab.bench.ReadmeSection;
import dev.kafkalab.bench.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** An empty endpoint of the frame beside the same answer of Undertow alone, interleaved round by round. */
@Command(
        name = "http",
        mixinStandardHelpOptions = true,
        description = {
            "What the HTTP frame costs: its empty endpoint beside the same answer of Undertow alone.",
            "Each run in a JVM of its own, interleaved, medians; the load is a thread of this process."
        })
public final class HttpBench implements Callable<Integer> {
    /** What the frame has set itself to reach, of the same without it. */
    private static final double MARK = 0.8;

    @Option(names = "--directory", required = true, description = "the folder labs/bench")
    private Path directory = Path.of("");

    @Option(names = "--rounds", defaultValue = "5", description = "how often each runs (default ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "5", description = "of each run, after as many that do not count")
    private int seconds;

    @Option(names = "--connections", defaultValue = "64", description = "kept alive (default ${DEFAULT-VALUE})")
    private int connections;

    @Option(names = "--publish", description = "writes the table into README.md")
    private boolean publish;

    private final List<HttpRun> runs = new ArrayList<>();

    public static void main(String[] args) {
        BenchMain.run(new HttpBench(), args);
    }

    @Override
    public Integer call() throws IOException {
        if (rounds < 1 || seconds < 1 || connections < 1) {
            throw new IllegalArgumentException(
                    "--rounds is %d, --seconds is %d, --connections is %d; all must be 1 or more"
                            .formatted(rounds, seconds, connections));
        }
        List<String> warnings = Machine.warning().stream().toList();
        warnings.forEach(warning -> System.err.println("bench: " + warning));
        for (int round = 1; round <= rounds; round++) {
            for (Contestant contestant : Contestant.values()) {
                HttpRun run = HttpRun.of(contestant, round, connections, Duration.ofSeconds(seconds));
                runs.add(run);
                System.err.printf(
                        Locale.ROOT,
                        "bench: round %d %s %,.0f requests/s, p99 %.1f ms%n",
                        round,
                        contestant.id(),
                        run.perSecond(),
                        run.p99());
            }
        }
        List<String> report = report(warnings);
        report.forEach(System.out::println);
        if (publish) {
            new ReadmeSection("http").replace(directory.resolve("README.md"), report);
        }
        return 0;
    }

    private List<String> report(List<String> warnings) {
        List<String> report = new ArrayList<>();
        Machine.description(ServerProcess.FLAGS, List.of("undertow-core")).forEach(line -> report.add("- " + line));
        report.add("- %d rounds of %d s, %d connections, %s".formatted(rounds, seconds, connections, LocalDate.now()));
        warnings.forEach(line -> report.add("- " + line));
        report.add("");
        report.addAll(table().markdown());
        report.addAll(List.of("", "What the frame has set itself to reach:", "```"));
        for (Contestant contestant : List.of(Contestant.FRAME_ASYNC, Contestant.FRAME)) {
            new Bound(true, MARK)
                    .judge(
                            "rate of %s / %s"
                                    .formatted(
                                            contestant.id(), contestant.bare().id()),
                            ratio(contestant))
                    .ifPresent(report::add);
        }
        report.add("```");
        return report;
    }

    private Table table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "x the same without the frame", "requests/s", "p50 ms", "p99 ms", "CPU µs/request"));
        for (Contestant contestant : Contestant.values()) {
            rows.add(List.of(
                    "`" + contestant.id() + "`",
                    Table.cell("%.2f", ratio(contestant)),
                    Table.cell("%,.0f", median(contestant, HttpRun::perSecond)),
                    Table.cell("%.2f", median(contestant, HttpRun::p50)),
                    Table.cell("%.2f", median(contestant, HttpRun::p99)),
                    Table.cell("%.1f", median(contestant, HttpRun::cpuMicros))));
        }
        return new Table(rows);
    }

    private OptionalDouble median(Contestant contestant, ToDoubleFunction<HttpRun> figure) {
        return Median.of(of(contestant).stream().mapToDouble(figure).toArray());
    }

    /** The median of the ratios within a round. */
    private OptionalDouble ratio(Contestant contestant) {
        double[] bare =
                of(contestant.bare()).stream().mapToDouble(HttpRun::perSecond).toArray();
        double[] own = of(contestant).stream().mapToDouble(HttpRun::perSecond).toArray();
        double[] ratios = new double[own.length];
        Arrays.setAll(ratios, round -> own[round] / bare[round]);
        return Median.of(ratios);
    }

    private List<HttpRun> of(Contestant contestant) {
        return runs.stream().filter(run -> run.contestant() == contestant).toList();
    }
}
