package dev.kafkalab.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.FreshTopics;
import dev.kafkalab.reading.ReadRequest.Builder;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SandboxTest
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class TopicReaderIT {
    private String servers;
    private Admin admin;
    private final String topic = "reader-" + Long.toHexString(new Random().nextLong());

    @BeforeEach
    void setUp(Sandbox sandbox) {
        servers = sandbox.bootstrapServers().orElseThrow();
        admin = Admin.create(Map.of("bootstrap.servers", servers));
    }

    @AfterEach
    void tearDown() {
        admin.close();
    }

    private void create(int partitions, Map<String, String> configs) throws Exception {
        FreshTopics.create(admin, new NewTopic(topic, partitions, (short) 1).configs(configs));
    }

    private KafkaProducer<String, String> producer(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("bootstrap.servers", servers);
        return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    }

    private void send(int from, int to) {
        try (KafkaProducer<String, String> producer = producer(Map.of())) {
            IntStream.range(from, to).forEach(i -> producer.send(new ProducerRecord<>(topic, "k" + i % 5, "" + i)));
        }
    }

    private Builder request() {
        return ReadRequest.of(new TopicChoice.Named(Set.of(topic))).untilEnd();
    }

    /** Takes the values of records. */
    private static class Values implements RecordSink {
        final List<String> values = Collections.synchronizedList(new ArrayList<>());

        @Override
        public boolean accept(ConsumerRecord<byte[], byte[]> record) {
            return values.add(new String(record.value(), StandardCharsets.UTF_8));
        }

        @Override
        public void flush() {}
    }

    private List<String> read(ReadRequest request, Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("bootstrap.servers", servers);
        Values sink = new Values();
        try (TopicReader reader = new TopicReader(properties, request, notice -> {})) {
            assertThat(reader.read(sink)).isEqualTo(ReadEnd.COMPLETE);
        }
        return sink.values;
    }

    private OffsetAndMetadata committed(String group, int partition) throws Exception {
        return admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(new TopicPartition(topic, partition));
    }

    @ParameterizedTest
    @ValueSource(strings = {"read_committed", "read_uncommitted"})
    void theEndIsReachedBehindAbortedRecordsAndTransactionMarkers(String isolation) throws Exception {
        create(1, Map.of());
        try (KafkaProducer<String, String> producer = producer(Map.of("transactional.id", topic))) {
            producer.initTransactions();
            for (String value : List.of("kept", "aborted")) {
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(topic, value)).get();
                if (value.equals("kept")) {
                    producer.commitTransaction();
                } else {
                    producer.abortTransaction();
                }
            }
        }
        List<String> expected = isolation.equals("read_committed") ? List.of("kept") : List.of("kept", "aborted");
        Map<String, Object> properties = Map.of("isolation.level", isolation);
        assertThat(read(request().build(), properties)).isEqualTo(expected);
        ReadRequest grouped = request().group(topic).commit(CommitMode.SYNC).build();
        assertThat(read(grouped, properties)).isEqualTo(expected);
        assertThat(committed(topic, 0).offset()).as("the end of the log").isEqualTo(4);
        assertThat(read(grouped, properties)).isEmpty();
    }

    @Test
    void theEndIsReachedOnACompactedTopic() throws Exception {
        create(
                1,
                Map.of(
                        "cleanup.policy", "compact",
                        "segment.ms", "100",
                        "min.cleanable.dirty.ratio", "0.01",
                        "max.compaction.lag.ms", "100"));
        send(0, 1_000);
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    send(0, 5); // a new segment, so that the one before may be compacted
                    return read(request().build(), Map.of()).size() < 500;
                });
        assertThat(read(request().group(topic).build(), Map.of())).contains("4").hasSizeLessThan(1_000);
    }

    @Test
    void membersOfAGroupShareThePartitionsAndEachEnds() throws Exception {
        create(3, Map.of());
        send(0, 3_000);
        CompletableFuture<List<String>> other =
                CompletableFuture.supplyAsync(() -> read(request().group(topic).build(), Map.of()));
        List<String> values = new ArrayList<>(read(request().group(topic).build(), Map.of()));
        values.addAll(other.get());
        assertThat(values)
                .contains(IntStream.range(0, 3_000).mapToObj(String::valueOf).toArray(String[]::new));
        assertThat(committed(topic, 0)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void bothGroupProtocolsReachTheEnd(String protocol) throws Exception {
        create(2, Map.of());
        send(0, 100);
        assertThat(read(request().group(topic).build(), Map.of("group.protocol", protocol)))
                .hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTO", "SYNC", "ASYNC"})
    void whatTheSinkDidNotKeepIsNotCommitted(CommitMode mode) throws Exception {
        create(1, Map.of());
        send(0, 100);
        Values failing = new Values() {
            @Override
            public void flush() {
                throw new IllegalStateException("disk full");
            }
        };
        ReadRequest request = request().group(topic).commit(mode).build();
        try (TopicReader reader = new TopicReader(Map.of("bootstrap.servers", servers), request, notice -> {})) {
            assertThatThrownBy(() -> reader.read(failing)).hasMessage("disk full");
        }
        assertThat(failing.values).isNotEmpty();
        assertThat(read(request, Map.of())).hasSize(100);
    }

    @Test
    void aStartOverridesStoredOffsetsOnce() throws Exception {
        create(1, Map.of());
        send(0, 10);
        assertThat(read(request().group(topic).build(), Map.of())).hasSize(10);
        assertThat(read(
                        request()
                                .group(topic)
                                .startAt(new StartPosition.BeforeEnd(3))
                                .build(),
                        Map.of()))
                .containsExactly("7", "8", "9");
        assertThat(read(request().group(topic).build(), Map.of())).isEmpty();
    }
}
