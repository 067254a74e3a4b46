package dev.kafkalab.consumer;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.FreshTopics;
import dev.kafkalab.KafkaLab;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@SandboxTest
class EveryModeIT {
    private static final int RECORDS = 5000;
    private static final int KEYS = 40;
    private static final AtomicInteger RUN = new AtomicInteger();

    static Stream<Arguments> modes() {
        return Stream.of("classic", "consumer")
                .flatMap(protocol -> Stream.of(
                        Arguments.of(protocol, Ordering.BY_PARTITION, 1, Commits.auto(), 1),
                        Arguments.of(protocol, Ordering.BY_PARTITION, 3, Commits.each(), 1),
                        Arguments.of(protocol, Ordering.BY_PARTITION, 3, Commits.afterProcessing(), 1),
                        Arguments.of(protocol, Ordering.BY_PARTITION, 3, Commits.afterProcessing(), 100),
                        Arguments.of(protocol, Ordering.BY_PARTITION, 3, Commits.manual(), 1),
                        Arguments.of(protocol, Ordering.BY_KEY, 16, Commits.each(), 1),
                        Arguments.of(protocol, Ordering.BY_KEY, 16, Commits.each(), 10),
                        Arguments.of(protocol, Ordering.BY_KEY, 16, Commits.afterProcessing(), 1),
                        Arguments.of(protocol, Ordering.BY_KEY, 16, Commits.afterProcessing(), 10),
                        Arguments.of(protocol, Ordering.BY_KEY, 16, Commits.manual(), 1),
                        Arguments.of(protocol, Ordering.UNORDERED, 16, Commits.each(), 1),
                        Arguments.of(protocol, Ordering.UNORDERED, 16, Commits.afterProcessing(), 1),
                        Arguments.of(protocol, Ordering.UNORDERED, 16, Commits.afterProcessing(), 50),
                        Arguments.of(protocol, Ordering.UNORDERED, 16, Commits.manual(), 1),
                        Arguments.of(protocol, Ordering.BY_PARTITION, 3, Commits.inTransaction(), 1),
                        Arguments.of(protocol, Ordering.BY_PARTITION, 3, Commits.inTransaction(), 100),
                        Arguments.of(protocol, Ordering.BY_KEY, 16, Commits.inTransaction(), 1),
                        Arguments.of(protocol, Ordering.UNORDERED, 16, Commits.inTransaction(), 1)));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void eachRecordIsHandledOnceInOrderAndThenCommitted(
            String protocol, Ordering ordering, int concurrency, Commits commits, int batch, Sandbox sandbox)
            throws Exception {
        String topic = "modes-" + RUN.incrementAndGet();
        String servers = sandbox.bootstrapServers().orElseThrow();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            FreshTopics.create(admin, new NewTopic(topic, 3, (short) 1));
            awaitLeaders(admin, topic);
            produce(servers, topic);
            Map<String, List<Integer>> seen = new ConcurrentHashMap<>();
            Map<String, AtomicInteger> atOnce = new ConcurrentHashMap<>();
            List<Delivery<String>> unacknowledged = java.util.Collections.synchronizedList(new ArrayList<>());
            AtomicInteger overlaps = new AtomicInteger();
            RecordHandler<String, String> handler = (value, delivery) -> {
                AtomicInteger running = atOnce.computeIfAbsent(delivery.key(), key -> new AtomicInteger());
                if (running.incrementAndGet() > 1) {
                    overlaps.incrementAndGet();
                }
                seen.computeIfAbsent(delivery.key(), key -> java.util.Collections.synchronizedList(new ArrayList<>()))
                        .add(Integer.parseInt(value));
                running.decrementAndGet();
                if (commits instanceof Commits.Manual) {
                    unacknowledged.add(delivery);
                }
            };
            var builder = KafkaLab.connect(servers)
                    .consumer(topic, new StringDeserializer(), new StringDeserializer())
                    .group(topic)
                    .startFrom("earliest")
                    .property("group.protocol", protocol)
                    .ordering(ordering)
                    .concurrency(concurrency)
                    .commit(commits);
            if (batch == 1) {
                builder.handle(handler);
            } else {
                builder.handleBatch(batch, records -> {
                    assertThat(records).hasSizeBetween(1, batch);
                    for (var each : records) {
                        handler.handle(each.value(), each.delivery());
                    }
                });
            }
            try (RunningConsumer consumer = builder.start()) {
                await().atMost(2, MINUTES)
                        .until(() -> count(seen) >= RECORDS
                                && (unacknowledged.isEmpty() || unacknowledged.size() >= RECORDS));
                java.util.Collections.shuffle(unacknowledged);
                unacknowledged.forEach(Delivery::acknowledge);
                await().atMost(2, MINUTES)
                        .untilAsserted(
                                () -> assertThat(consumer.progress().handled()).isEqualTo(RECORDS));
            }
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(topic)
                    .partitionsToOffsetAndMetadata()
                    .get();
            assertThat(committed.values().stream()
                            .mapToLong(OffsetAndMetadata::offset)
                            .sum())
                    .isEqualTo(RECORDS);
            assertThat(count(seen)).isEqualTo(RECORDS);
            if (ordering != Ordering.UNORDERED) {
                assertThat(overlaps).hasValue(0);
                seen.forEach((key, values) -> assertThat(values).as(key).isSorted());
            }
        }
    }

    /** A first batch that meets a broker which does not know the topic yet can throw an idempotent producer out of step. */
    private static void awaitLeaders(Admin admin, String topic) {
        await().ignoreExceptions().until(() -> {
            admin.listOffsets(Map.of(
                            new TopicPartition(topic, 0), OffsetSpec.latest(),
                            new TopicPartition(topic, 1), OffsetSpec.latest(),
                            new TopicPartition(topic, 2), OffsetSpec.latest()))
                    .all()
                    .get();
            return true;
        });
    }

    private static int count(Map<String, List<Integer>> seen) {
        return seen.values().stream().mapToInt(List::size).sum();
    }

    private static void produce(String servers, String topic) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                producer.send(new ProducerRecord<>(topic, "key-" + i % KEYS, Integer.toString(i)));
            }
        }
    }
}
