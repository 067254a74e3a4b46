package dev.kafkalab.bench.cdc;

import dev.kafkalab.cdc.ChangeLog;
import dev.kafkalab.cdc.Outbox;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What capture costs those who write: the same update alone, with an outbox row, and of a table with triggers. */
final class WriterRun implements AutoCloseable {
    private static final int WRITERS = 4;
    private static final int ACCOUNTS = 1_000;
    private static final int OF_WRITER = ACCOUNTS / WRITERS;
    private static final String ACCOUNT = "bench_account";
    private static final String LOGGED = "bench_account_logged";
    private static final Outbox OUTBOX = Outbox.table("bench_account_outbox");
    private static final ChangeLog LOG = ChangeLog.table("bench_account_log");
    /** Turns of each contestant: short and many, so that what disturbs the disk disturbs all. */
    private static final int TURNS = 8;

    private final Database database;
    private final int transactions;
    private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);

    /** @param transactions of each writer in one turn */
    WriterRun(Database database, int transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    List<CdcResult> run(int round) throws Exception {
        makeTables();
        double[][] millis = new double[Part.WRITER.contestants().size()][0];
        double[] seconds = new double[millis.length];
        for (int turn = -1; turn < TURNS; turn++) { // the first warms up
            for (int contestant = 0; contestant < millis.length; contestant++) {
                long start = System.nanoTime();
                double[] took = turn(Part.WRITER.contestants().get(contestant), turn);
                if (turn >= 0) {
                    seconds[contestant] += (System.nanoTime() - start) / 1e9;
                    millis[contestant] = joined(millis[contestant], took);
                }
            }
        }
        List<String> complaints = complaints();
        List<CdcResult> results = new ArrayList<>();
        for (int contestant = 0; contestant < millis.length; contestant++) {
            double[] sorted = millis[contestant];
            Arrays.sort(sorted);
            results.add(new CdcResult(
                    Part.WRITER.id(),
                    Part.WRITER.contestants().get(contestant),
                    round,
                    Map.of(
                            Figure.P50, Percentile.of(sorted, 0.5),
                            Figure.P99, Percentile.of(sorted, 0.99),
                            Figure.ROWS_PER_SECOND, sorted.length / seconds[contestant]),
                    complaints));
        }
        return results;
    }

    private void makeTables() throws SQLException {
        LOG.tables(database.dataSource()).forEach(table -> LOG.uninstall(database.dataSource(), table.name()));
        for (String table : List.of(ACCOUNT, LOGGED)) {
            database.execute(
                    "DROP TABLE IF EXISTS " + table,
                    "CREATE TABLE " + table
                            + " (id INT PRIMARY KEY, owner VARCHAR(60) NOT NULL, balance BIGINT NOT NULL,"
                            + " status VARCHAR(20) NOT NULL, opened TIMESTAMP(3) NOT NULL, note VARCHAR(200))");
        }
        database.execute(
                "DROP TABLE IF EXISTS " + OUTBOX.table() + ", " + LOG.table() + ", " + LOG.table() + "_tables",
                OUTBOX.ddl());
        try (Connection connection = database.connect()) {
            for (String table : List.of(ACCOUNT, LOGGED)) {
                try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table
                        + " VALUES (?, ?, 0, 'OPEN', '2026-01-31 12:00:00.123', 'opened at the counter')")) {
                    for (int id = 0; id < ACCOUNTS; id++) {
                        insert.setInt(1, id);
                        insert.setString(2, "owner number " + id);
                        insert.addBatch();
                    }
                    insert.executeBatch();
                }
            }
        }
        LOG.install(database.dataSource(), LOGGED);
    }

    private double[] turn(String contestant, int turn) throws Exception {
        List<Callable<double[]>> work = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            work.add(() -> write(contestant, number, new Random(turn * WRITERS + number)));
        }
        double[] all = {};
        for (Future<double[]> done : writers.invokeAll(work)) {
            all = joined(all, done.get());
        }
        return all;
    }

    /** Each has accounts of its own, so that nobody waits for another's lock. */
    private double[] write(String contestant, int writer, Random random) throws SQLException {
        String table = contestant.equals(Contestants.UPDATE_TRIGGERS) ? LOGGED : ACCOUNT;
        boolean event = contestant.equals(Contestants.UPDATE_OUTBOX);
        double[] millis = new double[transactions];
        try (Connection connection = database.connect();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE " + table + " SET balance = balance + 1, status = 'USED' WHERE id = ?")) {
            connection.setAutoCommit(false);
            for (int n = 0; n < transactions; n++) {
                int id = writer * OF_WRITER + random.nextInt(OF_WRITER);
                long start = System.nanoTime();
                update.setInt(1, id);
                update.executeUpdate();
                if (event) {
                    OUTBOX.append(connection, Live.event(new EventMark(id, n, n)));
                }
                connection.commit();
                millis[n] = (System.nanoTime() - start) / 1e6;
            }
        }
        return millis;
    }

    /** As many events as transactions, or it was no capture that was measured. */
    private List<String> complaints() throws SQLException {
        long expected = (long) WRITERS * transactions * (TURNS + 1);
        List<String> complaints = new ArrayList<>();
        for (String table : List.of(OUTBOX.table(), LOG.table())) {
            long found = count(table);
            if (found != expected) {
                complaints.add("%s holds %,d events of %,d transactions".formatted(table, found, expected));
            }
        }
        return complaints;
    }

    private long count(String table) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            count.next();
            return count.getLong(1);
        }
    }

    private static double[] joined(double[] some, double[] more) {
        double[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    @Override
    public void close() {
        writers.shutdownNow();
    }
}
