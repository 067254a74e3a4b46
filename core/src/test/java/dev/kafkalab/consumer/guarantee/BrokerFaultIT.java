package dev.kafkalab.consumer.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.consumer.Commits;
import dev.kafkalab.consumer.Intake;
import dev.kafkalab.consumer.Ordering;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.health.Health;
import dev.kafkalab.health.HealthCheck;
import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.fault.Fault;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three brokers, of which one dies, and a network that is cut, and slow. */
@Isolated("it watches the clock")
@SandboxTest(brokers = 3, faulty = true, alone = true)
class BrokerFaultIT {
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final Duration FAULT = Duration.ofSeconds(30);
    private static final int PARTITIONS = 3;
    private static final int KEYS = 20;
    private static final int GATE_AT = 1_000;

    private final Listening listening = new Listening();
    /** What was handled of each key, in that order. */
    private final Map<String, List<String>> handled = new ConcurrentHashMap<>();

    private final AtomicInteger count = new AtomicInteger();
    /** Handlers stop here until the fault is there, so that no fast machine is through before. */
    private volatile CountDownLatch gate = new CountDownLatch(0);

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void aBrokerThatDiesCostsNothing(String protocol, Sandbox sandbox) throws Exception {
        int records = 6_000;
        try (OwnTopic work = new OwnTopic(sandbox, PARTITIONS)) {
            fill(work, records);
            try (RunningConsumer consumer = start(work, protocol)) {
                await().atMost(LONG).until(() -> count.get() > 500);
                sandbox.kill("kafka-2");
                await().atMost(LONG).until(() -> count.get() > 3_000);
                sandbox.restart("kafka-2", Progress.SILENT);
                awaitAllDone(work, records);
                assertThat(consumer.isRunning()).isTrue();
            }
            assertNothingLostOrReordered(records);
            assertThat(listening.lost).isEmpty();
        }
    }

    @Test
    void aNetworkThatIsCutAndThenSlowTurnsHealthRedThenGreenAndEvictsNobody(Sandbox sandbox) throws Exception {
        int records = 12_000;
        gate = new CountDownLatch(1);
        try (OwnTopic work = new OwnTopic(sandbox, PARTITIONS)) {
            fill(work, records);
            try (RunningConsumer consumer = start(work, "classic")) {
                HealthCheck health = HealthCheck.of(consumer).stalledAfter(Duration.ofSeconds(3));
                await().atMost(LONG).until(() -> count.get() > 500);
                assertThat(health.check().status()).isEqualTo(Health.Status.UP);

                long cut = System.nanoTime();
                sandbox.fault(Optional.empty(), new Fault.Cut());
                gate.countDown();
                await().atMost(LONG).until(() -> health.check().status() == Health.Status.DOWN);
                await().atMost(LONG).until(() -> System.nanoTime() - cut > FAULT.toNanos());
                int before = count.get();
                assertThat(before).isLessThan(records);
                assertThat(consumer.isRunning()).isTrue();

                long slow = System.nanoTime();
                sandbox.fault(Optional.empty(), new Fault.Delay(Duration.ofMillis(400)));
                await().atMost(LONG).until(() -> health.check().status() == Health.Status.UP);
                await().atMost(LONG).until(() -> System.nanoTime() - slow > FAULT.toNanos());
                assertThat(count.get()).isGreaterThan(before);

                sandbox.fault(Optional.empty(), new Fault.None());
                awaitAllDone(work, records);
                await().atMost(LONG).until(() -> health.check().status() == Health.Status.UP);
            } finally {
                gate.countDown();
                sandbox.fault(Optional.empty(), new Fault.None());
            }
            assertNothingLostOrReordered(records);
            assertThat(listening.lost).isEmpty();
            assertThat(listening.revoked).hasSize(PARTITIONS); // at its close, once
        }
    }

    private void fill(OwnTopic work, int records) {
        for (int i = 0; i < records; i++) {
            work.produce(i % KEYS % PARTITIONS, "key-" + i % KEYS, String.valueOf(i));
        }
        work.flush();
    }

    /** Takes in little at a time, so that most records are still with the brokers when the fault comes. */
    private RunningConsumer start(OwnTopic work, String protocol) {
        return work.consumer()
                .ordering(Ordering.BY_KEY)
                .concurrency(4)
                .intake(new Intake(50, 1 << 20))
                .property("group.protocol", protocol)
                .property("max.poll.records", 50)
                .property("max.poll.interval.ms", 5_000)
                .property("max.partition.fetch.bytes", 2_000)
                .property("fetch.max.bytes", 5_000)
                .commit(Commits.afterProcessing().every(Duration.ofMillis(200)))
                .listener(listening)
                .handle((value, delivery) -> {
                    handled.computeIfAbsent(delivery.key(), key -> Collections.synchronizedList(new ArrayList<>()))
                            .add(value);
                    if (count.incrementAndGet() > GATE_AT) {
                        gate.await();
                    }
                    Thread.sleep(2);
                })
                .start();
    }

    private static void awaitAllDone(OwnTopic work, int records) {
        await().atMost(LONG).until(() -> {
            long committed = 0;
            for (int partition = 0; partition < PARTITIONS; partition++) {
                committed += work.committed(partition);
            }
            return committed == records;
        });
    }

    private void assertNothingLostOrReordered(int records) {
        assertThat(handled.values().stream().mapToInt(List::size).sum()).isEqualTo(records);
        handled.values()
                .forEach(values -> assertThat(values.stream().map(Integer::valueOf))
                        .isSorted()
                        .doesNotHaveDuplicates());
    }
}
