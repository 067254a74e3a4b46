package dev.kafkalab.consumer.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.consumer.BatchFailedException;
import dev.kafkalab.consumer.Commits;
import dev.kafkalab.consumer.Delivery;
import dev.kafkalab.consumer.HandleLaterException;
import dev.kafkalab.consumer.Ordering;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.retry.RetryPolicy;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Handlers that misbehave. */
@SandboxTest
class BadHandlerIT {
    @ParameterizedTest
    @EnumSource(Ordering.class)
    void anErrorStopsTheConsumerWhichThrowsItAndCommitsOnlyWhatWasDone(Ordering ordering, Sandbox sandbox)
            throws Exception {
        try (OwnTopic work = new OwnTopic(sandbox, 1)) {
            work.send(0, "a", "good", "bad", "after");
            List<String> handled = new CopyOnWriteArrayList<>();
            RunningConsumer consumer = work.consumer()
                    .ordering(ordering)
                    .concurrency(1)
                    .handle((value, delivery) -> {
                        if (value.equals("bad")) {
                            throw new StackOverflowError("deep");
                        }
                        handled.add(value);
                    })
                    .start();
            assertThatThrownBy(() -> consumer.awaitStopped(Duration.ofSeconds(20)))
                    .satisfiesAnyOf(
                            thrown -> assertThat(thrown).isInstanceOf(StackOverflowError.class),
                            thrown -> assertThat(thrown).hasRootCauseInstanceOf(StackOverflowError.class));
            consumer.close();
            assertThat(consumer.isRunning()).isFalse();
            assertThat(work.committed(0)).isEqualTo(1);
            assertThat(handled).contains("good");
        }
    }

    @Test
    void aRecordThatIsNeverAcknowledgedStopsNobodyAndComesAgainAfterARestart(Sandbox sandbox) throws Exception {
        try (OwnTopic work = new OwnTopic(sandbox, 1)) {
            work.send(0, "forgotten", "forgotten");
            work.send(0, "a", "1", "2", "3");
            List<String> first = new CopyOnWriteArrayList<>();
            RunningConsumer consumer = work.consumer()
                    .ordering(Ordering.BY_KEY)
                    .concurrency(2)
                    .commit(new Commits.Manual(Commits.afterProcessing().every(Duration.ofMillis(50))))
                    .drainLimit(Duration.ofMillis(500))
                    .handle((value, delivery) -> {
                        first.add(value);
                        if (!value.equals("forgotten")) {
                            delivery.acknowledge();
                        }
                    })
                    .start();
            await().atMost(Duration.ofMinutes(2)).until(() -> first.size() == 4);
            consumer.close();
            assertThat(work.committed(0)).isZero();

            List<String> second = new CopyOnWriteArrayList<>();
            try (RunningConsumer again = work.consumer()
                    .ordering(Ordering.BY_KEY)
                    .concurrency(2)
                    .commit(new Commits.Manual(Commits.afterProcessing().every(Duration.ofMillis(50))))
                    .handle((value, delivery) -> {
                        second.add(value);
                        delivery.acknowledge();
                    })
                    .start()) {
                await().atMost(Duration.ofMinutes(2)).until(() -> work.committed(0) == 4);
                assertThat(second).containsExactly("forgotten");
                assertThat(again.isRunning()).isTrue();
            }
        }
    }

    @Test
    void toAcknowledgeTwiceChangesNothing(Sandbox sandbox) throws Exception {
        try (OwnTopic work = new OwnTopic(sandbox, 1)) {
            work.send(0, "a", "1", "2", "3");
            Map<String, Delivery<String>> deliveries = new ConcurrentHashMap<>();
            try (RunningConsumer consumer = work.consumer()
                    .ordering(Ordering.UNORDERED)
                    .concurrency(4)
                    .commit(new Commits.Manual(Commits.afterProcessing().every(Duration.ofMillis(50))))
                    .handle((value, delivery) -> deliveries.put(value, delivery))
                    .start()) {
                await().atMost(Duration.ofMinutes(2)).until(() -> deliveries.size() == 3);
                deliveries.get("2").acknowledge();
                deliveries.get("2").acknowledge();
                deliveries.get("2").acknowledge();
                assertThat(consumer.progress().inFlight()).isEqualTo(2);
                deliveries.get("1").acknowledge();
                await().atMost(Duration.ofMinutes(2)).until(() -> work.committed(0) == 2);
                deliveries.get("1").acknowledge();
                deliveries.get("3").acknowledge();
                deliveries.get("3").acknowledge();
                await().atMost(Duration.ofMinutes(2)).until(() -> work.committed(0) == 3);
                assertThat(consumer.progress().handled()).isEqualTo(3);
            }
        }
    }

    @Test
    void aBatchThatIsToBeHandledLaterUsesNoAttempt(Sandbox sandbox) throws Exception {
        try (OwnTopic work = new OwnTopic(sandbox, 1)) {
            work.send(0, "a", "1", "2", "3", "4");
            AtomicInteger calls = new AtomicInteger();
            Map<String, Integer> attempts = new ConcurrentHashMap<>();
            try (RunningConsumer consumer = work.consumer()
                    .retry(RetryPolicy.fixed(Duration.ofMillis(1)).maxAttempts(2))
                    .handleBatch(4, batch -> {
                        switch (calls.incrementAndGet()) {
                            case 1, 2, 3 -> throw new HandleLaterException("the store is away", Duration.ofMillis(10));
                            case 4 ->
                                throw new BatchFailedException(
                                        1, new HandleLaterException("the store went away", Duration.ofMillis(10)));
                            default ->
                                batch.forEach(each -> attempts.put(
                                        each.value(), each.delivery().attempt()));
                        }
                    })
                    .start()) {
                await().until(() -> work.committed(0) == 4);
                assertThat(attempts).isEqualTo(Map.of("2", 1, "3", 1, "4", 1));
                assertThat(consumer.progress().failures()).isZero();
            }
        }
    }

    @Test
    void whatAHandlerAsksForAfterTheConsumerHasEndedIsForgotten(Sandbox sandbox) throws Exception {
        try (OwnTopic work = new OwnTopic(sandbox, 1)) {
            work.send(0, "a", "slow");
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch closed = new CountDownLatch(1);
            CompletableFuture<String> ended = new CompletableFuture<>();
            RunningConsumer consumer = work.consumer()
                    .concurrency(1)
                    .executor(task -> new Thread(() -> {
                                try {
                                    task.run();
                                    ended.complete("quietly");
                                } catch (RuntimeException e) {
                                    ended.completeExceptionally(e);
                                }
                            })
                            .start())
                    .drainLimit(Duration.ofMillis(100))
                    .handle((value, delivery) -> {
                        begun.countDown();
                        closed.await();
                        throw new HandleLaterException("not now", Duration.ofSeconds(1));
                    })
                    .start();
            begun.await();
            consumer.close();
            closed.countDown();
            assertThat(ended.get(1, TimeUnit.MINUTES)).isEqualTo("quietly");
            assertThat(work.committed(0)).isLessThanOrEqualTo(0);
        }
    }
}
