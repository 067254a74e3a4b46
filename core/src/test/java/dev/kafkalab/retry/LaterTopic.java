package dev.kafkalab.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.ConsumerBuilder;
import dev.kafkalab.FreshTopics;
import dev.kafkalab.KafkaLab;
import dev.kafkalab.consumer.Delivery;
import dev.kafkalab.consumer.RecordHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic of its own with numbered records by key, a consumer with retry topics, and a journal of what it was handed. */
final class LaterTopic implements AutoCloseable {
    final String topic = "later-" + UUID.randomUUID().toString().substring(0, 8);
    final List<Handed> journal = Collections.synchronizedList(new ArrayList<>());
    private final String servers;
    private final Admin admin;
    private final KafkaProducer<String, String> producer;
    private final Map<String, Integer> sent = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();

    /** One attempt. */
    record Handed(String key, int number, int attempt, boolean failed, Instant at, String origin) {}

    LaterTopic(String servers, int partitions) throws Exception {
        this.servers = servers;
        this.admin = Admin.create(Map.of("bootstrap.servers", servers));
        FreshTopics.create(admin, new NewTopic(topic, partitions, (short) 1));
        awaitLeaders(partitions);
        ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, topic + "-group");
        admin.incrementalAlterConfigs(Map.of(
                        group,
                        List.of(
                                set("consumer.session.timeout.ms", "2000"),
                                set("consumer.heartbeat.interval.ms", "500"))))
                .all()
                .get();
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer());
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }

    private void awaitLeaders(int partitions) {
        await().ignoreExceptions().until(() -> {
            admin.listOffsets(IntStream.range(0, partitions)
                            .boxed()
                            .collect(Collectors.toMap(
                                    number -> new TopicPartition(topic, number), number -> OffsetSpec.latest())))
                    .all()
                    .get();
            return true;
        });
    }

    void grow(int partitions) throws Exception {
        admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                .all()
                .get();
        awaitLeaders(partitions);
    }

    /** Sends so many more records of a key; each carries the number it has within its key. */
    void send(String key, int count) {
        for (int i = 0; i < count; i++) {
            producer.send(new ProducerRecord<>(topic, key, String.valueOf(sent.merge(key, 1, Integer::sum) - 1)));
        }
        producer.flush();
    }

    void send(int partition, String key) {
        producer.send(
                new ProducerRecord<>(topic, partition, key, String.valueOf(sent.merge(key, 1, Integer::sum) - 1)));
        producer.flush();
    }

    /** Decides which attempts fail. */
    interface Fails {
        boolean fails(String key, int number, int attempt);
    }

    ConsumerBuilder<String, String> consumer(Fails failing) {
        RecordHandler<String, String> handler = (value, delivery) -> {
            AtomicInteger now = running.computeIfAbsent(delivery.key(), key -> new AtomicInteger());
            assertThat(now.incrementAndGet())
                    .as("records of key " + delivery.key() + " at once")
                    .isEqualTo(1);
            try {
                handle(value, delivery, failing);
            } finally {
                now.decrementAndGet();
            }
        };
        return consumer(servers, topic, handler);
    }

    static ConsumerBuilder<String, String> consumer(
            String servers, String topic, RecordHandler<String, String> handler) {
        return KafkaLab.connect(servers)
                .consumer(topic, new StringDeserializer(), new StringDeserializer())
                .group(topic + "-group")
                .startFrom("earliest")
                .property("metadata.max.age.ms", 1000)
                .retryLater(Duration.ofMillis(700), Duration.ofMillis(1200))
                .deadLetter()
                .handle(handler);
    }

    private void handle(String value, Delivery<String> delivery, Fails failing) {
        int number = Integer.parseInt(value);
        boolean fails = failing.fails(delivery.key(), number, delivery.attempt());
        journal.add(new Handed(
                delivery.key(),
                number,
                delivery.attempt(),
                fails,
                Instant.now(),
                delivery.origin().topic()));
        if (fails) {
            throw new IllegalStateException("as told");
        }
    }

    /** What was handed over of a key, as {@code number#attempt}, a failed one with an exclamation mark. */
    List<String> handed(String key) {
        synchronized (journal) {
            return journal.stream()
                    .filter(each -> each.key().equals(key))
                    .map(each -> each.number() + "#" + each.attempt() + (each.failed() ? "!" : ""))
                    .toList();
        }
    }

    /** The same without the attempts, each number once: in which order they came first. */
    List<Integer> order(String key) {
        synchronized (journal) {
            return journal.stream()
                    .filter(each -> each.key().equals(key))
                    .map(Handed::number)
                    .distinct()
                    .toList();
        }
    }

    Instant when(String key, int number, int attempt) {
        synchronized (journal) {
            return journal.stream()
                    .filter(each -> each.key().equals(key) && each.number() == number && each.attempt() == attempt)
                    .findFirst()
                    .orElseThrow()
                    .at();
        }
    }

    /** How many records a topic holds. */
    long records(String name) throws Exception {
        Map<TopicPartition, OffsetSpec> latest =
                admin.describeTopics(List.of(name)).allTopicNames().get().get(name).partitions().stream()
                        .collect(Collectors.toMap(
                                info -> new TopicPartition(name, info.partition()), info -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    int partitions(String name) throws Exception {
        return admin.describeTopics(List.of(name))
                .allTopicNames()
                .get()
                .get(name)
                .partitions()
                .size();
    }

    String retryTopic(int number) {
        return RetryTopics.name(topic, topic + "-group", number);
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
