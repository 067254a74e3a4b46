package dev.kafkalab.labs.content.work;

import dev.kafkalab.ConsumerBuilder;
import dev.kafkalab.KafkaLab;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.consumer.Commits;
import dev.kafkalab.consumer.Ordering;
import dev.kafkalab.labs.content.ContentJson;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.retry.RetryPolicy;
import dev.kafkalab.topics.TopicSpec;
import dev.kafkalab.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The consumer that all workers begin with: posts in parallel, each post's events in order; committed events alone; a
 * failure is tried again some times, then it is a dead letter. What waits for a server is not a failure, see {@link
 * StoreUnavailableException}.
 */
public final class WorkerConsumer {
    /** Of topics that a worker has to make itself. */
    public static final int PARTITIONS = 3;

    /** Records tell when they came in, see {@code content trace}. */
    private static final Map<String, String> CONFIGS = Map.of("message.timestamp.type", "LogAppendTime");

    /** Partitions of a worker that was killed go to another after this time; Kafka's default is 45 s. */
    private static final int SESSION_TIMEOUT_MILLIS = 10_000;

    private static final RetryPolicy RETRY = RetryPolicy.exponential(Duration.ofMillis(200), 2)
            .maxAttempts(6)
            .maxDelay(Duration.ofSeconds(10))
            .jitter(0.3);

    private WorkerConsumer() {}

    /** @param type of events */
    public static <V> ConsumerBuilder<String, V> of(
            ContentStores stores, ContentNames names, Worker worker, String topic, Class<V> type) {
        ConsumerBuilder<String, V> consumer = KafkaLab.connect(stores.kafka())
                .consumer(topic, new StringDeserializer(), ContentJson.serdes().deserializer(type))
                .group(names.group(worker.id()))
                .startFrom("earliest")
                .property(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .ordering(Ordering.BY_KEY)
                .commit(Commits.afterProcessing().every(Duration.ofMillis(500)))
                .retry(RETRY)
                .deadLetter();
        signOfLife(stores.kafka())
                .ifPresent(millis -> consumer.property(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis));
        return consumer;
    }

    /** Empty where it was set, or is the brokers' to decide: with the newer protocol a consumer that names it is refused. */
    static Optional<Integer> signOfLife(Map<String, Object> kafka) {
        boolean brokersDecide =
                "consumer".equalsIgnoreCase(String.valueOf(kafka.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG)));
        return brokersDecide || kafka.containsKey(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG)
                ? Optional.empty()
                : Optional.of(SESSION_TIMEOUT_MILLIS);
    }

    /** Makes topics that do not exist yet. */
    public static void ensureTopics(ContentStores stores, String... topics) {
        try (Cluster cluster = Cluster.connect(stores.kafka())) {
            Topics all = new Topics(cluster);
            List<String> there =
                    all.list(false).stream().map(topic -> topic.name()).toList();
            for (String topic : topics) {
                if (!there.contains(topic)) {
                    create(all, topic);
                }
            }
        }
    }

    private static void create(Topics topics, String name) {
        try {
            topics.create(new TopicSpec(name, Optional.of(PARTITIONS), Optional.empty(), CONFIGS));
        } catch (RuntimeException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
            // Another copy was quicker.
        }
    }
}
