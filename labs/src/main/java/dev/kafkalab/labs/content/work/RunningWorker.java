package dev.kafkalab.labs.content.work;

import dev.kafkalab.ConsumerBuilder;
import dev.kafkalab.consumer.Progress;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.health.Health;
import dev.kafkalab.health.Health.Status;
import dev.kafkalab.health.HealthCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One copy of a worker that was started. Thread-safe. Whoever starts it closes it; what it has begun is finished and
 * committed, then its connections are closed.
 */
public final class RunningWorker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RunningWorker.class);

    private final Worker worker;
    private final RunningConsumer consumer;
    private final StoreWatch watch;
    private final HealthCheck health;
    private final List<AutoCloseable> connections;

    private RunningWorker(
            Worker worker, RunningConsumer consumer, StoreWatch watch, List<? extends AutoCloseable> connections) {
        this.worker = worker;
        this.consumer = consumer;
        this.watch = watch;
        this.health = HealthCheck.of(consumer);
        this.connections = List.copyOf(connections);
    }

    /**
     * Starts a copy.
     *
     * @param connections closed after the consumer, the last first; at once if it cannot start
     */
    public static RunningWorker start(
            Worker worker,
            ConsumerBuilder<?, ?> consumer,
            StoreWatch watch,
            List<? extends AutoCloseable> connections) {
        try {
            return new RunningWorker(worker, consumer.start(), watch, connections);
        } catch (RuntimeException e) {
            closeAll(connections);
            throw e;
        }
    }

    public Worker worker() {
        return worker;
    }

    public Progress progress() {
        return consumer.progress();
    }

    /** Which server it waits for, if any: one line, without secrets. */
    public Optional<String> waitsFor() {
        return watch.waitsFor();
    }

    /** How it is; asks no server. Call it every few seconds. */
    public Health health() {
        Optional<String> why = watch.fatal().map(Throwable::getMessage).or(watch::waitsFor);
        Health of = health.check();
        if (why.isEmpty()) {
            return of;
        }
        List<String> reasons = new ArrayList<>();
        reasons.add(why.get());
        reasons.addAll(of.reasons());
        boolean down = watch.fatal().isPresent() || of.status() == Status.DOWN;
        return new Health(down ? Status.DOWN : Status.DEGRADED, reasons);
    }

    /**
     * Waits until it has stopped, at most this long.
     *
     * @return false if it still runs
     * @throws RuntimeException what stopped it, or what it cannot go on from
     */
    public boolean awaitStopped(Duration limit) throws InterruptedException {
        boolean stopped = consumer.awaitStopped(limit);
        Optional<RuntimeException> fatal = watch.fatal();
        if (fatal.isPresent()) {
            throw fatal.get();
        }
        return stopped;
    }

    @Override
    public void close() {
        consumer.close();
        closeAll(connections);
    }

    /** The last first; what one of them throws is logged and keeps none of the others open. */
    public static void closeAll(List<? extends AutoCloseable> opened) {
        List<AutoCloseable> last = new ArrayList<>(opened);
        Collections.reverse(last);
        for (AutoCloseable connection : last) {
            try {
                connection.close();
            } catch (Exception e) {
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                log.debug("could not close a connection", e);
            }
        }
    }
}
