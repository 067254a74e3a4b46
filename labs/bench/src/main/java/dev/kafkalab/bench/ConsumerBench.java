package dev.kafkalab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.bench.RunRequest.Limits;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs every contestant on every workload, interleaved round by round, and prints medians and ratios. */
@Command(
        name = "consumer",
        mixinStandardHelpOptions = true,
        description = "Consumers side by side on one broker; each run in a JVM of its own, interleaved, medians.")
public final class ConsumerBench implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The first compilations are over by then, if the work leaves the compilers a processor. */
    private static final double WARM_UP_SECONDS = 3;

    /** Where it does not: until then rates go on rising. */
    private static final double WARM_UP_SECONDS_CPU = 10;

    @Option(names = "--servers", required = true, description = "the broker; the script starts one")
    private String servers = "";

    @Option(names = "--directory", required = true, description = "the folder labs/bench")
    private Path directory = Path.of("");

    @Option(names = "--rounds", defaultValue = "3", description = "how often each runs (default ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--records",
            defaultValue = "10000000",
            description = "records of the largest topic (default ${DEFAULT-VALUE}); 1 million of them stay unread")
    private long records;

    @Option(
            names = "--seconds",
            defaultValue = "2.5",
            description = "a measured stretch at most (default ${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--only", split = ",", description = "these contestants, and whom they are compared with")
    private List<String> only = List.of();

    @Option(names = "--workload", split = ",", description = "these workloads")
    private List<String> chosen = List.of();

    @Option(names = "--concurrency", description = "records at once, instead of what each workload says")
    private int concurrency;

    @Option(names = "--quick", description = "a glance: one round of 4 million records and one second")
    private boolean quick;

    @Option(names = "--publish", description = "writes tables and chart into README.md")
    private boolean publish;

    @Option(names = "--from", description = "runs nothing; takes results of an earlier run")
    private Path from = Path.of("");

    private List<String> warnings = List.of();
    private final PrintStream out = System.out;
    private final PrintStream progress = System.err;

    public static void main(String[] args) {
        BenchMain.run(new ConsumerBench(), args);
    }

    @Override
    public Integer call() throws Exception {
        if (quick) {
            rounds = 1;
            records = 4_000_000;
            seconds = 1;
        }
        if (records < 2_000_000) {
            throw new IllegalArgumentException("--records is " + records + "; it must be 2 million or more");
        }
        if (publish && (quick || !only.isEmpty() || !chosen.isEmpty())) {
            throw new IllegalArgumentException(
                    "--publish shows everything; it goes with no --quick, --only or --workload");
        }
        only.forEach(Contestants::title);
        List<Workload> workloads = workloads();
        if (from.toString().isEmpty()) {
            warnings = Machine.warning().stream().toList();
            warnings.forEach(warning -> progress.println("bench: " + warning));
        }
        Results results = from.toString().isEmpty() ? run(workloads) : read();
        ResultTable table = new ResultTable(results);
        about(results).forEach(out::println);
        for (Workload workload : workloads) {
            if (results.contestants(workload.name()).isEmpty()) {
                continue;
            }
            out.println();
            out.println(workload.name() + ": " + workload.title());
            table.plain(workload).forEach(out::println);
        }
        out.println();
        Mark.ALL.forEach(mark -> mark.judge(results).ifPresent(out::println));
        if (publish) {
            new Publication(directory).publish(results, about(results));
        }
        shout(results.discarded());
        return results.discarded().isEmpty() ? 0 : 1;
    }

    private List<String> about(Results results) {
        List<String> about = new ArrayList<>(Machine.description(
                ChildLauncher.FLAGS, List.of("kafka-clients", "spring-kafka", "parallel-consumer-core")));
        about.add("%d rounds, %s".formatted(results.rounds(), LocalDate.now()));
        about.addAll(warnings);
        return about;
    }

    private List<Workload> workloads() {
        List<String> unknown = chosen.stream()
                .filter(name -> Workload.ALL.stream().noneMatch(w -> w.name().equals(name)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("--workload is " + unknown.get(0) + "; there are: "
                    + Workload.ALL.stream().map(Workload::name).collect(Collectors.joining(", ")));
        }
        return Workload.ALL.stream()
                .filter(workload -> chosen.isEmpty() || chosen.contains(workload.name()))
                .toList();
    }

    private Results run(List<Workload> workloads) throws Exception {
        Dataset dataset = new Dataset(servers);
        for (Workload workload : workloads) {
            Limits limits = limits(workload);
            progress.println("bench: filling " + dataset.topic(workload.keys(), limits.topicRecords()));
            dataset.prepare(workload.keys(), limits.topicRecords());
        }
        long spins = Spinning.roundsFor(Work.CPU_20_US.duration());
        ChildLauncher launcher = new ChildLauncher(directory.resolve("target/consumer"));
        Path raw = directory.resolve("target/consumer.jsonl");
        Files.deleteIfExists(raw);
        warmBroker(launcher, workloads.get(0), spins);
        Results results = new Results();
        for (int round = 1; round <= rounds; round++) {
            for (Workload workload : workloads) {
                for (String contestant : takingPart(workload)) {
                    RunResult result = launcher.run(request(workload, contestant, round, spins));
                    results.add(result);
                    keep(raw, result);
                    progress.printf(
                            "bench: round %d %s %s %,.0f/s%n", round, workload.name(), contestant, result.rate());
                    shout(result.counts() ? List.of() : List.of(result));
                }
            }
        }
        return results;
    }

    /** Not counted: or the first of the first round would pay for the broker's compilations. */
    private void warmBroker(ChildLauncher launcher, Workload workload, long spins)
            throws IOException, InterruptedException {
        for (String contestant : List.of(Contestants.RAW_POLL, Contestants.SPRING_RECORD)) {
            launcher.run(request(workload, contestant, 0, spins));
        }
    }

    private RunRequest request(Workload workload, String contestant, int round, long spins) {
        return new RunRequest(
                workload.name(),
                contestant,
                round,
                servers,
                workload.keys(),
                workload.work(),
                workload.stuck(),
                concurrency > 0 ? concurrency : workload.work().concurrency(),
                limits(workload),
                spins);
    }

    private List<String> takingPart(Workload workload) {
        return workload.contestants().stream()
                .filter(Contestants.names()::contains)
                .filter(name -> only.isEmpty() || only.contains(name) || name.equals(workload.reference()))
                .toList();
    }

    private Limits limits(Workload workload) {
        boolean largest = workload.keys() == Keys.TEN_THOUSAND;
        long all = largest ? records : Math.max(2_000_000, records * 3 / 10);
        long measured = (all - 1_000_000) * 2 / 3;
        double warmUp = workload.work() == Work.CPU_20_US ? WARM_UP_SECONDS_CPU : WARM_UP_SECONDS;
        return new Limits(all, all - 1_000_000 - measured, warmUp, measured, seconds);
    }

    private Results read() throws IOException {
        List<RunResult> runs = new ArrayList<>();
        for (String line : Files.readAllLines(from)) {
            runs.add(JSON.readValue(line, RunResult.class));
        }
        return new Results(runs);
    }

    private static void keep(Path file, RunResult result) throws IOException {
        Files.writeString(
                file, JSON.writeValueAsString(result) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void shout(List<RunResult> discarded) {
        discarded.forEach(run -> progress.printf(
                "bench: DISCARDED round %d %s %s: %s%n",
                run.round(), run.workload(), run.contestant(), String.join("; ", run.complaints())));
    }
}
