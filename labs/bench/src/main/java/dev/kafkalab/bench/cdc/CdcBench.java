package dev.kafkalab.bench.cdc;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.bench.BenchMain;
import dev.kafkalab.bench.Machine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Goes through all parts with all contestants, interleaved round by round, and prints medians and ratios. */
@Command(
        name = "cdc",
        mixinStandardHelpOptions = true,
        description = {
            "Change data capture beside Debezium on one database and one broker; each run in a JVM of its own,"
                    + " interleaved, medians.",
            "The database is told by KAFKA_LAB_MYSQL_URL, _USER and _PASSWORD; the script starts one."
        })
public final class CdcBench implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PER_SECOND = 500;

    @Option(names = "--servers", required = true, description = "the broker; the script starts one")
    private String servers = "";

    @Option(names = "--directory", required = true, description = "the folder labs/bench")
    private Path directory = Path.of("");

    @Option(names = "--rounds", defaultValue = "3", description = "how often each runs (default ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--rows", defaultValue = "500000", description = "rows of the backlog (default ${DEFAULT-VALUE})")
    private int rows;

    @Option(
            names = "--only",
            split = ",",
            converter = PartConverter.class,
            description = "these parts: drain, latency, idle, writer")
    private List<Part> only = List.of();

    @Option(names = "--contestant", split = ",", description = "these alone, of the parts that carry rows")
    private List<String> contestants = List.of();

    @Option(names = "--quick", description = "a glance: one round, 50,000 rows, 5 seconds of writing or idling")
    private boolean quick;

    @Option(names = "--publish", description = "writes tables and chart into README.md")
    private boolean publish;

    @Option(names = "--from", description = "runs nothing; takes results of an earlier run")
    private Path from = Path.of("");

    private int seconds = 20;
    private List<String> warnings = List.of();
    private final PrintStream out = System.out;
    private final PrintStream progress = System.err;

    static final class PartConverter implements CommandLine.ITypeConverter<Part> {
        @Override
        public Part convert(String name) {
            try {
                return Part.named(name);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    public static void main(String[] args) {
        BenchMain.run(new CdcBench(), args);
    }

    @Override
    public Integer call() throws Exception {
        if (rounds < 1 || rows < 1_000) {
            throw new IllegalArgumentException(
                    "--rounds is %d and --rows is %d; they must be 1 and 1000 or more".formatted(rounds, rows));
        }
        if (publish && (quick || !only.isEmpty() || !contestants.isEmpty())) {
            throw new IllegalArgumentException(
                    "--publish shows everything; it goes with no --quick, --only or --contestant");
        }
        if (quick) {
            rounds = 1;
            rows = 50_000;
            seconds = 5;
        }
        CdcResults results = from.toString().isEmpty() ? run() : read();
        about(results).forEach(out::println);
        for (Part part : Part.values()) {
            if (!results.contestants(part).isEmpty()) {
                out.println();
                out.println(part.id() + ": " + part.title());
                results.table(part).plain().forEach(out::println);
            }
        }
        out.println();
        CdcMark.ALL.forEach(mark -> mark.judge(results).ifPresent(out::println));
        if (publish) {
            new CdcPublication(directory).publish(results, about(results));
        }
        results.discarded().forEach(this::shout);
        return results.discarded().isEmpty() ? 0 : 1;
    }

    private CdcResults run() throws Exception {
        warnings = Machine.warning().stream().toList();
        warnings.forEach(warning -> progress.println("bench: " + warning));
        Database database = Database.of(System.getenv());
        Bench bench =
                new Bench(servers, database, directory.resolve("target/cdc").toAbsolutePath());
        Path raw = directory.resolve("target/cdc.jsonl");
        Files.createDirectories(bench.directory());
        Files.deleteIfExists(raw);
        CdcResults results = new CdcResults();
        try (Parts parts = new Parts(bench, rows, PER_SECOND, seconds, contestants, progress)) {
            List<Part> chosen = only.isEmpty() ? Arrays.asList(Part.values()) : only;
            parts.prepare(chosen);
            for (int round = 1; round <= rounds; round++) {
                for (Part part : chosen) {
                    for (CdcResult result : parts.run(part, round)) {
                        results.add(result);
                        keep(raw, result);
                        tell(result);
                    }
                }
            }
        }
        return results;
    }

    private CdcResults read() throws IOException {
        List<CdcResult> runs = new ArrayList<>();
        for (String line : Files.readAllLines(from)) {
            runs.add(JSON.readValue(line, CdcResult.class));
        }
        return new CdcResults(runs);
    }

    private List<String> about(CdcResults results) {
        List<String> about = new ArrayList<>(Machine.description(
                List.of(
                        "of kafka-lab",
                        String.join(" ", CaptureChild.OUR_FLAGS),
                        "and of Debezium",
                        String.join(" ", CaptureChild.THEIR_FLAGS)),
                List.of("kafka-clients", "debezium-embedded", "debezium-connector-mysql", "mysql-connector-j")));
        about.add("%d rounds, %s".formatted(results.rounds(), LocalDate.now()));
        about.addAll(warnings);
        return about;
    }

    private static void keep(Path file, CdcResult result) throws IOException {
        Files.writeString(
                file, JSON.writeValueAsString(result) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void tell(CdcResult result) {
        if (result.counts()) {
            progress.printf(
                    "bench: round %d %s %s %s%n",
                    result.round(),
                    result.part(),
                    result.contestant(),
                    Part.named(result.part()).columns().stream()
                            .map(column -> column.heading() + " "
                                    + String.format(
                                            Locale.ROOT,
                                            column.format(),
                                            result.figures().getOrDefault(column.figure(), 0.0)))
                            .collect(Collectors.joining(", ")));
        } else {
            shout(result);
        }
    }

    private void shout(CdcResult run) {
        progress.printf(
                "bench: DISCARDED round %d %s %s: %s%n",
                run.round(), run.part(), run.contestant(), String.join("; ", run.complaints()));
    }
}
