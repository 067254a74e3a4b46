package dev.kafkalab.deadletters;

import static dev.kafkalab.deadletters.Graveyard.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.ConsumerBuilder;
import dev.kafkalab.KafkaLab;
import dev.kafkalab.consumer.ConsumerListener;
import dev.kafkalab.consumer.Delivery;
import dev.kafkalab.consumer.Ordering;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import dev.kafkalab.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@SandboxTest
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DeadLetterRefusedIT {
    @Test
    void aKeyWhoseLetterIsRefusedWaitsWhileOthersFlowAndNothingIsDropped(Sandbox sandbox) {
        try (Graveyard graveyard = new Graveyard(sandbox.bootstrapServers().orElseThrow())) {
            graveyard.create(graveyard.topic, 1);
            graveyard.create(graveyard.dead, 1, Map.of("max.message.bytes", "200"));
            graveyard.send(record(graveyard, "bad", "1"));
            graveyard.send(record(graveyard, "bad", "2"));
            for (int i = 0; i < 500; i++) {
                graveyard.send(record(graveyard, "k" + i, "" + i));
            }
            graveyard.flush();
            Set<String> done = ConcurrentHashMap.newKeySet();
            AtomicInteger attempts = new AtomicInteger();
            List<Exception> refusals = new CopyOnWriteArrayList<>();
            ConsumerListener listener = new ConsumerListener() {
                @Override
                public void onPublishFailed(Delivery<?> delivery, Exception failure) {
                    refusals.add(failure);
                }
            };

            try (RunningConsumer consumer = consumer(graveyard)
                    .listener(listener)
                    .deadLetter()
                    .handle((value, delivery) -> {
                        if (delivery.key().equals("bad")) {
                            attempts.incrementAndGet();
                            throw new IllegalStateException("no stock");
                        }
                        done.add(delivery.key());
                    })
                    .start()) {
                await().atMost(Duration.ofMinutes(2)).until(() -> done.size() == 500 && refusals.size() >= 3);
                assertThat(refusals)
                        .allMatch(RecordTooLargeException.class::isInstance)
                        .hasSizeLessThan(20);
                assertThat(attempts)
                        .as("the handler is not called again for it")
                        .hasValue(1);
                assertThat(consumer.isRunning()).isTrue();

                new Topics(graveyard.cluster)
                        .alterConfigs(graveyard.dead, Map.of("max.message.bytes", "100000"), Set.of());

                await().atMost(Duration.ofMinutes(2))
                        .untilAsserted(() ->
                                assertThat(graveyard.values(graveyard.dead)).containsExactly("1", "2"));
            }
        }
    }

    @Test
    void aRecordAsLargeAsItsTopicAllowsHasADeadLetter(Sandbox sandbox) {
        try (Graveyard graveyard = new Graveyard(sandbox.bootstrapServers().orElseThrow())) {
            graveyard.create(graveyard.topic, 1, Map.of("max.message.bytes", "3000000"));
            byte[] large = new byte[2_999_500];
            new Random(1).nextBytes(large);
            graveyard.send(new ProducerRecord<>(graveyard.topic, utf8("k"), large));
            graveyard.flush();

            try (RunningConsumer consumer = consumer(graveyard)
                    .deadLetter()
                    .handle((value, delivery) -> {
                        throw new IllegalStateException("too much");
                    })
                    .start()) {
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> graveyard.read(graveyard.dead).size() == 1);
                ConsumerRecord<byte[], byte[]> letter =
                        graveyard.read(graveyard.dead).get(0);
                assertThat(letter.value()).isEqualTo(large);
                assertThat(DeadLetter.of(letter).orElseThrow().stackTrace()).isPresent();
                assertThat(consumer.isRunning()).isTrue();
            }
            graveyard.redrive().run(RedriveRequest.of(graveyard.dead));
            assertThat(graveyard.read(graveyard.topic)).hasSize(2);
        }
    }

    private static ConsumerBuilder<String, String> consumer(Graveyard graveyard) {
        return KafkaLab.connect(graveyard.properties)
                .consumer(graveyard.topic, new StringDeserializer(), new StringDeserializer())
                .group(graveyard.topic)
                .startFrom("earliest")
                .ordering(Ordering.BY_KEY)
                .concurrency(8);
    }

    private static ProducerRecord<byte[], byte[]> record(Graveyard graveyard, String key, String value) {
        return new ProducerRecord<>(graveyard.topic, utf8(key), utf8(value));
    }
}
