package dev.kafkalab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.bench.Meter.Reading;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The process of one run: a request in, a result out. */
public final class ContestantProcess {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Time for a contestant to take in all it will while its handlers stand still. */
    private static final long SETTLE_MILLIS = 700;

    private ContestantProcess() {}

    /** @param args a file with a {@link RunRequest} and the file for its {@link RunResult} */
    public static void main(String[] args) throws IOException {
        RunRequest request = JSON.readValue(new File(args[0]), RunRequest.class);
        RunResult result;
        try {
            result = run(request, Contestants.create(request.contestant()), new Dataset(request.servers()));
        } catch (Exception e) {
            e.printStackTrace();
            result = RunResult.failed(request, e.toString());
        }
        JSON.writeValue(new File(args[1]), result);
        // Some libraries leave threads behind.
        Runtime.getRuntime().halt(0);
    }

    static RunResult run(RunRequest request, Contestant contestant, Dataset dataset) throws Exception {
        String topic = dataset.topic(request.keys(), request.limits().topicRecords());
        List<Long> sizes = dataset.sizes(topic);
        Witness witness = new Witness(contestant.promise(), request.keys().count(), sizes);
        Task task = new Task(request.work().action(request.spins()), witness, request.stuck());
        String group = "bench-%s-%s-%d-%d"
                .formatted(request.workload(), request.contestant(), request.round(), System.nanoTime());
        var assignment = new Assignment(request.servers(), topic, group, request.keys(), request.concurrency());
        try (GroupOffsets offsets = new GroupOffsets(request.servers())) {
            Meter meter = new Meter(task, offsets::written);
            Reading from;
            Reading to;
            long heap;
            long lag;
            try (AutoCloseable running = contestant.start(assignment, task)) {
                RunRequest.Limits limits = request.limits();
                try {
                    meter.awaitFirst();
                    meter.awaitMore(0, limits.warmUpRecords(), limits.warmUpSeconds());
                    from = meter.read();
                    meter.awaitMore(from.done(), limits.records(), limits.seconds());
                    to = meter.read();
                    task.freeze();
                    Thread.sleep(SETTLE_MILLIS);
                    heap = meter.heapBytes();
                    lag = sizes.stream().mapToLong(Long::longValue).sum() - task.done();
                } finally {
                    task.thaw();
                }
            }
            Map<Integer, Long> committed = contestant.commits() ? offsets.committed(group) : Map.of();
            List<String> complaints = new java.util.ArrayList<>(witness.complaints(committed));
            if (contestant.commits() && committed.isEmpty()) {
                complaints.add("nothing was ever committed");
            }
            if (to.done() == from.done()) {
                complaints.add("no record was handled in the measured stretch");
            }
            return new RunResult(
                    request.workload(),
                    request.contestant(),
                    request.round(),
                    to.done() - from.done(),
                    to.doneOfKey0() - from.doneOfKey0(),
                    (to.nanos() - from.nanos()) / 1e9,
                    (to.cpuNanos() - from.cpuNanos()) / 1e9,
                    heap,
                    contestant.commits() ? lag : 0,
                    Math.max(0, to.allocatedBytes() - from.allocatedBytes()),
                    to.offsetCommits() - from.offsetCommits(),
                    complaints);
        }
    }
}
