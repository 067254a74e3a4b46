package dev.kafkalab.bench.coupon;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.bench.BenchMain;
import dev.kafkalab.bench.BenchOptions;
import dev.kafkalab.bench.Machine;
import dev.kafkalab.bench.ReadmeSection;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Goes through all parts with all contestants, interleaved round by round, and prints medians and ratios. */
@Command(
        name = "coupon",
        mixinStandardHelpOptions = true,
        description = {
            "The coupon event beside bare loops of the same script and the same statement; interleaved, medians.",
            "Servers are told by the environment; the script starts them. The part http needs wrk."
        })
public final class CouponBench implements Callable<Integer> {
    /** The server process has the same. */
    static final String REQUESTS_PREFIX = "bench-";

    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--requests",
            defaultValue = "200000",
            description = "requests, or rows, of one run (default ${DEFAULT-VALUE})")
    private int requests;

    private final PrintStream out = System.out;
    private final PrintStream progress = System.err;

    public static void main(String[] args) {
        BenchMain.run(new CouponBench(), args);
    }

    @Override
    public Integer call() throws Exception {
        options.check(Arrays.stream(Part.values()).map(Part::id).toList());
        if (requests < 1_000) {
            throw new IllegalArgumentException("--requests is " + requests + "; it must be 1000 or more");
        }
        if (options.quick()) {
            requests = 40_000;
        }
        List<Part> parts = Arrays.stream(Part.values())
                .filter(part -> options.includes(part.id()))
                .toList();
        List<String> about = new ArrayList<>(Machine.description(
                List.of("-Xmx512m", "-XX:+UseSerialGC"),
                List.of("kafka-clients", "jedis", "mysql-connector-j", "undertow-core")));
        Machine.warning().ifPresent(about::add);
        Runs runs = run(parts);
        about.add("%d rounds of %,d requests, %s".formatted(runs.rounds(), requests, LocalDate.now()));
        about.forEach(out::println);
        for (Part part : parts) {
            out.println();
            out.println(part.id() + ": " + part.title());
            runs.table(part).plain().forEach(out::println);
        }
        out.println();
        CouponMark.ALL.forEach(mark -> mark.judge(runs).ifPresent(out::println));
        if (options.publish()) {
            new ReadmeSection("coupon").replace(options.directory().resolve("README.md"), section(runs, about));
        }
        runs.discarded().forEach(this::shout);
        return runs.discarded().isEmpty() ? 0 : 1;
    }

    private Runs run(List<Part> parts) throws Exception {
        Runs runs = new Runs();
        Path raw = options.directory().resolve("target/coupon.jsonl");
        Files.createDirectories(raw.getParent());
        Files.deleteIfExists(raw);
        // The worker has a topic of its own: in the other's are requests of events that are gone.
        try (Ground ground = new Ground(options.servers(), System.getenv(), REQUESTS_PREFIX);
                Ground rows = new Ground(options.servers(), System.getenv(), "bench-worker-");
                HttpRun http = new HttpRun(
                        ground,
                        options.servers(),
                        requests,
                        options.directory().resolve("target").toAbsolutePath())) {
            DecideRun decide = new DecideRun(ground, requests);
            WorkerRun worker = new WorkerRun(rows, requests / 2);
            // Round 0 does not count: the first would pay for compilations.
            for (int round = 0; round <= options.rounds(); round++) {
                for (Part part : parts) {
                    for (String contestant : part.contestants()) {
                        Run run = switch (part) {
                            case DECIDE -> decide.run(contestant, round);
                            case HTTP -> http.run(contestant, round);
                            case WORKER -> worker.run(contestant, round);
                        };
                        if (round > 0) {
                            runs.add(run);
                            keep(raw, run);
                            tell(run);
                        }
                    }
                }
            }
        }
        return runs;
    }

    private static List<String> section(Runs runs, List<String> about) {
        List<String> lines = new ArrayList<>();
        about.forEach(line -> lines.add("- " + line));
        lines.add("");
        lines.add("What kafka-lab has set itself to reach:");
        lines.add("```");
        CouponMark.ALL.stream()
                .map(mark -> mark.judge(runs))
                .flatMap(Optional::stream)
                .forEach(lines::add);
        lines.add("```");
        for (Part part : Part.values()) {
            if (runs.has(part)) {
                lines.add("");
                lines.add("### `" + part.id() + "`: " + part.title());
                lines.addAll(runs.table(part).markdown());
            }
        }
        return lines;
    }

    private static void keep(Path file, Run run) throws IOException {
        Files.writeString(
                file, JSON.writeValueAsString(run) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void tell(Run run) {
        if (run.counts()) {
            progress.printf(
                    "bench: round %d %s %s %,.0f/s%s%n",
                    run.round(),
                    run.part(),
                    run.contestant(),
                    run.perSecond(),
                    run.p99Millis() > 0 ? ", p99 %.1f ms".formatted(run.p99Millis()) : "");
        } else {
            shout(run);
        }
    }

    private void shout(Run run) {
        progress.printf(
                "bench: DISCARDED round %d %s %s: %s%n",
                run.round(), run.part(), run.contestant(), String.join("; ", run.complaints()));
    }
}
