package dev.kafkalab.consumer.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.consumer.Commits;
import dev.kafkalab.consumer.Intake;
import dev.kafkalab.consumer.Ordering;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was finished beyond the committed offset is not done again. */
@SandboxTest
class RestartIT {
    @ParameterizedTest
    @EnumSource(
            value = Ordering.class,
            names = {"BY_KEY", "UNORDERED"})
    void whatWasFinishedOutOfOrderSurvivesARestart(Ordering ordering, Sandbox sandbox) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger handled = new AtomicInteger();
        try (OwnTopic work = new OwnTopic(sandbox, 1)) {
            work.produce(0, "stuck", "stuck-0");
            for (int i = 0; i < 5_000; i++) {
                work.produce(0, "key-" + i % 100, "other");
            }
            work.flush();
            RunningConsumer first = work.consumer()
                    .ordering(ordering)
                    .concurrency(4)
                    .drainLimit(Duration.ofMillis(500))
                    .commit(Commits.afterProcessing().every(Duration.ofMillis(100)))
                    .handle((value, delivery) -> {
                        if (value.startsWith("stuck")) {
                            release.await();
                        }
                        handled.incrementAndGet();
                    })
                    .start();
            await().atMost(Duration.ofMinutes(2)).until(() -> handled.get() == 5_000);
            first.close();
            assertThat(work.committed(0)).isZero();
            work.send(0, "key-1", "new");

            List<String> again = new CopyOnWriteArrayList<>();
            try (RunningConsumer second = work.consumer()
                    .ordering(ordering)
                    .concurrency(4)
                    .commit(Commits.afterProcessing().every(Duration.ofMillis(100)))
                    .handle((value, delivery) -> again.add(value))
                    .start()) {
                await().atMost(Duration.ofMinutes(2)).until(() -> work.committed(0) == 5_002);
                assertThat(again).containsExactlyInAnyOrder("stuck-0", "new");
            } finally {
                release.countDown();
            }
        }
    }

    @Test
    void progressTooLargeForTheMetadataLosesNothingAndStopsNobody(Sandbox sandbox) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger handled = new AtomicInteger();
        List<Long> stuck = new CopyOnWriteArrayList<>();
        Listening listening = new Listening();
        int records = 60_000;
        try (OwnTopic work = new OwnTopic(sandbox, 1)) {
            // Gaps at random places, so that no encoding can keep them all in 4096 bytes.
            Random random = new Random(42);
            int gaps = 0;
            for (int i = 0; i < records; i++) {
                boolean gap = i == 0 || random.nextInt(20) == 0;
                gaps += gap ? 1 : 0;
                work.produce(0, gap ? "stuck" : "key-" + i, gap ? "stuck" : "other");
            }
            work.flush();
            int others = records - gaps;
            RunningConsumer first = work.consumer()
                    .ordering(Ordering.BY_KEY)
                    .concurrency(4)
                    .intake(new Intake(2 * records, 64 << 20))
                    .drainLimit(Duration.ofMillis(500))
                    .listener(listening)
                    .commit(Commits.afterProcessing().every(Duration.ofMillis(100)))
                    .handle((value, delivery) -> {
                        if (value.equals("stuck")) {
                            release.await();
                        }
                        handled.incrementAndGet();
                    })
                    .start();
            await().atMost(Duration.ofMinutes(2)).until(() -> handled.get() == others);
            first.close();
            assertThat(listening.commitFailures).hasValue(0);
            assertThat(listening.committed)
                    .allSatisfy(offset -> assertThat(offset.metadata().length()).isLessThanOrEqualTo(4096));
            release.countDown();

            AtomicInteger again = new AtomicInteger();
            try (RunningConsumer second = work.consumer()
                    .ordering(Ordering.BY_KEY)
                    .concurrency(4)
                    .commit(Commits.afterProcessing().every(Duration.ofMillis(100)))
                    .handle((value, delivery) -> {
                        again.incrementAndGet();
                        if (value.equals("stuck")) {
                            stuck.add(delivery.record().offset());
                        }
                    })
                    .start()) {
                await().atMost(Duration.ofMinutes(2)).until(() -> work.committed(0) == records);
            }
            assertThat(stuck).hasSize(gaps).isSorted();
            assertThat(again.get()).isLessThan(records);
        }
    }
}
