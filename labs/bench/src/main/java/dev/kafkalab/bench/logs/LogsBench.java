package dev.kafkalab.bench.logs;

import dev.kafkalab.bench.BenchMain;
import dev.kafkalab.bench.BenchOptions;
import dev.kafkalab.bench.Machine;
import dev.kafkalab.bench.ReadmeSection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The log pipeline beside its peers, interleaved round by round; prints medians and marks. */
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = {
            "Parsing beside java-grok, shipping beside rsyslog, indexing beside a bare bulk loop; medians.",
            "Elasticsearch is told by KAFKA_LAB_ELASTICSEARCH_URL; the script starts servers."
        })
public final class LogsBench implements Callable<Integer> {
    private static final String SAMPLE = "/dev/kafkalab/labs/tour/sample-access.log";
    private static final List<String> PARTS = List.of("parse", "ship", "kill", "index");

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(names = "--launcher", required = true, description = "scripts/kafka-lab")
    private String launcher = "";

    @Option(names = "--work", required = true, description = "a folder for files")
    private Path work = Path.of("");

    @Option(names = "--lines", defaultValue = "1000000", description = "lines of the file (default ${DEFAULT-VALUE})")
    private int lines;

    @Option(names = "--file", description = "whose lines are repeated (default: the sample of the tour)")
    private Path file = Path.of("");

    private final PrintStream out = System.out;
    private final PrintStream progress = System.err;
    private final List<Runs> all = new ArrayList<>();
    private final List<String> marks = new ArrayList<>();

    public static void main(String[] args) {
        BenchMain.run(new LogsBench(), args);
    }

    @Override
    public Integer call() throws Exception {
        check();
        if (options.quick()) {
            lines = 200_000;
        }
        List<String> sample = sample();
        List<String> about = new ArrayList<>(Machine.description(
                List.of("of kafka-lab -Xmx256m -XX:+UseSerialGC, of the benchmark -Xmx1g -XX:+UseSerialGC"),
                List.of("kafka-clients", "elasticsearch-rest-client", "java-grok", "uap-java")));
        about.add("%d rounds, %,d lines, %s".formatted(options.rounds(), lines, LocalDate.now()));
        Machine.warning().ifPresent(about::add);
        about.forEach(out::println);
        if (options.includes("parse")) {
            ParsePart parse = new ParsePart(sample);
            show(parse.run(options.rounds()));
            marks.addAll(parse.marks());
        }
        try (Broker broker = new Broker(options.servers())) {
            if (options.includes("ship") || options.includes("kill")) {
                ship(broker, sample);
            }
            if (options.includes("index")) {
                index(broker, sample);
            }
        }
        out.println();
        marks.forEach(out::println);
        if (options.publish()) {
            new ReadmeSection("logs").replace(options.directory().resolve("README.md"), section(about));
        }
        return 0;
    }

    private void check() {
        options.check(PARTS);
        if (lines < 1_000) {
            throw new IllegalArgumentException("--lines is " + lines + "; it must be 1000 or more");
        }
        if (options.publish() && !ShipPart.peerIsThere()) {
            throw new IllegalArgumentException(
                    "--publish needs rsyslog: the Debian packages rsyslog and rsyslog-kafka");
        }
    }

    private void ship(Broker broker, List<String> sample) throws Exception {
        if (!ShipPart.peerIsThere()) {
            progress.println(
                    "bench: without rsyslog; install the Debian packages rsyslog and rsyslog-kafka to compare with it");
        }
        ShipPart ship = new ShipPart(broker, options.servers(), launcher, work, sample, lines);
        if (options.includes("ship")) {
            show(ship.speed(options.rounds()));
        }
        if (options.includes("kill")) {
            show(ship.kill(Math.min(2, options.rounds())));
        }
        marks.addAll(ship.marks());
    }

    private void index(Broker broker, List<String> sample) throws Exception {
        String elasticsearch = Objects.requireNonNull(System.getenv("KAFKA_LAB_ELASTICSEARCH_URL"));
        int most = Math.min(lines, 300_000);
        try (IndexPart index = new IndexPart(broker, options.servers(), elasticsearch, work, sample, most)) {
            show(index.run(options.rounds()));
            marks.addAll(index.marks());
        }
    }

    private void show(Runs runs) {
        out.println();
        out.println(runs.title());
        runs.table().plain().forEach(out::println);
        all.add(runs);
    }

    private List<String> section(List<String> about) {
        List<String> lines = new ArrayList<>();
        about.forEach(line -> lines.add("- " + line));
        lines.addAll(List.of("", "What the log pipeline has set itself to reach:", "```"));
        lines.addAll(marks);
        lines.add("```");
        for (Runs runs : all) {
            lines.addAll(List.of("", "### " + runs.title()));
            lines.addAll(runs.table().markdown());
        }
        return lines;
    }

    private List<String> sample() throws IOException {
        if (!file.toString().isEmpty()) {
            return Files.readAllLines(file);
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(LogsBench.class.getResourceAsStream(SAMPLE)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
