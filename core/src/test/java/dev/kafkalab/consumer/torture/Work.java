package dev.kafkalab.consumer.torture;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What a handler of a member does with a record: takes a while, and writes when it began and ended. Thread-safe. */
final class Work {
    private final Ledger ledger;
    private final AtomicLong units = new AtomicLong();

    Work(Ledger ledger) {
        this.ledger = ledger;
    }

    long newUnit() {
        return units.incrementAndGet();
    }

    void begin(ConsumerRecord<byte[], byte[]> record, long unit) {
        ledger.write(new Event.Begin(
                System.nanoTime(),
                record.partition(),
                record.offset(),
                new String(record.key(), StandardCharsets.US_ASCII),
                Long.parseLong(new String(record.value(), StandardCharsets.US_ASCII)),
                unit));
    }

    void returned(ConsumerRecord<byte[], byte[]> record) {
        ledger.write(new Event.Returned(System.nanoTime(), record.partition(), record.offset()));
    }

    void end(ConsumerRecord<byte[], byte[]> record) {
        ledger.write(new Event.End(System.nanoTime(), record.partition(), record.offset()));
    }

    /**
     * Nothing for every fourth record, up to 25 ms for most, up to 60 ms for some: waiting, not computing, so that many are
     * in a handler when a kill comes though several modes share a machine.
     */
    static long nanos() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int dice = random.nextInt(100);
        return dice < 25 ? 0 : dice < 95 ? random.nextLong(25_000_000) : random.nextLong(60_000_000);
    }

    static void takeAWhile() {
        long until = System.nanoTime() + nanos();
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Says which record caused it. */
    static ProducerRecord<byte[], byte[]> effect(String topic, ConsumerRecord<byte[], byte[]> cause) {
        byte[] place = (cause.partition() + "@" + cause.offset()).getBytes(StandardCharsets.US_ASCII);
        return new ProducerRecord<>(topic, cause.partition(), cause.key(), place);
    }
}
