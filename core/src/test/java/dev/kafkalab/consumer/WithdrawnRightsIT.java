package dev.kafkalab.consumer;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.ConsumerBuilder;
import dev.kafkalab.FreshTopics;
import dev.kafkalab.KafkaLab;
import dev.kafkalab.health.Health.Status;
import dev.kafkalab.health.HealthCheck;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rights that are taken away while a consumer runs. */
@SandboxTest(secure = true)
class WithdrawnRightsIT {
    private final String topic = "rights-" + UUID.randomUUID();
    private final String group = topic + "-group";
    private final ConcurrentLinkedQueue<String> handled = new ConcurrentLinkedQueue<>();
    private final KafkaLab user;
    private final Admin admin;
    private final KafkaProducer<String, String> producer;

    WithdrawnRightsIT(Sandbox sandbox) throws IOException {
        Map<String, Object> own =
                Map.of("bootstrap.servers", sandbox.bootstrapServers().orElseThrow());
        this.admin = Admin.create(own);
        this.producer = new KafkaProducer<>(own, new StringSerializer(), new StringSerializer());
        Properties secure = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(sandbox.exports().get("KAFKA_LAB_SECURE_CONFIG")))) {
            secure.load(reader);
        }
        Map<String, Object> properties = new HashMap<>();
        secure.forEach((name, value) -> properties.put((String) name, value));
        properties.put("bootstrap.servers", sandbox.exports().get("KAFKA_LAB_SECURE_BOOTSTRAP_SERVER"));
        this.user = KafkaLab.connect(properties);
    }

    @BeforeEach
    void makeTopic() throws Exception {
        FreshTopics.create(admin, new NewTopic(topic, 1, (short) 1));
        producer.send(new ProducerRecord<>(topic, "k", "1")).get();
    }

    @AfterEach
    void close() {
        producer.close();
        admin.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void withoutTheRightToReadTheTopicItStopsAndSaysWhichTopic(String protocol) throws Exception {
        try (RunningConsumer consumer = started(protocol)) {
            deny(ResourceType.TOPIC, topic, AclOperation.READ);
            Throwable failure = catchThrowable(() -> consumer.awaitStopped(Duration.ofSeconds(30)));
            assertThat(failure).isInstanceOf(TopicAuthorizationException.class).hasMessageContaining(topic);
            assertThat(HealthCheck.of(consumer).check()).satisfies(health -> {
                assertThat(health.status()).isEqualTo(Status.DOWN);
                assertThat(health.reasons()).singleElement().asString().contains(topic);
            });
        }
        assertThat(committed()).as("what was done before").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void withoutTheRightToUseTheGroupItStopsAndSaysWhichGroup(String protocol) throws Exception {
        try (RunningConsumer consumer = started(protocol)) {
            deny(ResourceType.GROUP, group, AclOperation.READ);
            Throwable failure = catchThrowable(() -> consumer.awaitStopped(Duration.ofSeconds(30)));
            assertThat(failure).isInstanceOf(GroupAuthorizationException.class).hasMessageContaining(group);
        }
    }

    @Test
    void deadLettersThatAreRefusedHoldTheirKeyAloneAndGoThroughWhenTheyMay() throws Exception {
        String letters = topic + "-dlt";
        ConsumerBuilder<String, String> builder = builder("classic")
                .ordering(Ordering.BY_KEY)
                .deadLetter(letters)
                .handle((value, delivery) -> {
                    if (value.startsWith("bad")) {
                        throw new IllegalStateException("refused");
                    }
                    handled.add(value);
                });
        try (RunningConsumer consumer = builder.start()) {
            await().atMost(2, MINUTES).until(() -> handled.contains("1"));
            AclBinding denial = deny(ResourceType.TOPIC, letters, AclOperation.WRITE);
            producer.send(new ProducerRecord<>(topic, "poisoned", "bad")).get();
            producer.send(new ProducerRecord<>(topic, "poisoned", "after bad")).get();
            HealthCheck check = HealthCheck.of(consumer);
            await().atMost(2, MINUTES).until(() -> check.check().status() == Status.DEGRADED);
            assertThat(check.check().reasons())
                    .containsExactly("1 dead letters or retry records are refused and tried again");
            producer.send(new ProducerRecord<>(topic, "k", "2")).get();
            await().atMost(2, MINUTES).until(() -> handled.contains("2"));
            assertThat(handled).as("waits behind its key's dead letter").doesNotContain("after bad");

            admin.deleteAcls(List.of(denial.toFilter())).all().get();
            await().atMost(2, MINUTES).until(() -> handled.contains("after bad"));
            await().atMost(2, MINUTES).until(() -> check.check().status() == Status.UP);
        }
        assertThat(admin.listOffsets(Map.of(new TopicPartition(letters, 0), OffsetSpec.latest()))
                        .all()
                        .get()
                        .get(new TopicPartition(letters, 0))
                        .offset())
                .isEqualTo(1);
        assertThat(committed()).isEqualTo(4);
    }

    private RunningConsumer started(String protocol) {
        ConsumerBuilder<String, String> builder = builder(protocol);
        if (protocol.equals("classic")) {
            // That is how long a member of the classic protocol does not notice.
            builder.property("session.timeout.ms", 3_000).property("heartbeat.interval.ms", 500);
        }
        RunningConsumer consumer =
                builder.handle((value, delivery) -> handled.add(value)).start();
        await().atMost(2, MINUTES).until(() -> consumer.progress().commits() > 0);
        return consumer;
    }

    private ConsumerBuilder<String, String> builder(String protocol) {
        return user.consumer(topic, new StringDeserializer(), new StringDeserializer())
                .group(group)
                .startFrom("earliest")
                .property("group.protocol", protocol);
    }

    private AclBinding deny(ResourceType type, String name, AclOperation operation) throws Exception {
        AclBinding binding = new AclBinding(
                new ResourcePattern(type, name, PatternType.LITERAL),
                new AccessControlEntry("User:myuser", "*", operation, AclPermissionType.DENY));
        admin.createAcls(List.of(binding)).all().get();
        return binding;
    }

    private long committed() throws Exception {
        return admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(new TopicPartition(topic, 0))
                .offset();
    }
}
