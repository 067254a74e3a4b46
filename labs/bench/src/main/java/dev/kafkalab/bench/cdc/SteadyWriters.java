package dev.kafkalab.bench.cdc;

import dev.kafkalab.cdc.Outbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Transactions at a steady rate, each with one event, by several writers with keys of their own. */
final class SteadyWriters {
    private static final int WRITERS = 8;
    private static final int KEYS_OF_WRITER = 50;

    private final Database database;
    private final Outbox outbox;
    private final int firstRow;
    private final long nanosBetween;
    /** When each commit had been answered, by row. */
    private final long[] committed;

    private final AtomicInteger next = new AtomicInteger();

    /** @param rows how many to write, numbered from {@code firstRow} */
    SteadyWriters(Database database, Outbox outbox, int firstRow, int rows, int perSecond) {
        this.database = database;
        this.outbox = outbox;
        this.firstRow = firstRow;
        this.nanosBetween = 1_000_000_000L / perSecond;
        this.committed = new long[rows];
    }

    /** Returns when all are written. */
    void write() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            long start = System.nanoTime();
            List<Callable<Boolean>> work = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                work.add(() -> write(number, start));
            }
            for (Future<Boolean> done : writers.invokeAll(work)) {
                done.get();
            }
        } finally {
            writers.shutdownNow();
        }
    }

    private boolean write(int writer, long start) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            for (int n = next.getAndIncrement(); n < committed.length; n = next.getAndIncrement()) {
                long due = start + n * nanosBetween;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                int key = writer * KEYS_OF_WRITER + n % KEYS_OF_WRITER;
                EventMark mark = new EventMark(key, firstRow + n, firstRow + n);
                outbox.append(connection, Live.event(mark));
                connection.commit();
                committed[n] = System.nanoTime();
            }
        }
        return true;
    }

    long committed(int row) {
        return committed[row - firstRow];
    }

    int end() {
        return firstRow + committed.length;
    }
}
