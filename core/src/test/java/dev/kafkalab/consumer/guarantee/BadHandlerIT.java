package dev.kafkalab.consumer.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.consumer.Commits;
import dev.kafkalab.consumer.Delivery;
import dev.kafkalab.consumer.Ordering;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
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
}
