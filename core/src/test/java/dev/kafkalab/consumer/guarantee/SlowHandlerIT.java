package dev.kafkalab.consumer.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.consumer.Commits;
import dev.kafkalab.consumer.Ordering;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A handler may take as long as it likes: the member stays, and only its own lane waits. */
@Isolated("it watches the clock")
@SandboxTest
class SlowHandlerIT {
    @ParameterizedTest
    @CsvSource({"BY_PARTITION, classic", "BY_KEY, classic", "UNORDERED, consumer", "BY_KEY, consumer"})
    void workBeyondMaxPollIntervalEvictsNobody(Ordering ordering, String protocol, Sandbox sandbox) throws Exception {
        Listening listening = new Listening();
        List<String> handled = new CopyOnWriteArrayList<>();
        CountDownLatch patience = new CountDownLatch(1);
        try (OwnTopic work = new OwnTopic(sandbox, 1)) {
            work.send(0, "slow", "slow");
            try (RunningConsumer consumer = work.consumer()
                    .ordering(ordering)
                    .concurrency(4)
                    .property("group.protocol", protocol)
                    .property("max.poll.interval.ms", 1500)
                    .commit(Commits.afterProcessing().every(Duration.ofMillis(50)))
                    .listener(listening)
                    .handle((value, delivery) -> {
                        handled.add(value);
                        patience.await(4500, TimeUnit.MILLISECONDS);
                    })
                    .start()) {
                await().atMost(Duration.ofMinutes(2)).until(() -> work.committed(0) == 1);
                assertThat(handled).containsExactly("slow");
                assertThat(listening.lost).isEmpty();
                assertThat(listening.revoked).isEmpty();
                assertThat(listening.commitFailures).hasValue(0);
                assertThat(consumer.isRunning()).isTrue();
            }
        }
    }

    @Test
    void aKeyThatIsStuckStopsNoOtherKey(Sandbox sandbox) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        List<String> handled = new CopyOnWriteArrayList<>();
        try (OwnTopic work = new OwnTopic(sandbox, 1)) {
            work.send(0, "stuck", "stuck-0", "stuck-1");
            for (int i = 0; i < 200; i++) {
                work.send(0, "key-" + i % 10, "other-" + i);
            }
            try (RunningConsumer consumer = work.consumer()
                    .ordering(Ordering.BY_KEY)
                    .concurrency(2)
                    .commit(Commits.afterProcessing().every(Duration.ofMillis(50)))
                    .handle((value, delivery) -> {
                        if (value.equals("stuck-0")) {
                            release.await();
                        }
                        handled.add(value);
                    })
                    .start()) {
                await().atMost(Duration.ofMinutes(2)).until(() -> handled.size() == 200);
                assertThat(handled).noneMatch(value -> value.startsWith("stuck"));
                assertThat(consumer.progress().inFlight()).isEqualTo(2);
                assertThat(work.committed(0)).isLessThanOrEqualTo(0);
                release.countDown();
                await().atMost(Duration.ofMinutes(2)).until(() -> work.committed(0) == 202);
                assertThat(handled.subList(200, 202)).containsExactly("stuck-0", "stuck-1");
            } finally {
                release.countDown();
            }
        }
    }

    @Test
    void aPartitionThatIsStuckStopsNoOtherPartition(Sandbox sandbox) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        List<String> handled = new CopyOnWriteArrayList<>();
        try (OwnTopic work = new OwnTopic(sandbox, 2)) {
            work.send(0, "a", "stuck-0", "stuck-1");
            work.send(1, "b", "1", "2", "3");
            try (RunningConsumer consumer = work.consumer()
                    .ordering(Ordering.BY_PARTITION)
                    .concurrency(2)
                    .commit(Commits.afterProcessing().every(Duration.ofMillis(50)))
                    .handle((value, delivery) -> {
                        if (value.equals("stuck-0")) {
                            release.await();
                        }
                        handled.add(value);
                    })
                    .start()) {
                await().atMost(Duration.ofMinutes(2)).until(() -> work.committed(1) == 3);
                assertThat(handled).containsExactly("1", "2", "3");
                release.countDown();
                await().atMost(Duration.ofMinutes(2)).until(() -> work.committed(0) == 2);
            } finally {
                release.countDown();
            }
        }
    }

    @Test
    void aHandlerThatBlocksAtCloseIsWaitedForNoLongerThanTheDrainLimitAndItsRecordComesAgain(Sandbox sandbox)
            throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        List<String> handled = new CopyOnWriteArrayList<>();
        try (OwnTopic work = new OwnTopic(sandbox, 1)) {
            work.send(0, "a", "first");
            work.send(0, "stuck", "stuck");
            work.send(0, "b", "last");
            RunningConsumer consumer = work.consumer()
                    .ordering(Ordering.BY_KEY)
                    .concurrency(4)
                    .drainLimit(Duration.ofSeconds(1))
                    .handle((value, delivery) -> {
                        if (value.equals("stuck")) {
                            while (!release.await(1, TimeUnit.SECONDS)) {}
                        }
                        handled.add(value);
                    })
                    .start();
            await().atMost(Duration.ofMinutes(2)).until(() -> handled.size() == 2);
            long before = System.nanoTime();
            consumer.close();
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isBetween(Duration.ofMillis(900), Duration.ofSeconds(6));
            assertThat(consumer.isRunning()).isFalse();
            assertThat(work.committed(0)).isEqualTo(1);
            release.countDown();
            List<String> again = new CopyOnWriteArrayList<>();
            try (RunningConsumer next = work.consumer()
                    .ordering(Ordering.BY_KEY)
                    .concurrency(4)
                    .handle((value, delivery) -> again.add(value))
                    .start()) {
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> next.progress().lag() == 0 && !again.isEmpty());
                assertThat(again).containsExactly("stuck");
            }
        }
    }
}
