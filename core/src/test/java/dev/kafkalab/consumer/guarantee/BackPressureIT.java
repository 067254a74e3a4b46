package dev.kafkalab.consumer.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.consumer.Commits;
import dev.kafkalab.consumer.Intake;
import dev.kafkalab.consumer.Ordering;
import dev.kafkalab.consumer.Progress.PartitionProgress;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is in memory is bounded for each partition, in records and in bytes, however long its records are stuck. */
@Isolated("it watches the clock")
@SandboxTest
class BackPressureIT {
    private static final int ONE_POLL = 50;

    @ParameterizedTest
    @EnumSource(Ordering.class)
    void aStuckPartitionTakesInNoMoreThanItsBoundInRecordsWhileAnotherFlows(Ordering ordering, Sandbox sandbox)
            throws Exception {
        observe(sandbox, ordering, new Intake(100, 1 << 20), "v", 2_000, most -> {
            assertThat(most.records).isBetween(100L, 100L + ONE_POLL);
        });
    }

    @ParameterizedTest
    @EnumSource(Ordering.class)
    void norMoreThanItsBoundInBytes(Ordering ordering, Sandbox sandbox) throws Exception {
        observe(sandbox, ordering, new Intake(1_000_000, 100_000), "v".repeat(1_000), 1_000, most -> {
            assertThat(most.bytes).isBetween(100_000L, 100_000L + ONE_POLL * 1_010L);
        });
    }

    private record Most(long records, long bytes) {}

    private interface Expectation {
        void check(Most most);
    }

    private static void observe(
            Sandbox sandbox, Ordering ordering, Intake intake, String value, int records, Expectation expectation)
            throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger flowing = new AtomicInteger();
        AtomicInteger stuck = new AtomicInteger();
        AtomicLong mostRecords = new AtomicLong();
        AtomicLong mostBytes = new AtomicLong();
        try (OwnTopic work = new OwnTopic(sandbox, 2)) {
            // One key: with an order one handler is stuck; without, all that run at once, and the other partition
            // waits.
            for (int i = 0; i < records; i++) {
                work.produce(0, "stuck", value);
                work.produce(1, "key-" + i % 10, value);
            }
            work.flush();
            try (RunningConsumer consumer = work.consumer()
                    .ordering(ordering)
                    .concurrency(4)
                    .intake(intake)
                    .property("max.poll.records", ONE_POLL)
                    .commit(Commits.afterProcessing().every(Duration.ofMillis(50)))
                    .handle((text, delivery) -> {
                        if (delivery.record().partition() == 1) {
                            flowing.incrementAndGet();
                        } else {
                            release.await();
                            stuck.incrementAndGet();
                        }
                    })
                    .start()) {
                await().pollInterval(Duration.ofMillis(5))
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> {
                            for (PartitionProgress partition :
                                    consumer.progress().partitions()) {
                                if (partition.partition() == 0) {
                                    mostRecords.accumulateAndGet(partition.inFlight(), Math::max);
                                    mostBytes.accumulateAndGet(partition.inFlightBytes(), Math::max);
                                }
                            }
                            return (ordering == Ordering.UNORDERED || flowing.get() == records)
                                    && consumer.progress().partitions().stream()
                                            .anyMatch(partition -> partition.partition() == 0 && partition.paused());
                        });
                expectation.check(new Most(mostRecords.get(), mostBytes.get()));
                release.countDown();
                await().atMost(Duration.ofMinutes(2)).until(() -> work.committed(0) == records);
                await().atMost(Duration.ofMinutes(2)).until(() -> flowing.get() == records);
                assertThat(stuck).hasValue(records);
            } finally {
                release.countDown();
            }
        }
    }
}
