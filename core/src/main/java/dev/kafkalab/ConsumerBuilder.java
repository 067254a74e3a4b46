package dev.kafkalab;

import dev.kafkalab.consumer.BatchHandler;
import dev.kafkalab.consumer.Commits;
import dev.kafkalab.consumer.ConsumerEngine;
import dev.kafkalab.consumer.ConsumerListener;
import dev.kafkalab.consumer.ConsumerSettings;
import dev.kafkalab.consumer.Decoder;
import dev.kafkalab.consumer.DeliveryHandler;
import dev.kafkalab.consumer.FailurePolicy;
import dev.kafkalab.consumer.Intake;
import dev.kafkalab.consumer.Ordering;
import dev.kafkalab.consumer.RecordHandler;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.consumer.Work;
import dev.kafkalab.dedup.DeduplicatingHandler;
import dev.kafkalab.dedup.Deduplication;
import dev.kafkalab.dedup.RecordId;
import dev.kafkalab.retry.DeadLetterRecords;
import dev.kafkalab.retry.Recovery;
import dev.kafkalab.retry.RetryPolicy;
import dev.kafkalab.retry.RetryThenRecover;
import dev.kafkalab.retry.RetryTopics;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Builds a consumer. Settings that contradict each other are refused by {@link #start}, with a message that names both.
 *
 * <p>Not thread-safe.
 */
public final class ConsumerBuilder<K, V> {
    private final Map<String, Object> properties;
    private final Map<String, Object> connection;
    private final Decoder<K, V> decoder;
    private final Set<String> topics = new TreeSet<>();
    private Ordering ordering = Ordering.BY_PARTITION;
    private int concurrency = Runtime.getRuntime().availableProcessors();
    private @Nullable Executor executor;
    private Commits commits = Commits.afterProcessing();
    private Intake intake = Intake.STANDARD;
    private Duration drainLimit = Duration.ofSeconds(30);
    private ConsumerListener listener = ConsumerListener.NONE;
    private RetryPolicy retry = RetryPolicy.none();
    private List<Duration> delays = List.of();
    private Recovery recovery = Recovery.stop();
    private @Nullable Deduplication deduplication;
    private RecordId recordId = RecordId.origin();
    private @Nullable RecordHandler<K, V> handler;
    private @Nullable BatchHandler<K, V> batchHandler;
    private int batchSize = 1;

    ConsumerBuilder(Map<String, Object> connection, Deserializer<K> keys, Deserializer<V> values) {
        this.connection = Map.copyOf(connection);
        this.properties = new HashMap<>(connection);
        this.decoder = new Decoder<>(keys, values);
    }

    /** More topics for the same handler. */
    public ConsumerBuilder<K, V> topics(String... names) {
        topics.addAll(Set.of(names));
        return this;
    }

    /** The consumer group; required. */
    public ConsumerBuilder<K, V> group(String name) {
        return property(ConsumerConfig.GROUP_ID_CONFIG, name);
    }

    /** Any property of Kafka's consumer. */
    public ConsumerBuilder<K, V> property(String name, Object value) {
        properties.put(name, value);
        return this;
    }

    /** Where a group without a committed offset starts: {@code earliest}, {@code latest}, {@code by_duration:PT1H}, {@code none}. */
    public ConsumerBuilder<K, V> startFrom(String position) {
        return property(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, position);
    }

    /** Which records wait for which; by partition unless set. */
    public ConsumerBuilder<K, V> ordering(Ordering value) {
        ordering = value;
        return this;
    }

    /** How many records are handled at once at most; the number of processors unless set. */
    public ConsumerBuilder<K, V> concurrency(int value) {
        concurrency = value;
        return this;
    }

    /** Runs handlers on threads of the caller's, such as virtual ones; not closed by the consumer. */
    public ConsumerBuilder<K, V> executor(Executor value) {
        executor = value;
        return this;
    }

    /** When offsets are committed; after processing, every second, unless set. */
    public ConsumerBuilder<K, V> commit(Commits value) {
        commits = value;
        return this;
    }

    /** How much of a partition may be in memory. */
    public ConsumerBuilder<K, V> intake(Intake value) {
        intake = value;
        return this;
    }

    /** How long revocation and close wait for handlers that run; 30 seconds unless set. */
    public ConsumerBuilder<K, V> drainLimit(Duration value) {
        drainLimit = value;
        return this;
    }

    public ConsumerBuilder<K, V> listener(ConsumerListener value) {
        listener = value;
        return this;
    }

    /** Whether and when a record whose handler failed is handed over again; its key waits meanwhile. Never, unless set. */
    public ConsumerBuilder<K, V> retry(RetryPolicy value) {
        retry = value;
        return this;
    }

    /**
     * When {@link #retry} is exhausted, the record waits in a retry topic for the first of these delays, and is attempted
     * once more; then for the next; then it is not tried again. What is not worth a retry is not delayed either.
     *
     * <p>Records of the same key that come after it wait behind it in the retry topic and are handled in their order, also
     * after a crash or when another member takes over. Other keys go on. Records without a key wait for nothing. By
     * {@link Ordering#BY_PARTITION} too it is the key's order that is kept, and a record that was delayed may be handled
     * beside one of another key; {@link Ordering#UNORDERED} nothing waits for anything.
     *
     * <p>The retry topics, {@code <topic>-<group>-retry-1} and so on, are created if they do not exist, with as many
     * partitions and replicas as the topic, and kept for a week and twice the longest delay; what waits longer is lost.
     * When delays are taken out of the settings, what waits there is still handled; when all are, nobody reads it.
     *
     * @param delays each more than zero
     */
    public ConsumerBuilder<K, V> retryLater(Duration... delays) {
        for (Duration delay : delays) {
            if (delay.isNegative() || delay.isZero()) {
                throw KafkaLabException.usage("retryLater(…) has a delay of " + delay + "; it must be more than zero");
            }
        }
        this.delays = List.of(delays);
        return this;
    }

    /** What is done with a record that is not tried again; the consumer stops unless set. */
    public ConsumerBuilder<K, V> recover(Recovery value) {
        recovery = value;
        return this;
    }

    /** A record that is not tried again goes to this topic, which is created if it does not exist. */
    public ConsumerBuilder<K, V> deadLetter(String topic) {
        return recover(Recovery.deadLetter(topic));
    }

    /** A record that is not tried again goes to {@code <topic>-dlt}, which is created if it does not exist. */
    public ConsumerBuilder<K, V> deadLetter() {
        return recover(Recovery.deadLetter());
    }

    /** Handles a record once, known again by where it was {@link RecordId#origin() first}. */
    public ConsumerBuilder<K, V> dedup(Deduplication value) {
        return dedup(value, RecordId.origin());
    }

    /** Handles once what has the same id. */
    public ConsumerBuilder<K, V> dedup(Deduplication value, RecordId id) {
        deduplication = value;
        recordId = id;
        return this;
    }

    public ConsumerBuilder<K, V> handle(RecordHandler<K, V> value) {
        handler = value;
        return this;
    }

    /** @param size records of a batch at most */
    public ConsumerBuilder<K, V> handleBatch(int size, BatchHandler<K, V> value) {
        batchHandler = value;
        batchSize = size;
        return this;
    }

    /**
     * Starts.
     *
     * @throws KafkaLabException if a setting is missing, settings contradict each other, or a topic does not exist
     * @throws org.apache.kafka.common.KafkaException what Kafka refuses
     */
    public RunningConsumer start() {
        ConsumerSettings settings = new ConsumerSettings(
                topics,
                properties,
                publishing(),
                ordering,
                concurrency,
                executor,
                commits,
                intake,
                batchSize,
                drainLimit,
                listener);
        refuseContradictions();
        String group = String.valueOf(settings.properties().get(ConsumerConfig.GROUP_ID_CONFIG));
        DestinationTopics destinations = DestinationTopics.prepare(connection, topics, recovery);
        RetryTopics later = retryTopics(group);
        FailurePolicy lastly = recovery.with(
                new DeadLetterRecords(group, destinations::partitions, later::consumed, destinations::maxBytes));
        FailurePolicy policy =
                new RetryThenRecover(retry, later.through(lastly), lastly, Clock.systemUTC(), new Random());
        Work<K> work = batchHandler == null
                ? new Work.OneByOne<>(oneByOne(group), policy, later)
                : new Work.InBatches<>(batchHandler, decoder, policy);
        return ConsumerEngine.start(settings, decoder, work);
    }

    /** What is too large is for the brokers to say: a record lay compressed among others in their log. */
    private Map<String, Object> publishing() {
        Map<String, Object> producer = new HashMap<>(connection);
        producer.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 32 << 20);
        return producer;
    }

    private RetryTopics retryTopics(String group) {
        RetryDestinations destinations = new RetryDestinations(connection, group, delays);
        return new RetryTopics(
                group,
                delays.isEmpty() ? Map.of() : destinations.prepare(topics),
                delays,
                ordering != Ordering.UNORDERED,
                destinations::prepare,
                Clock.systemUTC());
    }

    private DeliveryHandler<K> oneByOne(String group) {
        DeliveryHandler<K> decoding = decoder.decoding(Objects.requireNonNull(handler));
        return deduplication == null
                ? decoding
                : new DeduplicatingHandler<>(deduplication, recordId, group, listener, decoding);
    }

    private void refuseContradictions() {
        if ((handler == null) == (batchHandler == null)) {
            throw KafkaLabException.usage("a consumer needs one handler: handle(…) or handleBatch(…)");
        }
        if (!delays.isEmpty()) {
            refuseWhatDoesNotGoWithDelays();
        }
        if (deduplication == null) {
            return;
        }
        if (batchHandler != null) {
            throw KafkaLabException.usage(
                    "dedup(…) contradicts handleBatch(…): what is remembered is one record; use handle(…)");
        }
        if (commits instanceof Commits.Manual) {
            throw KafkaLabException.usage(
                    "dedup(…) contradicts commit(manual()): a record would be remembered before it is acknowledged; use"
                            + " commit(afterProcessing())");
        }
        if (commits instanceof Commits.InTransaction) {
            throw KafkaLabException.usage(
                    "dedup(…) contradicts commit(inTransaction()): what is remembered would outlive an aborted transaction; use"
                            + " one of them");
        }
    }

    private void refuseWhatDoesNotGoWithDelays() {
        if (batchHandler != null) {
            throw KafkaLabException.usage(
                    "retryLater(…) contradicts handleBatch(…): what waits for its turn is one record; use handle(…)");
        }
        if (commits instanceof Commits.Auto) {
            throw KafkaLabException.usage(
                    "retryLater(…) contradicts commit(auto()): Kafka's client commits the topics of the group alone; use"
                            + " commit(afterProcessing())");
        }
        if (commits instanceof Commits.Manual) {
            throw KafkaLabException.usage(
                    "retryLater(…) contradicts commit(manual()): a record that was handled and is not acknowledged would hold"
                            + " its key in the retry topic; use commit(afterProcessing())");
        }
        if (commits instanceof Commits.InTransaction) {
            throw KafkaLabException.usage(
                    "retryLater(…) contradicts commit(inTransaction()): what waits would be seen before the transaction is"
                            + " committed; use retry(…)");
        }
    }
}
