package dev.kafkalab.bench.cdc;

import dev.kafkalab.cdc.Outbox;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A contestant that has carried changes at a steady rate for a while and now has nothing to do. */
record IdleRun(Bench bench, int perSecond, int seconds) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Seconds of work before, so that its code is compiled: what idles has mostly worked before. */
    private static final int WORK_SECONDS = 20;

    private static final Duration SETTLE = Duration.ofSeconds(15);

    CdcResult run(String contestant, int round) throws Exception {
        Outbox outbox = Outbox.table(LatencyRun.TABLE);
        bench.database().execute("DROP TABLE IF EXISTS " + LatencyRun.TABLE, outbox.ddl());
        String name = "idle-%s-%d".formatted(contestant, round);
        String started = contestant.equals(Contestants.LAB) ? Contestants.LAB_FROM_END : contestant;
        try (Live live = Live.start(bench, name, started, outbox, bench.fresh(name));
                Connection connection = bench.database().connect();
                Statement statement = connection.createStatement()) {
            live.awaitCarried(PATIENCE);
            int rows = WORK_SECONDS * perSecond;
            new SteadyWriters(bench.database(), outbox, Live.FIRST_ROW, rows, perSecond).write();
            live.arrivals().await(Live.FIRST_ROW, Live.FIRST_ROW + rows, PATIENCE);
            live.arrivals().close();
            Thread.sleep(SETTLE.toMillis());
            long start = System.nanoTime();
            Duration cpu = live.child().cpu();
            long questions = questions(statement);
            Thread.sleep(seconds * 1_000L);
            long asked = questions(statement) - questions - 1; // the first of ours
            Duration used = live.child().cpu().minus(cpu);
            double took = (System.nanoTime() - start) / 1e9;
            live.child().requireAlive();
            return new CdcResult(
                    Part.IDLE.id(),
                    contestant,
                    round,
                    Map.of(
                            Figure.CPU_SHARE,
                            used.toNanos() / 1e9 / took * 100,
                            Figure.QUERIES_PER_SECOND,
                            asked / took),
                    List.of());
        }
    }

    /** Statements that all clients have sent, this one among them. */
    private static long questions(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Questions'")) {
            row.next();
            return row.getLong(2);
        }
    }
}
