package dev.kafkalab.consumer;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * The one thread that talks to Kafka's consumer: polls, hands over, pauses what is full, commits. It never waits for a
 * handler longer than the committer says, so a slow handler does not cost the membership.
 */
final class PollLoop<K> {
    private static final long LAG_EVERY = 1_000_000_000;
    private static final long SOON = 2;
    private static final long LATE = 20;

    private final Consumer<byte[], byte[]> consumer;
    private final Assignment<K> assignment;
    private final Followers followers;
    private final Workers<K> workers;
    private final Committer<K> committer;
    private final Intake intake;
    private final Runnable afterPoll;
    private volatile boolean stopping;
    private volatile long lastProgress = System.nanoTime();
    private long handled;
    private long lagLooked = System.nanoTime() - LAG_EVERY;
    /** Whether it is worth polling again soon. */
    private boolean hurry;
    /** How soon: longer and longer while partitions are full, for a poll costs more than a glance. */
    private long wait = SOON;

    /** @param afterPoll called when what was polled is handed over */
    PollLoop(
            Consumer<byte[], byte[]> consumer,
            Assignment<K> assignment,
            Followers followers,
            Workers<K> workers,
            Committer<K> committer,
            Intake intake,
            Runnable afterPoll) {
        this.consumer = consumer;
        this.assignment = assignment;
        this.followers = followers;
        this.workers = workers;
        this.committer = committer;
        this.intake = intake;
        this.afterPoll = afterPoll;
    }

    /** Ends the loop soon. Any thread. */
    void stop() {
        stopping = true;
        consumer.wakeup();
    }

    boolean isStopping() {
        return stopping;
    }

    /** When a record was done last, by {@link System#nanoTime}. Any thread. */
    long lastProgress() {
        return lastProgress;
    }

    /** Returns when it was stopped; throws what Kafka refuses. */
    void run() {
        while (!stopping) {
            poll();
            ConsumerRecords<byte[], byte[]> following = followers.poll();
            take(following);
            workers.wake();
            afterPoll.run();
            if (!stopping) {
                committer.tick(assignment.owned());
            }
            look();
            if (!following.isEmpty()) {
                hurry = true;
                wait = SOON;
            }
        }
    }

    private void poll() {
        ConsumerRecords<byte[], byte[]> records;
        try {
            records = consumer.poll(
                    Duration.ofMillis(hurry ? Math.min(wait, committer.patience()) : committer.patience()));
        } catch (WakeupException e) {
            // stop() or a lane that waits for its commit.
            return;
        }
        wait = records.isEmpty() ? Math.min(LATE, wait * 2) : SOON;
        take(records);
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        // Named are also partitions that advanced without a record, past the markers of a transaction.
        records.nextOffsets().forEach((name, next) -> take(name, records.records(name), next.offset()));
    }

    private void take(TopicPartition name, List<ConsumerRecord<byte[], byte[]>> records, long next) {
        Dispatcher<K> dispatcher = assignment.dispatcher(name);
        if (dispatcher == null) {
            return;
        }
        if (!records.isEmpty() && records.get(0).offset() < dispatcher.partition.position()) {
            dispatcher = assignment.beginAgain(name, records.get(0).offset());
        }
        dispatcher.accept(records, next);
    }

    private void look() {
        hurry = false;
        boolean askLag = System.nanoTime() - lagLooked >= LAG_EVERY;
        for (OwnedPartition<K> partition : assignment.owned()) {
            if (askLag) {
                OptionalLong lag = partition.start().reader().currentLag(partition.name());
                partition.behind(lag.orElse(-1));
                partition.safe();
            }
            throttle(partition);
            hurry |= partition.isPaused() && !partition.start().follows();
        }
        if (askLag) {
            lagLooked = System.nanoTime();
        }
        long now =
                assignment.owned().stream().mapToLong(OwnedPartition::finished).sum();
        if (now != handled || idle()) {
            handled = now;
            lastProgress = System.nanoTime();
        }
    }

    private boolean idle() {
        // What rests in a partition that follows is not late.
        return assignment.owned().stream()
                .allMatch(partition ->
                        partition.start().follows() ? !workers.isBusy(partition) : partition.inFlight() == 0);
    }

    private void throttle(OwnedPartition<K> partition) {
        long records = partition.inFlight();
        long bytes = partition.inFlightBytes();
        if (!partition.isPaused()) {
            if (records >= intake.records() || bytes >= intake.bytes() || partition.isCrowded()) {
                partition.start().reader().pause(List.of(partition.name()));
                partition.paused(true);
            }
        } else if (records <= intake.records() / 2
                && bytes <= intake.bytes() / 2
                && !partition.isCrowded()
                && !assignment.isOverdue(partition.start().led())) {
            partition.start().reader().resume(List.of(partition.name()));
            partition.paused(false);
            wait = SOON;
        }
    }
}
