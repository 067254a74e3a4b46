package dev.kafkalab.consumer;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.consumer.Commits.Auto;
import dev.kafkalab.consumer.Commits.InTransaction;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.jspecify.annotations.Nullable;

/**
 * How a consumer runs. Settings that contradict each other are refused with a message that names both.
 *
 * @param properties any property of Kafka's consumer, with {@code bootstrap.servers} and {@code group.id}; what is not set
 *     is cooperative rebalancing and no automatic creation of topics
 * @param producerProperties for dead letters, retry topics and transactions; with {@code bootstrap.servers}
 * @param concurrency how many records are handled at once at most
 * @param executor runs handlers; null for threads of the consumer's own. Not closed by the consumer
 * @param batchSize records of a batch at most; 1 unless batches are handled
 * @param drainLimit how long revocation and close wait for handlers that run
 */
public record ConsumerSettings(
        Set<String> topics,
        Map<String, Object> properties,
        Map<String, Object> producerProperties,
        Ordering ordering,
        int concurrency,
        @Nullable Executor executor,
        Commits commits,
        Intake intake,
        int batchSize,
        Duration drainLimit,
        ConsumerListener listener) {
    public ConsumerSettings {
        topics = Set.copyOf(topics);
        require(!topics.isEmpty(), "a consumer needs a topic");
        require(given(properties, ConsumerConfig.GROUP_ID_CONFIG), "a consumer needs a group: group(…)");
        require(concurrency >= 1, "concurrency is " + concurrency + "; it must be 1 or more");
        require(batchSize >= 1, "batch size is " + batchSize + "; it must be 1 or more");
        require(!drainLimit.isNegative(), "drain limit is " + drainLimit + "; it must be zero or more");
        if (commits instanceof Auto) {
            require(
                    ordering == Ordering.BY_PARTITION && concurrency == 1,
                    "commit(auto()) contradicts parallel lanes (ordering " + ordering + ", concurrency " + concurrency
                            + "): Kafka's client would commit records that are not handled yet; use ordering(BY_PARTITION)"
                            + " with concurrency(1), or commit(afterProcessing())");
            require(
                    executor == null,
                    "commit(auto()) contradicts executor(…): its handler runs in the poll thread; use commit(afterProcessing())");
        }
        properties = complete(properties, commits);
        producerProperties = Map.copyOf(producerProperties);
    }

    /** For a consumer that is no member of the group and reads from where it is told. */
    Map<String, Object> followerProperties() {
        Map<String, Object> following = new HashMap<>(properties);
        Object group = following.remove(ConsumerConfig.GROUP_ID_CONFIG);
        following.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        following.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
        following.remove(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG);
        following.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        following.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        following.put(
                ConsumerConfig.CLIENT_ID_CONFIG,
                given(following, ConsumerConfig.CLIENT_ID_CONFIG)
                        ? following.get(ConsumerConfig.CLIENT_ID_CONFIG) + "-following"
                        : group + "-following");
        return following;
    }

    private static Map<String, Object> complete(Map<String, Object> given, Commits commits) {
        Map<String, Object> properties = new HashMap<>(given);
        boolean auto = commits instanceof Auto;
        Object said = given.get(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG);
        require(
                said == null || Boolean.parseBoolean(said.toString()) == auto,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG + "=" + said + " contradicts commit("
                        + commits.getClass().getSimpleName() + "); leave the property out");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, auto);
        if (commits instanceof InTransaction) {
            properties.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        }
        properties.putIfAbsent(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        if (!"consumer".equalsIgnoreCase(String.valueOf(given.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG)))) {
            properties.putIfAbsent(
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        }
        return Map.copyOf(properties);
    }

    private static boolean given(Map<String, Object> properties, String name) {
        Object value = properties.get(name);
        return value != null && !value.toString().isBlank();
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw KafkaLabException.usage(message);
        }
    }
}
