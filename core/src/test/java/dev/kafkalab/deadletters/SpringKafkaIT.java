package dev.kafkalab.deadletters;

import static dev.kafkalab.deadletters.Graveyard.header;
import static dev.kafkalab.deadletters.Graveyard.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.consumer.Origin;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.util.backoff.FixedBackOff;

@SandboxTest
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SpringKafkaIT {
    @Test
    void aSpringKafkaConsumerReadsOurDeadLetters(Sandbox sandbox) {
        try (Graveyard graveyard = new Graveyard(sandbox.bootstrapServers().orElseThrow())) {
            graveyard.create(graveyard.dead, 1);
            graveyard.bury(2, 42, "k", "v", new IllegalStateException("no stock", new IOException("disk full")));
            List<ConsumerRecord<byte[], byte[]>> seen = new CopyOnWriteArrayList<>();

            KafkaMessageListenerContainer<byte[], byte[]> spring = listen(graveyard, graveyard.dead, seen::add);
            await().atMost(Duration.ofMinutes(2)).until(() -> seen.size() == 1);
            spring.stop();

            ConsumerRecord<byte[], byte[]> letter = seen.get(0);
            assertThat(header(letter, KafkaHeaders.DLT_ORIGINAL_TOPIC)).isEqualTo(graveyard.topic);
            assertThat(number(letter, KafkaHeaders.DLT_ORIGINAL_PARTITION).getInt())
                    .isEqualTo(2);
            assertThat(number(letter, KafkaHeaders.DLT_ORIGINAL_OFFSET).getLong())
                    .isEqualTo(42);
            assertThat(header(letter, KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP)).isEqualTo("billing");
            assertThat(header(letter, KafkaHeaders.DLT_EXCEPTION_CAUSE_FQCN)).isEqualTo("java.io.IOException");
            assertThat(header(letter, KafkaHeaders.DLT_EXCEPTION_MESSAGE)).isEqualTo("no stock; disk full");
        }
    }

    @Test
    void whatSpringKafkaBuriedIsReadPutBackAndCountedWhenItDiesThereAgain(Sandbox sandbox) {
        try (Graveyard graveyard = new Graveyard(sandbox.bootstrapServers().orElseThrow())) {
            graveyard.create(graveyard.topic, 2);
            graveyard.create(graveyard.dead, 2);
            graveyard.send(new ProducerRecord<>(graveyard.topic, 1, utf8("k"), utf8("bad")));

            KafkaMessageListenerContainer<byte[], byte[]> spring = listen(graveyard, graveyard.topic, record -> {
                throw new IllegalStateException("no stock");
            });
            for (int deaths = 1; deaths <= 3; deaths++) {
                int expected = deaths;
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> graveyard.read(graveyard.dead).size() == expected);
                DeadLetter letter = DeadLetter.of(graveyard.read(graveyard.dead).get(deaths - 1))
                        .orElseThrow();
                assertThat(letter.place().topic()).isEqualTo(graveyard.topic);
                assertThat(letter.place().partition()).isEqualTo(1);
                assertThat(letter.reason()).isEqualTo("java.lang.IllegalStateException");
                assertThat(letter.message().orElseThrow()).contains("no stock");
                assertThat(letter.group()).contains("spring");
                assertThat(letter.origin())
                        .isEqualTo(new Origin(
                                graveyard.topic, 1, 0, letter.origin().timestamp()));
                assertThat(letter.redrives()).isEqualTo(deaths - 1);
                if (deaths < 3) {
                    graveyard.redrive().run(RedriveRequest.of(graveyard.dead));
                }
            }
            spring.stop();
            assertThat(graveyard
                            .redrive()
                            .preview(RedriveRequest.of(graveyard.dead).maxRedrives(2))
                            .records(RedriveReport.Action.PARK))
                    .isEqualTo(1);
        }
    }

    private static KafkaMessageListenerContainer<byte[], byte[]> listen(
            Graveyard graveyard, String topic, MessageListener<byte[], byte[]> listener) {
        ContainerProperties settings = new ContainerProperties(topic);
        settings.setGroupId("spring");
        settings.setMessageListener(listener);
        KafkaMessageListenerContainer<byte[], byte[]> container = new KafkaMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(
                        consumerProperties(graveyard), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                settings);
        KafkaTemplate<byte[], byte[]> template = new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(
                graveyard.properties, new ByteArraySerializer(), new ByteArraySerializer()));
        container.setCommonErrorHandler(
                new DefaultErrorHandler(new DeadLetterPublishingRecoverer(template), new FixedBackOff(0, 0)));
        container.start();
        return container;
    }

    private static Map<String, Object> consumerProperties(Graveyard graveyard) {
        return Map.of(
                "bootstrap.servers",
                graveyard.properties.get("bootstrap.servers"),
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed");
    }

    private static ByteBuffer number(ConsumerRecord<?, ?> letter, String name) {
        return ByteBuffer.wrap(letter.headers().lastHeader(name).value());
    }
}
