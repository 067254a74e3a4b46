package dev.kafkalab.cdc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads on a thread of its own: ahead, one page at most, while there is a backlog; else when what was read before is sent,
 * so that what is sent is as fresh as can be. A database that does not answer is waited for. Whoever starts it closes it.
 */
final class PageQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PageQueue.class);
    private static final long SHORTEST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final long PRUNE_NANOS = 1_000_000_000L;
    private static final long REPORT_NANOS = 1_000_000_000L;

    private final DataSource dataSource;
    private final PageReader reader;
    private final Optional<Pruner> pruner;
    private final RelayProgress progress;
    private final Pace pace;
    private final boolean once;
    private final BlockingQueue<Page> pages = new ArrayBlockingQueue<>(1);
    private final Semaphore sent = new Semaphore(0);
    private final Thread thread;
    private volatile boolean stopping;
    private volatile @Nullable Throwable failure;
    private int unsent; // of the reading thread
    private Position queued;
    private long queuedAt = System.nanoTime();
    private long prunedAt = System.nanoTime();

    private PageQueue(
            OpenedSource source,
            DataSource dataSource,
            RelaySettings settings,
            RelayProgress progress,
            Position start) {
        this.dataSource = dataSource;
        this.reader = source.readers().apply(start);
        this.pruner = source.pruner();
        this.progress = progress;
        this.pace = new Pace(settings.idle());
        this.once = settings.once();
        this.queued = start;
        this.thread = new Thread(this::run, "relay-" + settings.name() + "-reader");
        this.thread.setDaemon(true);
    }

    static PageQueue start(
            OpenedSource source,
            DataSource dataSource,
            RelaySettings settings,
            RelayProgress progress,
            Position start) {
        PageQueue queue = new PageQueue(source, dataSource, settings, progress, start);
        queue.thread.start();
        return queue;
    }

    /**
     * The next page, or none within this time.
     *
     * @throws SQLException what the database refused for good
     */
    Optional<Page> take(Duration limit) throws SQLException, InterruptedException {
        Page page = pages.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        Throwable failed = failure;
        if (page == null && failed != null) {
            if (failed instanceof SQLException refused) {
                throw refused;
            }
            if (failed instanceof RuntimeException wrong) {
                throw wrong;
            }
            throw new IllegalStateException(failed);
        }
        return Optional.ofNullable(page);
    }

    /** Told by whoever takes pages that the latest is in Kafka. */
    void sent() {
        sent.release();
    }

    private void run() {
        long pause = SHORTEST_PAUSE_MILLIS;
        try {
            while (!stopping) {
                try (ReadingConnection reading = ReadingConnection.open(dataSource)) {
                    while (!stopping) {
                        pace.looks();
                        Page page = reader.next(reading.connection());
                        progress.databaseAnswers();
                        pause = SHORTEST_PAUSE_MILLIS;
                        boolean handed = hand(page);
                        if (!page.full()) {
                            if (handed) {
                                sent.acquire(unsent);
                                unsent = 0;
                                pace.sent();
                            }
                            prune(reading);
                            pace.looked(!page.rows().isEmpty());
                            TimeUnit.NANOSECONDS.sleep(pace.rest());
                        }
                    }
                } catch (SQLException e) {
                    if (!MySqlFailure.isPassing(e)) {
                        throw e;
                    }
                    if (progress.databaseFails("MySQL does not answer: " + MySqlFailure.firstLine(e))) {
                        LOG.warn(
                                "The database of {} does not answer; it is tried again until it does",
                                thread.getName(),
                                e);
                    }
                    TimeUnit.MILLISECONDS.sleep(pause);
                    pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
                }
            }
        } catch (InterruptedException e) {
            // closed
        } catch (Exception | Error e) {
            failure = e;
        }
    }

    /** False if it is not worth it: positions that moved without rows are told now and then, each costs a transaction. */
    private boolean hand(Page page) throws InterruptedException {
        boolean moved = !page.position().equals(queued) && System.nanoTime() - queuedAt > REPORT_NANOS;
        if (!page.rows().isEmpty() || moved || once && page.caughtUp()) {
            pages.put(page);
            unsent++;
            queued = page.position();
            queuedAt = System.nanoTime();
            return true;
        }
        return false;
    }

    private void prune(ReadingConnection reading) throws SQLException {
        if (pruner.isEmpty() || System.nanoTime() - prunedAt < PRUNE_NANOS) {
            return;
        }
        if (progress.position() instanceof Position.Ids sent
                && pruner.get().prune(reading.connection(), sent) < Pruner.AT_ONCE) {
            prunedAt = System.nanoTime();
        }
    }

    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
