package dev.kafkalab.bench.cdc;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;

/** Reads a topic's committed records on a thread of its own and notes when each row came. Whoever starts it closes it. */
final class Arrivals implements AutoCloseable {
    private static final int MOST_ROWS = 1_000_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AtomicLongArray times = new AtomicLongArray(MOST_ROWS);
    private final Witness witness = new Witness();
    private final Thread thread;
    private volatile boolean any;
    private volatile boolean closing;

    private Arrivals(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
        this.thread = new Thread(this::run, "arrivals");
    }

    static Arrivals start(Topic topic) {
        Arrivals arrivals = new Arrivals(topic.consumer());
        arrivals.thread.start();
        return arrivals;
    }

    private void run() {
        try (consumer) {
            while (!closing) {
                var records = consumer.poll(Duration.ofSeconds(1));
                long now = System.nanoTime();
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    EventMark mark = EventMark.in(record.value());
                    synchronized (witness) {
                        witness.saw(mark);
                    }
                    times.compareAndSet(mark.row(), 0, now);
                    any = true;
                }
            }
        } catch (WakeupException e) {
            // closed
        }
    }

    boolean any() {
        return any;
    }

    /** By {@link System#nanoTime}; 0 if it has not come. */
    long time(int row) {
        return times.get(row);
    }

    /** Waits for rows to come. False if one has not within this time. */
    boolean await(int from, int to, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        for (int row = from; row < to; row++) {
            while (time(row) == 0) {
                if (System.nanoTime() > end) {
                    return false;
                }
                Thread.sleep(10);
            }
        }
        return true;
    }

    List<String> complaints(int from, int to) {
        synchronized (witness) {
            return witness.complaints(from, to);
        }
    }

    /** To close again changes nothing. */
    @Override
    public void close() throws InterruptedException {
        if (closing) {
            return;
        }
        closing = true;
        consumer.wakeup();
        thread.join();
    }
}
