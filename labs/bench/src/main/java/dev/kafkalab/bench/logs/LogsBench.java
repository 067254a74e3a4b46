package dev.kafkalab.bench.logs;

import dev.kafkalab.bench.BenchMain;
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

    @Option(names = "--servers", required = true, description = "the broker; the script starts one")
    private String servers = "";

    @Option(names = "--directory", required = true, description = "the folder labs/bench")
    private Path directory = Path.of("");

    @Option(names = "--launcher", required = true, description = "scripts/kafka-lab")
    private String launcher = "";

    @Option(names = "--work", required = true, description = "a folder for files")
    private Path work = Path.of("");

    @Option(names = "--rounds", defaultValue = "3", description = "how often each runs (default ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--lines", defaultValue = "1000000", description = "lines of the file (default ${DEFAULT-VALUE})")
    private int lines;

    @Option(names = "--file", description = "whose lines are repeated (default: the sample of the tour)")
    private Path file = Path.of("");

    @Option(names = "--only", split = ",", description = "these parts: parse, ship, kill, index")
    private List<String> only = List.of();

    @Option(names = "--quick", description = "a glance: one round, 200,000 lines")
    private boolean quick;

    @Option(names = "--publish", description = "writes the tables into README.md")
    private boolean publish;

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
        if (quick) {
            rounds = 1;
            lines = 200_000;
        }
        List<String> sample = sample();
        List<String> about = new ArrayList<>(Machine.description(
                List.of("of kafka-lab -Xmx256m -XX:+UseSerialGC, of the benchmark -Xmx1g -XX:+UseSerialGC"),
                List.of("kafka-clients", "elasticsearch-rest-client", "java-grok", "uap-java")));
        about.add("%d rounds, %,d lines, %s".formatted(rounds, lines, LocalDate.now()));
        Machine.warning().ifPresent(about::add);
        about.forEach(out::println);
        if (wanted("parse")) {
            ParsePart parse = new ParsePart(sample);
            show(parse.run(rounds));
            marks.addAll(parse.marks());
        }
        try (Broker broker = new Broker(servers)) {
            if (wanted("ship") || wanted("kill")) {
                ship(broker, sample);
            }
            if (wanted("index")) {
                index(broker, sample);
            }
        }
        out.println();
        marks.forEach(out::println);
        if (publish) {
            new ReadmeSection("logs").replace(directory.resolve("README.md"), section(about));
        }
        return 0;
    }

    private void check() {
        if (rounds < 1 || lines < 1_000) {
            throw new IllegalArgumentException(
                    "--rounds is %d and --lines is %d; they must be 1 and 1000 or more".formatted(rounds, lines));
        }
        for (String part : only) {
            if (!PARTS.contains(part)) {
                throw new IllegalArgumentException(
                        "no part is called " + part + "; there are: " + String.join(", ", PARTS));
            }
        }
        if (publish && (quick || !only.isEmpty())) {
            throw new IllegalArgumentException("--publish shows everything; it goes with no --quick or --only");
        }
        if (publish && !ShipPart.peerIsThere()) {
            throw new IllegalArgumentException(
                    "--publish needs rsyslog: the Debian packages rsyslog and rsyslog-kafka");
        }
    }

    private void ship(Broker broker, List<String> sample) throws Exception {
        if (!ShipPart.peerIsThere()) {
            progress.println(
                    "bench: without rsyslog; install the Debian packages rsyslog and rsyslog-kafka to compare with it");
        }
        ShipPart ship = new ShipPart(broker, servers, launcher, work, sample, lines);
        if (wanted("ship")) {
            show(ship.speed(rounds));
        }
        if (wanted("kill")) {
            show(ship.kill(Math.min(2, rounds)));
        }
        marks.addAll(ship.marks());
    }

    private void index(Broker broker, List<String> sample) throws Exception {
        String elasticsearch = Objects.requireNonNull(System.getenv("KAFKA_LAB_ELASTICSEARCH_URL"));
        int most = Math.min(lines, 300_000);
        try (IndexPart index = new IndexPart(broker, servers, elasticsearch, work, sample, most)) {
            show(index.run(rounds));
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

    private boolean wanted(String part) {
        return only.isEmpty() || only.contains(part);
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
