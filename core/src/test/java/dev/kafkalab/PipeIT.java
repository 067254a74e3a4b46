package dev.kafkalab;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.consumer.UndecodableRecordException;
import dev.kafkalab.retry.RetryPolicy;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

@SandboxTest
class PipeIT {
    record Order(String id, int cents) {}

    @Test
    void aFunctionBetweenTwoTopicsKeepsKeyHeadersTimestampAndTombstones(Sandbox sandbox) throws Exception {
        String servers = topics(sandbox, "text-in", "text-out");
        try (var producer = producer(servers)) {
            for (int i = 0; i < 1000; i++) {
                var record = new ProducerRecord<>("text-in", null, 1_000L + i, "k" + i % 10, i == 7 ? null : "v" + i);
                record.headers().add("trace", ("t" + i).getBytes());
                producer.send(record);
            }
        }
        try (RunningConsumer pipe = KafkaLab.connect(servers)
                .pipe("text-in")
                .filter(value -> !value.endsWith("9"))
                .map(String::toUpperCase)
                .to("text-out")) {
            await().atMost(2, MINUTES).until(() -> read(servers, "text-out").size() == 900);
        }
        List<ConsumerRecord<String, String>> copies = read(servers, "text-out");
        assertThat(copies).hasSize(900).allSatisfy(copy -> {
            long i = copy.timestamp() - 1000;
            assertThat(copy.key()).isEqualTo("k" + i % 10);
            assertThat(copy.value()).isEqualTo(i == 7 ? null : "V" + i);
            assertThat(new String(copy.headers().lastHeader("trace").value())).isEqualTo("t" + i);
        });
    }

    @Test
    void jsonIsMappedToJson(Sandbox sandbox) throws Exception {
        String servers = topics(sandbox, "json-in", "json-out");
        try (var producer = producer(servers)) {
            producer.send(new ProducerRecord<>("json-in", "a", "{\"id\":\"a\",\"cents\":5}"));
        }
        try (RunningConsumer pipe = KafkaLab.connect(servers)
                .pipe("json-in", Order.class)
                .map(order -> new Order(order.id(), order.cents() * 2))
                .to("json-out")) {
            await().atMost(2, MINUTES).until(() -> !read(servers, "json-out").isEmpty());
        }
        assertThat(read(servers, "json-out").get(0).value()).isEqualTo("{\"id\":\"a\",\"cents\":10}");
    }

    @Test
    void aFunctionThatThrowsStopsThePipeAndSaysWhy(Sandbox sandbox) throws Exception {
        String servers = topics(sandbox, "bad-in", "bad-out");
        try (var producer = producer(servers)) {
            producer.send(new ProducerRecord<>("bad-in", "a", "x"));
        }
        try (RunningConsumer pipe = KafkaLab.connect(servers)
                .pipe("bad-in")
                .map(value -> {
                    throw new IllegalArgumentException("no " + value);
                })
                .to("bad-out")) {
            assertThatThrownBy(() -> pipe.awaitStopped(Duration.ofSeconds(30))).hasMessage("no x");
        }
        assertThat(read(servers, "bad-out")).isEmpty();
    }

    @Test
    void whatCannotBeDecodedIsNotRetried(Sandbox sandbox) throws Exception {
        String servers = topics(sandbox, "undecodable-in", "undecodable-out");
        try (var producer = producer(servers)) {
            producer.send(new ProducerRecord<>("undecodable-in", "a", "no JSON"));
        }
        try (RunningConsumer pipe = KafkaLab.connect(servers)
                .pipe("undecodable-in", Order.class)
                .with(settings -> settings.retry(RetryPolicy.fixed(Duration.ofHours(1))))
                .to("undecodable-out")) {
            assertThatThrownBy(() -> pipe.awaitStopped(Duration.ofSeconds(30)))
                    .isInstanceOf(UndecodableRecordException.class);
        }
    }

    @Test
    void aTopicThatDoesNotExistIsNamedAtOnce(Sandbox sandbox) throws Exception {
        String servers = topics(sandbox, "lonely");
        assertThatThrownBy(() -> KafkaLab.connect(servers).pipe("lonely").to("nowhere-at-all"))
                .isInstanceOf(KafkaLabException.class)
                .hasMessageContaining("nowhere-at-all");
        assertThatThrownBy(() -> KafkaLab.connect(servers).pipe("lonely").to("lonely"))
                .hasMessageContaining("lonely to itself");
    }

    private static String topics(Sandbox sandbox, String... names) throws Exception {
        String servers = sandbox.bootstrapServers().orElseThrow();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            for (String name : names) {
                // Some records say that they are years old; the broker would delete them whenever it looks for such.
                FreshTopics.create(admin, new NewTopic(name, 1, (short) 1).configs(Map.of("retention.ms", "-1")));
            }
        }
        return servers;
    }

    private static KafkaProducer<String, String> producer(String servers) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer());
    }

    private static List<ConsumerRecord<String, String>> read(String servers, String topic) {
        List<ConsumerRecord<String, String>> all = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
        }
        return all;
    }
}
