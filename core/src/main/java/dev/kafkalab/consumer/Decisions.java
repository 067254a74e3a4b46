package dev.kafkalab.consumer;

import dev.kafkalab.consumer.Outcome.Done;
import dev.kafkalab.consumer.Outcome.Later;
import dev.kafkalab.consumer.Outcome.Publish;
import dev.kafkalab.consumer.Outcome.RetryAfter;
import dev.kafkalab.consumer.Outcome.Stop;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Carries out what was decided about a record. Thread-safe. */
final class Decisions<K> {
    private static final Duration PUBLISH_AGAIN = Duration.ofMillis(500);

    private final Committer<K> committer;
    private final Publisher publisher;
    private final ScheduledExecutorService timer;
    private final ConsumerListener listener;
    private final Consumer<Lane<K>> resume;
    private final Consumer<Throwable> stop;
    /** Lanes whose record at the head is refused where it was to be published. */
    private final Set<Lane<K>> refused = ConcurrentHashMap.newKeySet();

    /**
     * @param resume makes a lane ready that waited
     * @param stop ends the consumer
     */
    Decisions(
            Committer<K> committer,
            Publisher publisher,
            ScheduledExecutorService timer,
            ConsumerListener listener,
            Consumer<Lane<K>> resume,
            Consumer<Throwable> stop) {
        this.committer = committer;
        this.publisher = publisher;
        this.timer = timer;
        this.listener = listener;
        this.resume = resume;
        this.stop = stop;
    }

    /** @return whether the lane may be run on by the caller */
    boolean carryOut(Outcome outcome, InFlight<K> delivery, Lane<K> lane) {
        if (outcome instanceof Done) {
            return done(delivery, lane);
        }
        if (outcome instanceof RetryAfter retry) {
            resumeAfter(retry.delay(), lane);
        } else if (outcome instanceof Later later) {
            delivery.takeBack();
            resumeAfter(later.delay(), lane);
        } else if (outcome instanceof Publish publish) {
            publish(publish, delivery, lane);
        } else if (outcome instanceof Stop stopping) {
            stop.accept(stopping.cause());
        }
        return false;
    }

    /** How many lanes wait because what they publish is refused. */
    long refused() {
        refused.removeIf(lane -> lane.partition.isClosed());
        return refused.size();
    }

    /** Notes that records at the head of a lane are done, behind which others wait. */
    void finish(List<InFlight<K>> deliveries, Lane<K> lane) {
        for (InFlight<K> delivery : deliveries) {
            finish(delivery, lane);
            lane.next();
        }
    }

    private boolean done(InFlight<K> delivery, Lane<K> lane) {
        finish(delivery, lane);
        return committer.mayGoOn(lane) && lane.next();
    }

    private void finish(InFlight<K> delivery, Lane<K> lane) {
        delivery.outgoing().forEach(record -> publisher.send(record, delivery));
        if (lane.partition.acknowledges()) {
            lane.partition.handedOver();
        } else {
            delivery.finish();
        }
    }

    private void publish(Publish publish, InFlight<K> delivery, Lane<K> lane) {
        delivery.unpublished(publish);
        lane.partition.publishes(1);
        publisher.publish(publish.record(), delivery, failure -> {
            if (failure == null) {
                delivery.finish();
            }
            lane.partition.publishes(-1);
            if (lane.partition.isClosed()) {
                return;
            }
            if (failure != null) {
                refused.add(lane);
                listener.onPublishFailed(delivery, failure);
                resumeAfter(PUBLISH_AGAIN, lane);
                return;
            }
            refused.remove(lane);
            if (committer.mayGoOn(lane) && lane.next()) {
                resume.accept(lane);
            }
        });
    }

    private void resumeAfter(Duration delay, Lane<K> lane) {
        if (delay.isZero()) {
            resume.accept(lane);
        } else {
            timer.schedule(() -> resume.accept(lane), delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }
}
