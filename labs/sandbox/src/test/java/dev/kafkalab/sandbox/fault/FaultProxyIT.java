package dev.kafkalab.sandbox.fault;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.SandboxException;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SandboxTest(faulty = true)
class FaultProxyIT {
    private final Sandbox sandbox;

    FaultProxyIT(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @AfterEach
    void heal() {
        sandbox.fault(Optional.empty(), new Fault.None());
    }

    @Test
    void aDelayIsFeltInEachDirection() throws Exception {
        try (Admin admin = admin(10_000)) {
            admin.describeCluster().nodes().get();
            sandbox.fault(Optional.of(1), new Fault.Delay(Duration.ofMillis(150)));
            assertThat(sandbox.faults()).containsEntry(1, new Fault.Delay(Duration.ofMillis(150)));
            long begun = System.nanoTime();
            admin.describeCluster().nodes().get();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void aCutNetworkIsNoticedAndHeals() throws Exception {
        try (Admin admin = admin(1_500)) {
            admin.describeCluster().nodes().get();
            sandbox.fault(Optional.empty(), new Fault.Cut());
            assertThatThrownBy(() -> admin.describeCluster().nodes().get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
            sandbox.fault(Optional.empty(), new Fault.None());
            assertThat(admin.describeCluster().nodes().get(10, SECONDS)).hasSize(1);
        }
    }

    @Test
    void aDroppedResponseHidesFromTheProducerThatItsRecordWasWritten() throws Exception {
        String topic = "fault-drop-responses";
        try (Admin admin = admin(10_000);
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers", sandbox.bootstrapServers().orElseThrow(),
                                "delivery.timeout.ms", 2_000,
                                "request.timeout.ms", 1_500,
                                "enable.idempotence", false,
                                "linger.ms", 0),
                        new StringSerializer(),
                        new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            producer.send(new ProducerRecord<>(topic, "first")).get();
            sandbox.fault(Optional.empty(), new Fault.Drop(Fault.Direction.RESPONSES));
            assertThatThrownBy(() ->
                            producer.send(new ProducerRecord<>(topic, "second")).get())
                    .hasCauseInstanceOf(TimeoutException.class);
            sandbox.fault(Optional.empty(), new Fault.None());
            TopicPartition partition = new TopicPartition(topic, 0);
            assertThat(admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                            .partitionResult(partition)
                            .get()
                            .offset())
                    .isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void anUnknownBrokerIsNamed() {
        assertThatThrownBy(() -> sandbox.fault(Optional.of(7), new Fault.Cut()))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("no broker 7");
    }

    private Admin admin(int timeoutMillis) {
        return Admin.create(Map.of(
                "bootstrap.servers", sandbox.bootstrapServers().orElseThrow(),
                "request.timeout.ms", timeoutMillis,
                "default.api.timeout.ms", timeoutMillis));
    }
}
