package dev.kafkalab.labs.course.throughput;

import dev.kafkalab.ConsumerBuilder;
import dev.kafkalab.consumer.Ordering;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.labs.frame.EffectTopic;
import dev.kafkalab.labs.frame.LabSite;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Handles all records of a topic in one way. Each record waits for 2 ms on average, as for the answer of a database, and
 * leaves an effect in the partition of this way.
 */
final class ConsumerRun {
    private static final int BATCH = 40;
    private static final Duration ANSWER = Duration.ofMillis(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Deserializer<String> TEXT = new StringDeserializer();

    private final LabSite site;
    private final ConsumerWay way;
    private final String topic;
    private final String group;
    private final String effects;
    private final CountDownLatch open;
    private final AtomicInteger inHand = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();

    ConsumerRun(LabSite site, ConsumerWay way, String topic, String group, String effects, int records) {
        this.site = site;
        this.way = way;
        this.topic = topic;
        this.group = group;
        this.effects = effects;
        this.open = new CountDownLatch(records);
    }

    /** Returns how many records were handled at once, at most. */
    int handleAll() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(site.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            switch (way) {
                case ONE_THREAD -> oneThread(producer);
                case BY_PARTITION, BY_PARTITION_12 -> run(consumer(producer).ordering(Ordering.BY_PARTITION));
                case BY_KEY -> run(byKey(producer));
                case UNORDERED -> run(consumer(producer).ordering(Ordering.UNORDERED));
                case BATCHES -> run(batches(producer));
            }
        }
        return atOnce.get();
    }

    private void handle(ConsumerRecord<byte[], byte[]> record, KafkaProducer<byte[], byte[]> producer) {
        begin();
        // From 1 to 3 ms, so that who comes later may be done earlier.
        LockSupport.parkNanos(ANSWER.toNanos() * (1 + record.offset() % 3) / 2);
        done(record, producer);
    }

    private void begin() {
        atOnce.accumulateAndGet(inHand.incrementAndGet(), Math::max);
    }

    private void done(ConsumerRecord<byte[], byte[]> record, KafkaProducer<byte[], byte[]> producer) {
        byte[] cause = EffectTopic.place(record.partition(), record.offset()).getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(effects, way.ordinal(), cause, record.key()));
        inHand.decrementAndGet();
        open.countDown();
    }

    // --- what is slow ---

    private void oneThread(KafkaProducer<byte[], byte[]> producer) throws TimeoutException {
        Map<String, Object> properties = new HashMap<>(site.clientProperties());
        properties.put("group.id", group);
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", "false");
        long until = System.nanoTime() + PATIENCE.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (open.getCount() > 0) {
                if (System.nanoTime() > until) {
                    throw late();
                }
                consumer.poll(Duration.ofMillis(100)).forEach(record -> handle(record, producer));
                consumer.commitSync();
            }
        }
    }

    private TimeoutException late() {
        return new TimeoutException(way + " left " + open.getCount() + " records");
    }

    // --- what is fast ---

    private ConsumerBuilder<String, String> byKey(KafkaProducer<byte[], byte[]> producer) {
        // cure
        return site.kafka()
                .consumer(topic, TEXT, TEXT)
                .group(group)
                .startFrom("earliest")
                .ordering(Ordering.BY_KEY)
                .concurrency(32)
                .handle((value, delivery) -> handle(delivery.record(), producer));
        // end
    }

    private ConsumerBuilder<String, String> consumer(KafkaProducer<byte[], byte[]> producer) {
        return settings().handle((value, delivery) -> handle(delivery.record(), producer));
    }

    private ConsumerBuilder<String, String> batches(KafkaProducer<byte[], byte[]> producer) {
        return settings().handleBatch(site.cured() ? BATCH : 1, batch -> {
            batch.forEach(received -> begin());
            LockSupport.parkNanos(ANSWER.toNanos());
            batch.forEach(received -> done(received.delivery().record(), producer));
        });
    }

    private ConsumerBuilder<String, String> settings() {
        return site.kafka()
                .consumer(topic, TEXT, TEXT)
                .group(group)
                .startFrom("earliest")
                .concurrency(way.concurrency());
    }

    private void run(ConsumerBuilder<String, String> builder) throws Exception {
        try (RunningConsumer running = (site.cured() ? builder : builder.concurrency(1)).start()) {
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (!open.await(100, TimeUnit.MILLISECONDS)) {
                if (running.awaitStopped(Duration.ZERO) || System.nanoTime() > until) {
                    throw late();
                }
            }
        }
    }
}
