package dev.kafkalab.bench.cdc;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One contestant carries the backlog to a new topic, which is read afterwards. */
record DrainRun(Bench bench, Backlog backlog) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    CdcResult run(String contestant, int round) throws Exception {
        String name = "drain-%s-%d".formatted(contestant, round);
        Path directory = bench.fresh(name);
        if (contestant.equals(Contestants.BINLOG) || contestant.equals(Contestants.ENVELOPE)) {
            backlog.copySeed(directory);
        }
        String unique = name + "-" + System.nanoTime();
        try (Topic topic = Topic.create(bench.servers(), unique)) {
            var request = new CaptureRequest(
                    contestant,
                    bench.servers(),
                    topic.name(),
                    Backlog.TABLE,
                    unique,
                    backlog.rows(),
                    directory.toString());
            CaptureProcess.Report report;
            try (CaptureChild child = CaptureChild.start(request, bench.database())) {
                report = child.await(PATIENCE);
            }
            List<String> complaints = new ArrayList<>(report.complaints());
            if (complaints.isEmpty()) {
                Witness witness = new Witness();
                topic.read(record -> witness.saw(EventMark.in(record.value())));
                complaints.addAll(witness.complaints(0, backlog.rows()));
            }
            return new CdcResult(Part.DRAIN.id(), contestant, round, report.figures(), complaints);
        }
    }
}
