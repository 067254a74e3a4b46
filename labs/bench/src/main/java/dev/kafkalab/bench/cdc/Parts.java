package dev.kafkalab.bench.cdc;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs parts; holds what they need for all rounds. Closing lets it go. */
final class Parts implements AutoCloseable {
    private static final int TRANSACTIONS_OF_A_SECOND_OF_WRITING = 12;

    private final Bench bench;
    private final int rows;
    private final LatencyRun latency;
    private final IdleRun idle;
    private final WriterRun writer;
    private final List<String> only;
    private final PrintStream progress;
    private List<DrainRun> drain = List.of();

    Parts(Bench bench, int rows, int perSecond, int seconds, List<String> only, PrintStream progress) {
        this.bench = bench;
        this.rows = rows;
        this.latency = new LatencyRun(bench, perSecond, seconds);
        this.idle = new IdleRun(bench, perSecond, seconds);
        this.writer = new WriterRun(bench.database(), seconds * TRANSACTIONS_OF_A_SECOND_OF_WRITING);
        this.only = only;
        this.progress = progress;
    }

    void prepare(List<Part> parts) throws Exception {
        if (parts.contains(Part.DRAIN)) {
            progress.printf("bench: writing %,d rows%n", rows);
            drain = List.of(new DrainRun(bench, Backlog.make(bench, rows)));
            // Not counted: or the first of the first round would pay for the servers' compilations and caches.
            drain.get(0).run(Contestants.LAB, 0);
        }
    }

    /** Every contestant once. */
    List<CdcResult> run(Part part, int round) throws Exception {
        if (part == Part.WRITER) {
            return writer.run(round);
        }
        List<CdcResult> results = new ArrayList<>();
        for (String contestant : part.contestants()) {
            if (only.isEmpty() || only.contains(contestant)) {
                results.add(run(part, contestant, round));
            }
        }
        return results;
    }

    private CdcResult run(Part part, String contestant, int round) throws InterruptedException {
        try {
            return switch (part) {
                case DRAIN -> drain.get(0).run(contestant, round);
                case LATENCY -> latency.run(contestant, round);
                case IDLE -> idle.run(contestant, round);
                case WRITER -> throw new IllegalStateException("writers run together");
            };
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return new CdcResult(part.id(), contestant, round, Map.of(), List.of(e.toString()));
        }
    }

    @Override
    public void close() {
        writer.close();
    }
}
