package dev.kafkalab.consumer;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.ConsumerBuilder;
import dev.kafkalab.FreshTopics;
import dev.kafkalab.KafkaLab;
import dev.kafkalab.retry.RetryPolicy;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a handler sends in a transaction is seen once by readers of committed records, whatever fails. */
@SandboxTest
class TransactionsIT {
    private static final int RECORDS = 20_000;
    private static final int KEYS = 200;

    private String servers;
    private String in;
    private String out;
    private Admin admin;

    @BeforeEach
    void topics(Sandbox sandbox) throws Exception {
        servers = sandbox.bootstrapServers().orElseThrow();
        String id = UUID.randomUUID().toString().substring(0, 8);
        in = "in-" + id;
        out = "out-" + id;
        admin = Admin.create(Map.of("bootstrap.servers", servers));
        FreshTopics.create(
                admin,
                new NewTopic(in, 3, (short) 1),
                new NewTopic(out, 3, (short) 1).configs(Map.of("max.message.bytes", "1000000")));
        await().ignoreExceptions().until(() -> {
            admin.listOffsets(Map.of(
                            new TopicPartition(in, 0), OffsetSpec.latest(),
                            new TopicPartition(in, 1), OffsetSpec.latest(),
                            new TopicPartition(in, 2), OffsetSpec.latest()))
                    .all()
                    .get();
            return true;
        });
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                producer.send(new ProducerRecord<>(in, "key-" + i % KEYS, Integer.toString(i)));
            }
        }
    }

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void failingAttemptsSendNothing() throws Exception {
        Random random = new Random(7);
        try (RunningConsumer consumer = copying((value, delivery) -> {
                    delivery.send(output(delivery, value));
                    if (random.nextInt(50) == 0) {
                        throw new IllegalStateException("now and then");
                    }
                })
                .retry(RetryPolicy.fixed(Duration.ofMillis(5)).maxAttempts(100))
                .start()) {
            awaitHandled(consumer);
        }
        assertThatEachIsThereOnce(read(out));
    }

    @Test
    void membersThatComeAndGoNeitherLoseNorRepeat() throws Exception {
        List<RunningConsumer> members = new ArrayList<>();
        RecordHandler<String, String> handler = (value, delivery) -> {
            java.util.concurrent.locks.LockSupport.parkNanos(200_000);
            delivery.send(output(delivery, value));
        };
        members.add(copying(handler).start());
        members.add(copying(handler).start());
        await().atMost(2, MINUTES).until(() -> handled(members) > RECORDS / 10);
        members.add(copying(handler).start());
        await().atMost(2, MINUTES).until(() -> handled(members) > RECORDS / 3);
        members.get(0).close();
        members.get(1).close();
        await().atMost(2, MINUTES).until(() -> read(out).size() >= RECORDS);
        members.get(2).close();
        assertThatEachIsThereOnce(read(out));
    }

    @Test
    void anOutputThatIsRefusedIsAFailureOfItsRecordAlone() throws Exception {
        try (RunningConsumer consumer = copying((value, delivery) -> delivery.send(
                        value.equals("777")
                                ? new ProducerRecord<>(out, delivery.record().key(), new byte[2 << 20])
                                : output(delivery, value)))
                .deadLetter()
                .start()) {
            awaitHandled(consumer);
        }
        List<ConsumerRecord<String, String>> letters = read(in + "-dlt");
        assertThat(letters).extracting(ConsumerRecord::value).containsExactly("777");
        List<ConsumerRecord<String, String>> copies = read(out);
        assertThat(copies)
                .hasSize(RECORDS - 1)
                .extracting(ConsumerRecord::value)
                .doesNotContain("777");
    }

    private ConsumerBuilder<String, String> copying(RecordHandler<String, String> handler) {
        return KafkaLab.connect(servers)
                .consumer(in, new StringDeserializer(), new StringDeserializer())
                .group(in)
                .startFrom("earliest")
                .ordering(Ordering.BY_KEY)
                .concurrency(16)
                .commit(Commits.inTransaction())
                .handle(handler);
    }

    private ProducerRecord<byte[], byte[]> output(Delivery<String> delivery, String value) {
        return new ProducerRecord<>(out, delivery.record().key(), value.getBytes(StandardCharsets.UTF_8));
    }

    private static long handled(List<RunningConsumer> members) {
        return members.stream().mapToLong(member -> member.progress().handled()).sum();
    }

    private static void awaitHandled(RunningConsumer consumer) {
        await().atMost(2, MINUTES)
                .until(() -> consumer.progress().partitions().stream()
                                .mapToLong(partition -> partition.committed())
                                .sum()
                        == RECORDS);
    }

    private void assertThatEachIsThereOnce(List<ConsumerRecord<String, String>> copies) {
        assertThat(copies).hasSize(RECORDS);
        Map<String, Integer> last = new HashMap<>();
        for (ConsumerRecord<String, String> copy : copies) {
            Integer before = last.put(copy.key(), Integer.parseInt(copy.value()));
            assertThat(before == null ? -1 : before).as(copy.key()).isLessThan(Integer.parseInt(copy.value()));
        }
    }

    /** All that is committed. */
    private List<ConsumerRecord<String, String>> read(String topic) {
        List<ConsumerRecord<String, String>> all = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
        }
        return all;
    }
}
