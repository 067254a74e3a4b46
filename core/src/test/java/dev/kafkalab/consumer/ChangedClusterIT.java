package dev.kafkalab.consumer;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.ConsumerBuilder;
import dev.kafkalab.FreshTopics;
import dev.kafkalab.KafkaLab;
import dev.kafkalab.KafkaLabException;
import dev.kafkalab.KafkaLabException.Reason;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.UnreleasedInstanceIdException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others do to a consumer's topic and group while it runs. */
@SandboxTest
class ChangedClusterIT {
    private final String topic = "changed-" + UUID.randomUUID();
    private final ConcurrentLinkedQueue<String> handled = new ConcurrentLinkedQueue<>();
    private final KafkaLab kafka;
    private final Admin admin;
    private final KafkaProducer<String, String> producer;

    ChangedClusterIT(Sandbox sandbox) {
        String servers = sandbox.bootstrapServers().orElseThrow();
        Map<String, Object> properties = Map.of("bootstrap.servers", servers, "metadata.max.age.ms", 500);
        this.kafka = KafkaLab.connect(servers);
        this.admin = Admin.create(properties);
        this.producer = new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    }

    @BeforeEach
    void makeTopic() throws Exception {
        FreshTopics.create(admin, new NewTopic(topic, 1, (short) 1));
        producer.send(new ProducerRecord<>(topic, 0, "k", "first")).get();
    }

    @AfterEach
    void close() {
        producer.close();
        admin.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void partitionsThatAreAddedAreConsumedFromTheirBeginning(String protocol) throws Exception {
        try (RunningConsumer consumer = started(builder(protocol))) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(3)))
                    .all()
                    .get();
            await().atMost(2, MINUTES).until(() -> producer.partitionsFor(topic).size() == 3);
            producer.send(new ProducerRecord<>(topic, 1, "k", "second")).get();
            producer.send(new ProducerRecord<>(topic, 2, "k", "third")).get();
            await().atMost(2, MINUTES)
                    .untilAsserted(() -> assertThat(handled).containsExactlyInAnyOrder("first", "second", "third"));
            assertThat(consumer.progress().partitions()).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void aTopicThatIsDeletedStopsTheConsumerWhichSaysSo(String protocol) throws Exception {
        try (RunningConsumer consumer = started(builder(protocol))) {
            await().atMost(2, MINUTES).until(() -> consumer.progress().commits() > 0);
            producer.close(); // it would ask for the topic, and so make it again
            admin.deleteTopics(List.of(topic)).all().get();
            Throwable failure = catchThrowable(() -> consumer.awaitStopped(Duration.ofSeconds(60)));
            assertThat(failure)
                    .isInstanceOf(KafkaLabException.class)
                    .hasMessageContaining("topic " + topic + " does not exist any more");
            assertThat(((KafkaLabException) failure).reason()).isEqualTo(Reason.NOT_FOUND);
        }
        assertThat(admin.listTopics().names().get())
                .as("made again by those who asked for it")
                .doesNotContain(topic);
    }

    @Test
    void aStaticMemberWhosePlaceAnotherTakesStops() throws Exception {
        try (RunningConsumer first = started(builder("classic").property("group.instance.id", "one"))) {
            try (RunningConsumer second = started(builder("classic").property("group.instance.id", "one"))) {
                assertThat(catchThrowable(() -> first.awaitStopped(Duration.ofSeconds(30))))
                        .isInstanceOf(FencedInstanceIdException.class);
                assertThat(second.isRunning()).isTrue();
            }
        }
    }

    @Test
    void aStaticMemberWhosePlaceIsTakenStopsInTheNewerProtocol() throws Exception {
        try (RunningConsumer first = started(builder("consumer").property("group.instance.id", "one"));
                RunningConsumer second = builder("consumer")
                        .property("group.instance.id", "one")
                        .handle((value, delivery) -> {})
                        .start()) {
            assertThat(catchThrowable(() -> second.awaitStopped(Duration.ofSeconds(30))))
                    .isInstanceOf(UnreleasedInstanceIdException.class);
            assertThat(first.isRunning()).isTrue();
        }
    }

    private RunningConsumer started(ConsumerBuilder<String, String> builder) {
        RunningConsumer consumer =
                builder.handle((value, delivery) -> handled.add(value)).start();
        await().atMost(2, MINUTES)
                .until(() -> !consumer.progress().partitions().isEmpty() && handled.contains("first"));
        return consumer;
    }

    private ConsumerBuilder<String, String> builder(String protocol) {
        return kafka.consumer(topic, new StringDeserializer(), new StringDeserializer())
                .group(topic)
                .startFrom("earliest")
                .property("group.protocol", protocol)
                .property("metadata.max.age.ms", 500);
    }
}
