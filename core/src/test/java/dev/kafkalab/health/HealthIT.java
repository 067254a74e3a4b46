package dev.kafkalab.health;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.ConsumerBuilder;
import dev.kafkalab.FreshTopics;
import dev.kafkalab.KafkaLab;
import dev.kafkalab.consumer.Intake;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.health.Health.Status;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.fault.Fault;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it watches the clock")
@SandboxTest(faulty = true)
class HealthIT {
    private static final int RECORDS = 400;

    private final String topic = "health-" + UUID.randomUUID();
    private final Sandbox sandbox;
    private final String servers;
    private final AtomicInteger handled = new AtomicInteger();

    HealthIT(Sandbox sandbox) throws Exception {
        this.sandbox = sandbox;
        this.servers = sandbox.bootstrapServers().orElseThrow();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers));
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer())) {
            FreshTopics.create(admin, new NewTopic(topic, 1, (short) 1));
            for (int number = 0; number < RECORDS; number++) {
                producer.send(new ProducerRecord<>(topic, "key-" + number % 10, "x".repeat(1_000)));
            }
        }
    }

    @AfterEach
    void heal() {
        sandbox.fault(Optional.empty(), new Fault.None());
    }

    @Test
    void aHandlerThatHangsTurnsItRedAndItsEndGreen() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        try (RunningConsumer consumer = builder()
                .handle((value, delivery) -> {
                    if (handled.incrementAndGet() == 10) {
                        hanging.await();
                    }
                })
                .start()) {
            HealthCheck check = HealthCheck.of(consumer).stalledAfter(Duration.ofSeconds(2));
            await().atMost(2, MINUTES)
                    .untilAsserted(() -> assertThat(check.check().reasons())
                            .anyMatch(reason -> reason.startsWith("no record was done for"))
                            .anyMatch(reason -> reason.startsWith(topic + "-0 does not get past offset 9")));
            assertThat(check.check().status()).isEqualTo(Status.DOWN);
            hanging.countDown();
            await().atMost(2, MINUTES).until(() -> handled.get() == RECORDS);
            await().atMost(10, SECONDS).until(() -> check.check().status() == Status.UP);
        }
    }

    /** What lies on the broker alone is waited for as well. */
    @Test
    void aNetworkThatIsCutOffTurnsItRedAndItsReturnGreen() {
        try (RunningConsumer consumer = builder()
                .intake(new Intake(20, 1 << 20))
                .property("max.poll.records", 10)
                .property("max.partition.fetch.bytes", 10_000)
                .property("fetch.max.bytes", 10_000)
                .handle((value, delivery) -> {
                    handled.incrementAndGet();
                    Thread.sleep(10);
                })
                .start()) {
            HealthCheck check = HealthCheck.of(consumer).stalledAfter(Duration.ofSeconds(2));
            await().atMost(2, MINUTES).until(() -> handled.get() > 50);
            assertThat(check.check().status()).isEqualTo(Status.UP);
            sandbox.fault(Optional.empty(), new Fault.Cut());
            await().atMost(2, MINUTES).until(() -> check.check().status() == Status.DOWN);
            assertThat(handled).hasValueLessThan(RECORDS);
            sandbox.fault(Optional.empty(), new Fault.None());
            await().atMost(2, MINUTES).until(() -> check.check().status() == Status.UP);
            await().atMost(2, MINUTES).until(() -> consumer.progress().lag() == 0);
            assertThat(handled).hasValue(RECORDS);
        }
    }

    private ConsumerBuilder<String, String> builder() {
        return KafkaLab.connect(servers)
                .consumer(topic, new StringDeserializer(), new StringDeserializer())
                .group(topic)
                .startFrom("earliest");
    }
}
