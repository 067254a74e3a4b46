package dev.kafkalab.health;

import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.health.Health.Status;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Says how a consumer is. Down: it was stopped, by a failure or by closing it; or there are records to handle and none was
 * done for a while. Degraded: a partition does not get on while others do; a dead letter or retry record is refused; commits
 * fail. A consumer without partitions or without records to handle is up.
 *
 * <p>What takes how long is measured between calls: ask every few seconds. A handler that may take long for a single record
 * needs a longer {@link #stalledAfter}. Brokers that do not answer show by what is left to handle; a consumer that had
 * caught up before they went away is up until it learns of new records.
 *
 * <p>Thread-safe. Holds nothing open.
 */
public final class HealthCheck {
    /** One minute. */
    public static final Duration STANDARD_STALL = Duration.ofMinutes(1);

    private final RunningConsumer consumer;
    private final ProgressWatch watch;

    private HealthCheck(RunningConsumer consumer, ProgressWatch watch) {
        this.consumer = consumer;
        this.watch = watch;
    }

    /** A consumer stalls when nothing is done for a minute. */
    public static HealthCheck of(RunningConsumer consumer) {
        return new HealthCheck(consumer, new ProgressWatch(STANDARD_STALL, Clock.systemUTC()));
    }

    /**
     * The same that takes a consumer or partition for stalled after this long without progress.
     *
     * @param limit more than zero
     */
    public HealthCheck stalledAfter(Duration limit) {
        return new HealthCheck(consumer, new ProgressWatch(limit, Clock.systemUTC()));
    }

    /** How it is now. Asks no broker. */
    public Health check() {
        if (consumer.isRunning()) {
            return watch.assess(consumer.progress());
        }
        return new Health(Status.DOWN, List.of(stopped().orElse("the consumer is closed")));
    }

    private Optional<String> stopped() {
        try {
            consumer.awaitStopped(Duration.ZERO);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of("the consumer stopped: " + e);
        }
    }
}
