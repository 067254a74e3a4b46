package dev.kafkalab.bench.content;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.bench.BenchMain;
import dev.kafkalab.bench.BenchOptions;
import dev.kafkalab.bench.Machine;
import dev.kafkalab.bench.ReadmeSection;
import dev.kafkalab.labs.content.ContentStores;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Goes through all parts with all contestants, interleaved round by round, and prints medians, ratios and marks. */
@Command(
        name = "content",
        mixinStandardHelpOptions = true,
        description = {
            "The content platform beside what it could be at best, interleaved on the same servers, medians.",
            "The servers are told by KAFKA_LAB_…_URL; the script starts some."
        })
public final class ContentBench implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(names = "--posts", defaultValue = "50000", description = "posts to be indexed (default ${DEFAULT-VALUE})")
    private int posts;

    @Option(names = "--from", description = "runs nothing; takes results of an earlier run")
    private Path from = Path.of("");

    private List<String> warnings = List.of();
    private final PrintStream out = System.out;
    private final PrintStream progress = System.err;

    public static void main(String[] args) {
        BenchMain.run(new ContentBench(), args);
    }

    @Override
    public Integer call() throws Exception {
        if (posts < 1_000) {
            throw new IllegalArgumentException("--posts is " + posts + "; it must be 1000 or more");
        }
        if (options.quick()) {
            posts = 10_000;
        }
        boolean measured = from.toString().isEmpty();
        List<Part> parts = parts(measured);
        Measurements runs = measured ? run(parts) : read();
        List<String> report = report(parts, runs);
        report.forEach(out::println);
        if (options.publish()) {
            new ReadmeSection("content").replace(options.directory().resolve("README.md"), report);
        }
        runs.discarded().forEach(this::shout);
        return runs.discarded().isEmpty() ? 0 : 1;
    }

    private List<Part> parts(boolean measured) {
        Optional<ContentStores> stores = measured
                ? Optional.of(ContentStores.of(Map.of("bootstrap.servers", options.servers()), System.getenv()))
                : Optional.empty();
        List<Part> all = List.of(new IndexPart(stores, posts), new LatencyPart(stores), new DetailPart(stores));
        options.check(all.stream().map(Part::id).toList());
        return all.stream().filter(part -> options.includes(part.id())).toList();
    }

    private Measurements run(List<Part> parts) throws Exception {
        warnings = Machine.warning().stream().toList();
        warnings.forEach(warning -> progress.println("bench: " + warning));
        Path raw = options.directory().resolve("target/content.jsonl");
        Files.createDirectories(raw.toAbsolutePath().getParent());
        Files.deleteIfExists(raw);
        Measurements runs = new Measurements(List.of());
        for (Part part : parts) {
            try (part) {
                progress.println("bench: preparing " + part.id());
                part.prepare();
                for (int round = 1; round <= options.rounds(); round++) {
                    for (Measurement run : part.run(round)) {
                        runs.add(run);
                        Files.writeString(
                                raw,
                                JSON.writeValueAsString(run) + "\n",
                                StandardOpenOption.CREATE,
                                StandardOpenOption.APPEND);
                        tell(part, run);
                    }
                }
            }
        }
        return runs;
    }

    private Measurements read() throws IOException {
        List<Measurement> runs = new ArrayList<>();
        for (String line : Files.readAllLines(from)) {
            runs.add(JSON.readValue(line, Measurement.class));
        }
        return new Measurements(runs);
    }

    private List<String> report(List<Part> parts, Measurements runs) {
        List<String> report = new ArrayList<>();
        Machine.description(
                        List.of("-Xmx512m -XX:+UseSerialGC"),
                        List.of("kafka-clients", "elasticsearch-rest-client", "jedis", "mysql-connector-j"))
                .forEach(line -> report.add("- " + line));
        report.add("- %d rounds, %s".formatted(runs.rounds(), LocalDate.now()));
        warnings.forEach(line -> report.add("- " + line));
        List<String> marks = parts.stream()
                .flatMap(part -> part.marks().stream())
                .flatMap(mark -> mark.judge(runs).stream())
                .toList();
        if (!marks.isEmpty()) {
            report.addAll(List.of("", "What the platform has set itself to reach:", "```"));
            report.addAll(marks);
            report.add("```");
        }
        for (Part part : parts) {
            if (runs.has(part)) {
                report.addAll(List.of("", "### `" + part.id() + "`: " + part.title()));
                report.addAll(runs.table(part).markdown());
            }
        }
        return report;
    }

    private void tell(Part part, Measurement run) {
        if (!run.counts()) {
            shout(run);
            return;
        }
        progress.printf(
                "bench: round %d %s %s %s%n",
                run.round(),
                run.part(),
                run.contestant(),
                part.columns().stream()
                        .filter(column -> run.figures().containsKey(column.figure()))
                        .map(column -> column.heading() + " "
                                + String.format(
                                        Locale.ROOT,
                                        column.format(),
                                        figure(run, column.figure()).orElse(0)))
                        .collect(Collectors.joining(", ")));
    }

    private static OptionalDouble figure(Measurement run, String name) {
        Double figure = run.figures().get(name);
        return figure == null ? OptionalDouble.empty() : OptionalDouble.of(figure);
    }

    private void shout(Measurement run) {
        progress.printf(
                "bench: DISCARDED round %d %s %s: %s%n",
                run.round(), run.part(), run.contestant(), String.join("; ", run.complaints()));
    }
}
