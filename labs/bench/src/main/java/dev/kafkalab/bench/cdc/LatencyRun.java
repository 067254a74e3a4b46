package dev.kafkalab.bench.cdc;

import dev.kafkalab.cdc.Outbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writers at a steady rate, a contestant that carries, and a consumer; from the answer to a commit to the consumer. */
record LatencyRun(Bench bench, int perSecond, int seconds) {
    static final String TABLE = "bench_live";
    private static final int WARM_UP_SECONDS = 15;
    private static final double LEAST_SHARE_OF_RATE = 0.9;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    CdcResult run(String contestant, int round) throws Exception {
        Outbox outbox = Outbox.table(TABLE);
        bench.database().execute("DROP TABLE IF EXISTS " + TABLE, outbox.ddl());
        String name = "latency-%s-%d".formatted(contestant, round);
        String started = contestant.equals(Contestants.LAB) ? Contestants.LAB_FROM_END : contestant;
        try (Live live = Live.start(bench, name, started, outbox, bench.fresh(name))) {
            live.awaitCarried(PATIENCE);
            int warmUp = WARM_UP_SECONDS * perSecond;
            new SteadyWriters(bench.database(), outbox, Live.FIRST_ROW, warmUp, perSecond).write();
            live.arrivals().await(Live.FIRST_ROW, Live.FIRST_ROW + warmUp, PATIENCE);

            SteadyWriters writers = new SteadyWriters(
                    bench.database(), outbox, Live.FIRST_ROW + warmUp, seconds * perSecond, perSecond);
            long start = System.nanoTime();
            Duration cpu = live.child().cpu();
            writers.write();
            double took = (System.nanoTime() - start) / 1e9;
            double share = live.child().cpu().minus(cpu).toNanos() / 1e9 / took * 100;
            live.arrivals().await(Live.FIRST_ROW + warmUp, writers.end(), PATIENCE);

            List<String> complaints = new ArrayList<>(live.arrivals().complaints(Live.FIRST_ROW, writers.end()));
            double rate = seconds * perSecond / took;
            if (rate < LEAST_SHARE_OF_RATE * perSecond) {
                complaints.add("the writers made %.0f transactions/s instead of %d".formatted(rate, perSecond));
            }
            return new CdcResult(
                    Part.LATENCY.id(),
                    contestant,
                    round,
                    complaints.isEmpty() ? figures(live.arrivals(), writers, warmUp, rate, share) : Map.of(),
                    complaints);
        }
    }

    private static Map<String, Double> figures(
            Arrivals arrivals, SteadyWriters writers, int warmUp, double rate, double share) {
        int first = Live.FIRST_ROW + warmUp;
        double[] millis = new double[writers.end() - first];
        for (int i = 0; i < millis.length; i++) {
            // A row can be there before its writer has the answer.
            millis[i] = Math.max(0, arrivals.time(first + i) - writers.committed(first + i)) / 1e6;
        }
        Arrays.sort(millis);
        return Map.of(
                Figure.P50,
                Percentile.of(millis, 0.5),
                Figure.P99,
                Percentile.of(millis, 0.99),
                Figure.MOST,
                millis[millis.length - 1],
                Figure.CPU_SHARE,
                share,
                Figure.ROWS_PER_SECOND,
                rate);
    }
}
