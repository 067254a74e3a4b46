package dev.kafkalab.consumer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactions of one consumer, one after another: what handlers send and the offsets of what they handled.
 *
 * <p>Sending is thread-safe; the rest belongs to the poll thread.
 */
final class Transactions implements Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final boolean idIsGiven;
    private volatile Producer<byte[], byte[]> producer;
    /** The first failure of this transaction. */
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    /** Why a record was not even taken for sending. */
    private final AtomicReference<@Nullable Exception> notTaken = new AtomicReference<>();

    private final Map<Place, Exception> refused = new ConcurrentHashMap<>();

    private final Lock sending;
    private final Lock abandoning;

    private record Place(TopicPartition partition, long offset) {}

    private Transactions(Supplier<Producer<byte[], byte[]>> producers, boolean idIsGiven) {
        this.producers = producers;
        this.idIsGiven = idIsGiven;
        this.producer = producers.get();
        ReadWriteLock lock = new ReentrantReadWriteLock();
        this.sending = lock.readLock();
        this.abandoning = lock.writeLock();
    }

    /** @throws KafkaException if the brokers refuse the transactional id, or do not answer */
    static Transactions open(Map<String, Object> connection, String group, Optional<String> id) {
        String name = id.orElseGet(() -> group + "-" + UUID.randomUUID());
        Map<String, Object> properties = new HashMap<>(connection);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name);
        // How long the next owner waits for what a crashed one left open.
        properties.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
        return new Transactions(() -> begun(properties), id.isPresent());
    }

    private static Producer<byte[], byte[]> begun(Map<String, Object> properties) {
        Producer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            producer.beginTransaction();
            return producer;
        } catch (RuntimeException e) {
            producer.close(CLOSE);
            throw e;
        }
    }

    @Override
    public void send(ProducerRecord<byte[], byte[]> record, InFlight<?> cause) {
        unlessAbandoned(cause, () -> send(record, failed -> {}, refusal -> refused.put(place(cause), refusal)));
    }

    @Override
    public void publish(ProducerRecord<byte[], byte[]> record, InFlight<?> cause, Consumer<@Nullable Exception> then) {
        unlessAbandoned(cause, () -> send(record, then, refusal -> {}));
    }

    private void unlessAbandoned(InFlight<?> cause, Runnable sends) {
        sending.lock();
        try {
            if (!cause.isAbandoned()) {
                sends.run();
            }
        } finally {
            sending.unlock();
        }
    }

    private void send(
            ProducerRecord<byte[], byte[]> record, Consumer<@Nullable Exception> then, Consumer<Exception> ifRefused) {
        try {
            producer.send(record, (metadata, problem) -> {
                // The first failure is the cause of the others: they are told the same exception.
                if (problem != null && failure.compareAndSet(null, problem) && isRefusal(problem)) {
                    ifRefused.accept(problem);
                }
                then.accept(problem);
            });
        } catch (KafkaException | IllegalStateException e) {
            // Not a first failure: the transaction had failed, or the thread was interrupted.
            notTaken.compareAndSet(null, e);
            then.accept(e);
        }
    }

    private static boolean isRefusal(Exception problem) {
        return problem instanceof RecordTooLargeException
                || problem instanceof RecordBatchTooLargeException
                || problem instanceof InvalidTopicException;
    }

    private static Place place(Delivery<?> delivery) {
        return new Place(
                new TopicPartition(delivery.record().topic(), delivery.record().partition()),
                delivery.record().offset());
    }

    /**
     * To be asked before a record is handled.
     *
     * @throws RefusedOutputException if what its handler sent was refused, so that a transaction was aborted; told once
     */
    void throwRefusal(Delivery<?> delivery) {
        if (refused.isEmpty()) {
            return;
        }
        Place place = place(delivery);
        Exception problem = refused.remove(place);
        if (problem != null) {
            throw new RefusedOutputException(place.partition(), place.offset(), problem);
        }
    }

    /** Waits until all that was sent is on the brokers. */
    void flush() {
        producer.flush();
    }

    /**
     * Commits what was sent together with these offsets, and begins the next transaction.
     *
     * @throws KafkaException if it failed; then {@link #abort} is due
     */
    void commit(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        Exception problem = failure.get() == null ? notTaken.get() : failure.get();
        if (problem != null) {
            throw new KafkaException("a record of the transaction could not be sent", problem);
        }
        if (!offsets.isEmpty()) {
            producer.sendOffsetsToTransaction(offsets, group);
        }
        producer.commitTransaction();
        producer.beginTransaction();
    }

    /**
     * Gives up what was sent since the last commit, and begins the next transaction.
     *
     * @param abandon abandons the records of this transaction, so that none of them sends into the next
     * @throws ProducerFencedException if another producer has taken a transactional id that was given
     */
    void abort(Runnable abandon) {
        abandoning.lock();
        try {
            abandon.run();
            beginAnew();
            failure.set(null);
            notTaken.set(null);
        } finally {
            abandoning.unlock();
        }
    }

    private void beginAnew() {
        try {
            producer.abortTransaction();
            producer.beginTransaction();
        } catch (KafkaException | IllegalStateException e) {
            if (idIsGiven && e instanceof ProducerFencedException) {
                throw e;
            }
            // The brokers aborted it themselves for its age, or nobody knows how its commit ended: taking the same id
            // again ends it one way or the other, and the committed offsets say which.
            producer.close(Duration.ZERO);
            producer = producers.get();
        }
    }

    @Override
    public void close() {
        try {
            // An open transaction would keep the producer from closing, even an empty one.
            producer.abortTransaction();
        } catch (KafkaException | IllegalStateException e) {
            LOG.debug("the last transaction is left to its time-out", e);
        }
        producer.close(CLOSE);
    }
}
