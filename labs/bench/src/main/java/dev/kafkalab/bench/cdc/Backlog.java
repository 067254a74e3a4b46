package dev.kafkalab.bench.cdc;

import dev.kafkalab.cdc.Outbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;

/**
 * Rows of an outbox that nobody has carried yet: written once, carried by every contestant of every round. Debezium's place
 * in the binary log is noted before the first of them.
 */
final class Backlog {
    static final String TABLE = "bench_backlog";
    private static final int KEYS = 5_000;
    /** Of a transaction. Few large ones make a short binary log, which is the best case for whoever reads that. */
    private static final int ROWS_AT_ONCE = 1_000;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Bench bench;
    private final int rows;
    private final Path seed;

    private Backlog(Bench bench, int rows, Path seed) {
        this.bench = bench;
        this.rows = rows;
        this.seed = seed;
    }

    static Backlog make(Bench bench, int rows) throws Exception {
        Outbox outbox = Outbox.table(TABLE);
        bench.database().execute("DROP TABLE IF EXISTS " + TABLE, outbox.ddl());
        Backlog backlog = new Backlog(bench, rows, bench.fresh("seed"));
        backlog.noteBinlog(outbox);
        // What noted the place is no part of the backlog.
        bench.database().execute("TRUNCATE TABLE " + TABLE);
        backlog.fill();
        return backlog;
    }

    int rows() {
        return rows;
    }

    /** Gives a run Debezium's offset of before the first row. */
    void copySeed(Path directory) throws IOException {
        for (String file : new String[] {DebeziumSettings.OFFSETS, DebeziumSettings.HISTORY}) {
            Files.copy(seed.resolve(file), directory.resolve(file));
        }
    }

    private void noteBinlog(Outbox outbox) throws Exception {
        try (Live live = Live.start(bench, "seed", Contestants.SEED, outbox, seed)) {
            live.awaitCarried(PATIENCE);
        }
    }

    private void fill() throws SQLException {
        Random random = new Random(1);
        int[] sequences = new int[KEYS];
        try (Connection connection = bench.database().connect();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO " + TABLE
                        + " (aggregatetype, aggregateid, type, payload) VALUES (?, ?, 'OrderPlaced', ?)")) {
            connection.setAutoCommit(false);
            for (int row = 0; row < rows; row++) {
                int key = random.nextInt(KEYS);
                EventMark mark = new EventMark(key, sequences[key]++, row);
                insert.setString(1, "order");
                insert.setString(2, mark.aggregateId());
                insert.setString(3, mark.payload());
                insert.addBatch();
                if ((row + 1) % ROWS_AT_ONCE == 0 || row + 1 == rows) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
        }
    }
}
