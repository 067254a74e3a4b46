package dev.kafkalab.cdc;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A relay that was started: carries what is committed in the database to Kafka until it is closed.
 *
 * <p>Promise, for an {@link Outbox} and a {@link ChangeLog}: readers of committed records ({@code
 * isolation.level=read_committed}) see each committed change exactly once and no other, those of one key in the order of
 * their commits, whatever is killed or restarted: the relay, the database, brokers. Of two relays with one name the later
 * fences the earlier. A database or a broker that does not answer is waited for. Memory is bounded, whatever the backlog.
 *
 * <p>Not promised: that changes of one database transaction are one Kafka transaction, or that changes of different keys
 * keep an order. A {@link TablePoll} promises less.
 *
 * <p>Thread-safe. Whoever starts it closes it.
 */
public final class RunningRelay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningRelay.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RelayLoop loop;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Throwable failure;

    private RunningRelay(RelayLoop loop) {
        this.loop = loop;
        this.thread = new Thread(this::run, "relay-" + loop.settings().name());
    }

    static RunningRelay start(RelayLoop loop) {
        RunningRelay relay = new RunningRelay(loop);
        loop.notices().forEach(notice -> LOG.info("{}", notice));
        relay.thread.start();
        return relay;
    }

    private void run() {
        try {
            loop.run();
        } catch (InterruptedException e) {
            // closed
        } catch (Exception | Error e) {
            failure = e;
        } finally {
            stopped.countDown();
        }
    }

    /**
     * Waits until it has stopped.
     *
     * @throws RuntimeException what it could not go on from
     */
    public void awaitStopped() throws InterruptedException {
        stopped.await();
        rethrow();
    }

    /** @return false if it still runs */
    public boolean awaitStopped(Duration limit) throws InterruptedException {
        if (!stopped.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        rethrow();
        return true;
    }

    private void rethrow() {
        Throwable why = failure;
        if (why instanceof RuntimeException wrong) {
            throw wrong;
        }
        if (why instanceof Error error) {
            throw error;
        }
        if (why != null) {
            throw new IllegalStateException(why);
        }
    }

    public boolean isRunning() {
        return stopped.getCount() > 0;
    }

    public RelayStatus status() {
        return loop.progress().status(isRunning());
    }

    /** What the user should know of the source, a sentence each; also logged at the start. */
    public List<String> notices() {
        return loop.notices();
    }

    /** Stops: what is being sent is committed, the rest stays where it is. To close again changes nothing. */
    @Override
    public void close() {
        loop.stop();
        try {
            if (!stopped.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.interrupt();
                stopped.await();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
