package dev.kafkalab.labs.coupon.worker;

import dev.kafkalab.ConsumerBuilder;
import dev.kafkalab.KafkaLab;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.consumer.Commits;
import dev.kafkalab.consumer.Ordering;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.groups.Groups;
import dev.kafkalab.health.Health;
import dev.kafkalab.health.HealthCheck;
import dev.kafkalab.labs.coupon.CouponNames;
import dev.kafkalab.labs.coupon.CouponStores;
import dev.kafkalab.labs.coupon.desk.Sweep;
import dev.kafkalab.labs.coupon.topic.CouponJson;
import dev.kafkalab.labs.coupon.topic.CouponRecord;
import dev.kafkalab.labs.coupon.topic.RequestTopic;
import dev.kafkalab.retry.RetryPolicy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Writes admitted requests into MySQL until it is closed, and sweeps up those that were never sent.
 *
 * <p>At least once from Kafka, once in the table: rows are told apart by event and user and by event and number. While
 * MySQL does not answer it waits and tries again. A record that is no admission, or contradicts its event or another row,
 * goes to the dead letter topic and is no row.
 *
 * <p>Thread-safe. Whoever starts it closes it.
 */
public final class CouponWorker implements AutoCloseable {
    /** Rows of a statement, at most. */
    public static final int STANDARD_BATCH = 1_000;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration AT_ONCE = Duration.ofSeconds(-1);

    /** After so long without a sign of life the partitions of a worker that was killed are given to another. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

    private final CouponStores stores;
    private final RunningConsumer consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Sweep sweep;
    private final HealthCheck health;
    private final LongAdder written;

    private CouponWorker(
            CouponStores stores, RunningConsumer consumer, KafkaProducer<byte[], byte[]> producer, LongAdder written) {
        this.stores = stores;
        this.consumer = consumer;
        this.producer = producer;
        this.sweep = new Sweep(stores, producer);
        this.health = HealthCheck.of(consumer);
        this.written = written;
    }

    /**
     * Starts one; the topic must exist.
     *
     * @param batch rows of a statement, at most
     */
    public static CouponWorker start(CouponStores stores, int batch) {
        LongAdder written = new LongAdder();
        KafkaProducer<byte[], byte[]> producer = new RequestTopic(stores).producer(PATIENCE);
        try {
            CouponWorker worker = new CouponWorker(stores, consumer(stores, batch, written), producer, written);
            worker.sweep.start();
            return worker;
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    private static RunningConsumer consumer(CouponStores stores, int batch, LongAdder written) {
        CouponNames names = stores.names();
        ConsumerBuilder<byte[], CouponRecord> builder = KafkaLab.connect(stores.kafka())
                .consumer(names.topic(), new ByteArrayDeserializer(), new CouponJson())
                .group(names.group())
                .startFrom("earliest")
                .ordering(Ordering.BY_PARTITION)
                .commit(Commits.afterProcessing().every(Duration.ofMillis(200)))
                .retry(RetryPolicy.exponential(Duration.ofMillis(100), 2)
                        .maxDelay(Duration.ofSeconds(2))
                        .maxAttempts(Integer.MAX_VALUE)
                        .giveUpOn(CouponConflictException.class))
                .deadLetter(names.deadLetters())
                .handleBatch(batch, new RowWriter(stores, written));
        if (!"consumer"
                .equals(stores.kafka().get("group.protocol"))) { // there the broker decides, and refuses the setting
            builder.property("session.timeout.ms", (int) SIGN_OF_LIFE.toMillis());
        }
        return builder.start();
    }

    /** How it is; asks no server. Call it every few seconds. */
    public Health health() {
        return health.check();
    }

    /** Rows that this worker has written. */
    public long written() {
        return written.sum();
    }

    /**
     * Whether everything that was admitted is in the table: nothing is pending, and the group has read all of the topic.
     * Sends what is pending first, however young.
     */
    public boolean isDone() throws SQLException, InterruptedException {
        try {
            if (sweep.once(AT_ONCE) > 0) {
                return false;
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
        return hasReadAll();
    }

    /** Asked of the topic's partitions, since a group that is being balanced knows of none. */
    private boolean hasReadAll() {
        RequestTopic topic = new RequestTopic(stores);
        Map<Integer, Long> end = topic.end();
        Map<Integer, Long> read = new HashMap<>();
        try (Cluster cluster = Cluster.connect(stores.kafka())) {
            new Groups(cluster).committed(stores.names().group()).forEach((partition, offset) -> {
                if (partition.topic().equals(stores.names().topic())) {
                    read.put(partition.partition(), offset);
                }
            });
        }
        if (!read.keySet().containsAll(end.keySet())) {
            topic.beginning().forEach(read::putIfAbsent);
        }
        return end.entrySet().stream().allMatch(each -> read.getOrDefault(each.getKey(), 0L) >= each.getValue());
    }

    /**
     * Waits until it stops.
     *
     * @return false if it still runs after so long
     * @throws RuntimeException what it could not go on from
     */
    public boolean awaitStopped(Duration limit) throws InterruptedException {
        return consumer.awaitStopped(limit);
    }

    @Override
    public void close() {
        sweep.close();
        consumer.close();
        producer.close(PATIENCE);
    }
}
