package dev.kafkalab.labs.course.json;

import dev.kafkalab.consumer.ConsumerListener;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.labs.frame.Child;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The process that is killed while it makes receipts. It says so and stands still when some are made that are not
 * committed, so that the kill always finds it there.
 */
public final class PipeVictim {
    static final String STALLED = "stalled";
    /** The loop stalls at this one: in the midst of what it polled, however many partitions a poll was of. */
    private static final int MIDST = ReceiptMaker.POLL + 15;
    /** The pipe stalls so many receipts after a transaction was committed. */
    private static final int BEYOND = 10;

    private static final Duration WORK = Duration.ofMillis(3);

    private final Child child;
    private final CountDownLatch never = new CountDownLatch(1);
    /** Receipts that may yet be made; null as long as that is not known. Guarded by this. */
    private @Nullable Integer left;

    private PipeVictim(Child child) {
        this.child = child;
    }

    /** Arguments: way, topic to read, topic to write, group. */
    public static void main(String[] arguments) throws Exception {
        Child child = Child.begin();
        PipeVictim victim = new PipeVictim(child);
        ReceiptMaker maker = new ReceiptMaker(child.clientProperties(), arguments[1], arguments[2], arguments[3]);
        if (PipeWay.of(arguments[0]) == PipeWay.NAIVE) {
            victim.allow(MIDST);
            maker.consumeThenProduce(victim::receipt, child::isAskedToLeave);
        } else {
            try (RunningConsumer pipe = maker.pipe(victim::receipt, victim.committed())) {
                child.awaitLeave();
            }
        }
    }

    private ConsumerListener committed() {
        return new ConsumerListener() {
            @Override
            public void onCommitted(Map<TopicPartition, OffsetAndMetadata> offsets) {
                allow(BEYOND);
            }
        };
    }

    private synchronized void allow(int receipts) {
        left = receipts;
    }

    private synchronized boolean mayGoOn() {
        if (left == null) {
            return true;
        }
        left--;
        return left >= 0;
    }

    private Receipt receipt(Order order) throws InterruptedException {
        LockSupport.parkNanos(WORK.toNanos());
        if (!mayGoOn()) {
            child.say(STALLED);
            never.await();
        }
        return Receipt.of(order);
    }
}
