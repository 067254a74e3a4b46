package dev.kafkalab.deadletters;

import static dev.kafkalab.deadletters.Graveyard.text;
import static dev.kafkalab.deadletters.Graveyard.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.KafkaLab;
import dev.kafkalab.consumer.Commits;
import dev.kafkalab.consumer.Ordering;
import dev.kafkalab.consumer.Origin;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.deadletters.RedriveReport.Action;
import dev.kafkalab.retry.RetryPolicy;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A poison pill and a key that always fails among many records, through the front door. */
@SandboxTest
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PoisonIT {
    private static final int RECORDS = 100_000;
    private static final int KEYS = 2_500;
    private static final String FAILING = "k7";
    private static final byte[] POISON = {1, 2, 3};

    @Test
    void theyBecomeDeadLettersAllElseIsDoneInOrderAndARedrivePutsThemThroughOnce(Sandbox sandbox) throws Exception {
        String servers = sandbox.bootstrapServers().orElseThrow();
        try (Graveyard graveyard = new Graveyard(servers)) {
            graveyard.create(graveyard.topic, 3);
            for (int i = 0; i < RECORDS; i++) {
                if (i == RECORDS / 2) {
                    graveyard.send(new ProducerRecord<>(graveyard.topic, utf8("k8"), POISON));
                }
                graveyard.send(new ProducerRecord<>(
                        graveyard.topic,
                        utf8("k" + i % KEYS),
                        ByteBuffer.allocate(4).putInt(i).array()));
            }
            graveyard.flush();
            Map<String, List<Integer>> done = new ConcurrentHashMap<>();
            Map<Integer, Origin> origins = new ConcurrentHashMap<>();
            AtomicBoolean mended = new AtomicBoolean();
            AtomicInteger attempts = new AtomicInteger();

            try (RunningConsumer consumer = KafkaLab.connect(servers)
                    .consumer(graveyard.topic, new StringDeserializer(), new IntegerDeserializer())
                    .group(graveyard.topic)
                    .startFrom("earliest")
                    .property("isolation.level", "read_committed")
                    .ordering(Ordering.BY_KEY)
                    .concurrency(16)
                    .commit(Commits.afterProcessing().every(Duration.ofMillis(200)))
                    .retry(RetryPolicy.fixed(Duration.ofMillis(2)).maxAttempts(3))
                    .deadLetter()
                    .handle((value, delivery) -> {
                        if (delivery.key().equals(FAILING) && !mended.get()) {
                            attempts.incrementAndGet();
                            throw new IllegalStateException("no stock");
                        }
                        done.computeIfAbsent(delivery.key(), key -> Collections.synchronizedList(new ArrayList<>()))
                                .add(value);
                        if (delivery.key().equals(FAILING)) {
                            origins.put(value, delivery.origin());
                        }
                    })
                    .start()) {
                int failing = RECORDS / KEYS;
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> handled(done) == RECORDS - failing
                                && graveyard.read(graveyard.dead).size() == failing + 1);

                assertThat(done).hasSize(KEYS - 1).doesNotContainKey(FAILING);
                done.forEach((key, values) -> assertThat(values).isSorted().doesNotHaveDuplicates());
                assertThat(attempts).hasValue(3 * failing);
                List<DeadLetter> letters = graveyard.read(graveyard.dead).stream()
                        .map(record -> DeadLetter.of(record).orElseThrow())
                        .toList();
                assertThat(valuesOf(letters)).isSorted();
                assertThat(letters.stream().filter(letter -> letter.reason().endsWith("IllegalStateException")))
                        .hasSize(failing)
                        .allMatch(letter -> letter.message().orElseThrow().equals("no stock")
                                && letter.group().orElseThrow().equals(graveyard.topic));
                DeadLetter poison = letters.stream()
                        .filter(letter -> letter.record().value().length == 3)
                        .findFirst()
                        .orElseThrow();
                assertThat(poison.record().value()).isEqualTo(POISON);
                assertThat(text(poison.record().key())).isEqualTo("k8");
                assertThat(poison.exception().orElseThrow()).endsWith("UndecodableRecordException");
                assertThat(poison.reason()).endsWith("SerializationException");

                mended.set(true);
                RedriveReport report = graveyard
                        .redrive()
                        .run(RedriveRequest.of(graveyard.dead)
                                .matching(letter -> letter.reason().endsWith("IllegalStateException")));
                assertThat(report.records(Action.REDRIVE)).isEqualTo(failing);
                assertThat(report.records(Action.KEEP)).isEqualTo(1);
                graveyard.redrive().run(RedriveRequest.of(graveyard.dead)); // the pill comes back to die again
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> handled(done) == RECORDS
                                && graveyard.read(graveyard.dead).size() == failing + 2);

                assertThat(done.get(FAILING))
                        .containsExactlyElementsOf(IntStream.range(0, failing)
                                .mapToObj(round -> round * KEYS + 7)
                                .toList());
                letters.stream()
                        .filter(letter -> letter.record().value().length == 4)
                        .forEach(letter ->
                                assertThat(origins.get(valueOf(letter))).isEqualTo(letter.origin()));
                assertThat(consumer.isRunning()).isTrue();
            }
        }
    }

    private static int handled(Map<String, List<Integer>> done) {
        return done.values().stream().mapToInt(List::size).sum();
    }

    private static List<Integer> valuesOf(List<DeadLetter> letters) {
        return letters.stream()
                .filter(letter -> letter.record().value().length == 4)
                .map(PoisonIT::valueOf)
                .toList();
    }

    private static int valueOf(DeadLetter letter) {
        return ByteBuffer.wrap(letter.record().value()).getInt();
    }
}
