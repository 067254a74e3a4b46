package dev.kafkalab.consumer;

import java.time.Duration;

/** A consumer that was started. Thread-safe. Whoever starts it closes it. */
public interface RunningConsumer extends AutoCloseable {
    /**
     * Waits until the consumer has stopped, by {@link #close()} or by a failure.
     *
     * @throws RuntimeException what stopped it: what a handler threw and a policy did not take, what Kafka refused
     * @throws InterruptedException if the waiting thread is interrupted; the consumer runs on
     */
    void awaitStopped() throws InterruptedException;

    /**
     * The same, waiting at most this long.
     *
     * @return false if it still runs
     */
    boolean awaitStopped(Duration limit) throws InterruptedException;

    boolean isRunning();

    /** How it is: where it stands in each partition, what it waits for. */
    Progress progress();

    /**
     * Stops: takes no more records, lets handlers that run finish (at most the drain limit that was set), commits what is
     * done, leaves the group. To close again changes nothing. Must not be called by a handler.
     */
    @Override
    void close();
}
