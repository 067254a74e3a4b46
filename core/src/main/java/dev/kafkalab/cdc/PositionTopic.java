package dev.kafkalab.cdc;

import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.topics.TopicSpec;
import dev.kafkalab.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Where relays keep their positions: a compacted topic of one partition, keyed by the relay's name. Thread-safe; holds no
 * connection.
 *
 * @param properties how the cluster is reached
 */
record PositionTopic(String name, Map<String, Object> properties) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Makes it unless it is there. */
    void make(Cluster cluster) {
        if (!exists(cluster)) {
            Topics topics = new Topics(cluster);
            Destinations.create(
                    topics, new TopicSpec(name, Optional.of(1), Optional.empty(), Map.of("cleanup.policy", "compact")));
        }
    }

    boolean exists() {
        try (Cluster cluster = Cluster.connect(properties)) {
            return exists(cluster);
        }
    }

    private boolean exists(Cluster cluster) {
        return new Topics(cluster)
                .list(false).stream().anyMatch(topic -> topic.name().equals(name));
    }

    ProducerRecord<byte[], byte[]> record(String relay, StoredPosition position) {
        return new ProducerRecord<>(name, 0, bytes(relay), position.bytes());
    }

    /** The last committed position of a relay; waits for no transaction that is open, so fence the relay first. */
    Optional<StoredPosition> last(String relay) {
        return lastValue(relay, "read_committed").map(StoredPosition::of);
    }

    /**
     * Says that from now on this one is the relay of that name. Said before the predecessor is fenced, so that it finds out
     * that it was replaced and not just too slow.
     */
    void claim(String relay, String owner) {
        Map<String, Object> producer = new HashMap<>(properties);
        producer.keySet().removeIf(key -> !ProducerConfig.configNames().contains(key));
        try (KafkaProducer<byte[], byte[]> claiming =
                new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer())) {
            claiming.send(new ProducerRecord<>(name, 0, bytes(ownerKey(relay)), bytes(owner)))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException refused ? refused : new KafkaException(e.getCause());
        } catch (java.util.concurrent.TimeoutException e) {
            throw new TimeoutException(
                    "position topic " + name + " takes no record within " + PATIENCE.toSeconds() + " s");
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Who claimed the name last; also while a transaction of a predecessor is open, since claims are in none. */
    Optional<String> owner(String relay) {
        return lastValue(ownerKey(relay), "read_uncommitted").map(value -> new String(value, StandardCharsets.UTF_8));
    }

    private static String ownerKey(String relay) {
        return relay + "/owner";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Optional<byte[]> lastValue(String key, String isolation) {
        Map<String, Object> consumer = new HashMap<>(properties);
        consumer.keySet().removeIf(property -> !ConsumerConfig.configNames().contains(property));
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.remove(ConsumerConfig.GROUP_ID_CONFIG);
        TopicPartition partition = new TopicPartition(name, 0);
        try (KafkaConsumer<byte[], byte[]> reader =
                new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            reader.assign(List.of(partition));
            reader.seekToBeginning(Set.of(partition));
            long end = Objects.requireNonNull(
                    reader.endOffsets(Set.of(partition), PATIENCE).get(partition));
            Optional<byte[]> last = Optional.empty();
            while (reader.position(partition, PATIENCE) < end) {
                for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(200))) {
                    if (key.equals(new String(record.key(), StandardCharsets.UTF_8))) {
                        last = Optional.ofNullable(record.value());
                    }
                }
            }
            return last;
        }
    }
}
