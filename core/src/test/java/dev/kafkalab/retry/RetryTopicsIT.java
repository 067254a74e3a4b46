package dev.kafkalab.retry;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.consumer.Commits;
import dev.kafkalab.consumer.Ordering;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("it watches the clock")
@SandboxTest
class RetryTopicsIT {
    static Stream<Arguments> modes() {
        return Stream.of(
                Arguments.of("classic", Ordering.BY_KEY, Commits.afterProcessing()),
                Arguments.of("classic", Ordering.BY_KEY, Commits.each()),
                Arguments.of("consumer", Ordering.BY_KEY, Commits.afterProcessing()),
                Arguments.of("classic", Ordering.BY_PARTITION, Commits.afterProcessing()),
                Arguments.of("consumer", Ordering.BY_PARTITION, Commits.each()));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aKeyThatFailsKeepsItsOrderAndHoldsUpNoOther(
            String protocol, Ordering ordering, Commits commits, Sandbox sandbox) throws Exception {
        try (LaterTopic topic = new LaterTopic(sandbox.bootstrapServers().orElseThrow(), 2)) {
            for (int number = 0; number < 5; number++) {
                for (int key = 0; key < 20; key++) {
                    topic.send("key-" + key, 1);
                }
            }
            RunningConsumer consumer = topic.consumer((key, number, attempt) -> switch (key) {
                        case "key-3" -> number == 1;
                        case "key-4" -> number == 0 && attempt < 3;
                        default -> false;
                    })
                    .property("group.protocol", protocol)
                    .ordering(ordering)
                    .concurrency(8)
                    .commit(commits)
                    .start();
            try (consumer) {
                await().atMost(2, MINUTES).until(() -> topic.handed("key-3").size() >= 7);
                await().atMost(2, MINUTES).until(() -> topic.handed("key-4").size() >= 7);
            }
            assertThat(topic.handed("key-3")).containsExactly("0#1", "1#1!", "1#2!", "1#3!", "2#1", "3#1", "4#1");
            assertThat(topic.handed("key-4")).containsExactly("0#1!", "0#2!", "0#3", "1#1", "2#1", "3#1", "4#1");
            for (int key : IntStream.range(5, 20).toArray()) {
                assertThat(topic.handed("key-" + key)).containsExactly("0#1", "1#1", "2#1", "3#1", "4#1");
                assertThat(topic.when("key-" + key, 4, 1)).isBefore(topic.when("key-3", 1, 2));
            }
            assertThat(Duration.between(topic.when("key-3", 1, 1), topic.when("key-3", 1, 2)))
                    .isBetween(Duration.ofMillis(699), Duration.ofSeconds(5));
            assertThat(Duration.between(topic.when("key-3", 1, 2), topic.when("key-3", 1, 3)))
                    .isBetween(Duration.ofMillis(1199), Duration.ofSeconds(5));
            assertThat(topic.journal).allMatch(each -> each.origin().equals(topic.topic));
            assertThat(topic.records(topic.topic + "-dlt")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void whatWasDoneIsNotRepeatedAndWhatWaitsStillWaitsAfterARestart(String protocol, Sandbox sandbox)
            throws Exception {
        try (LaterTopic topic = new LaterTopic(sandbox.bootstrapServers().orElseThrow(), 1)) {
            topic.send("a", 3);
            topic.send("b", 3);
            topic.send("c", 3);
            LaterTopic.Fails first = (key, number, attempt) -> key.equals("a") && number == 1 && attempt < 3;
            try (RunningConsumer consumer = topic.consumer(first)
                    .retryLater(Duration.ofSeconds(5), Duration.ofSeconds(1))
                    .property("group.protocol", protocol)
                    .start()) {
                // 1 has failed and waits, and 2 behind it
                await().atMost(2, MINUTES).until(() -> topic.records(topic.retryTopic(1)) >= 2);
                await().atMost(2, MINUTES).until(() -> topic.handed("b").size() == 3);
                await().atMost(2, MINUTES).until(() -> topic.handed("c").size() == 3);
            }
            assertThat(topic.handed("a")).containsExactly("0#1", "1#1!");
            topic.send("a", 2);
            try (RunningConsumer consumer =
                    topic.consumer(first).property("group.protocol", protocol).start()) {
                await().atMost(2, MINUTES).until(() -> topic.order("a").size() == 5);
                await().atMost(2, MINUTES).until(() -> consumer.progress().delayed() == 0);
            }
            List<String> whole = List.of("0#1", "1#1!", "1#2!", "1#3", "2#1", "3#1", "4#1");
            assertThat(topic.handed("a")).isEqualTo(whole);
            topic.send("d", 1);
            try (RunningConsumer consumer =
                    topic.consumer(first).property("group.protocol", protocol).start()) {
                await().atMost(2, MINUTES).until(() -> topic.handed("d").size() == 1);
                await().during(Duration.ofSeconds(1))
                        .until(() -> topic.handed("a").equals(whole));
            }
            assertThat(topic.handed("b")).containsExactly("0#1", "1#1", "2#1");
            assertThat(topic.handed("c")).containsExactly("0#1", "1#1", "2#1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void aRebalanceBetweenAFailureAndTheNextRecordOfTheKeyKeepsTheOrder(String protocol, Sandbox sandbox)
            throws Exception {
        try (LaterTopic topic = new LaterTopic(sandbox.bootstrapServers().orElseThrow(), 4)) {
            AtomicBoolean mended = new AtomicBoolean();
            Duration[] delays =
                    Stream.generate(() -> Duration.ofSeconds(4)).limit(6).toArray(Duration[]::new);
            LaterTopic.Fails failing = (key, number, attempt) -> number == 0 && !mended.get();
            for (int partition = 0; partition < 4; partition++) {
                topic.send(partition, "key-" + partition);
            }
            try (RunningConsumer one = topic.consumer(failing)
                    .retryLater(delays)
                    .property("group.protocol", protocol)
                    .start()) {
                await().atMost(2, MINUTES).until(() -> topic.records(topic.retryTopic(1)) == 4);
                try (RunningConsumer two = topic.consumer(failing)
                        .retryLater(delays)
                        .property("group.protocol", protocol)
                        .start()) {
                    await().atMost(2, MINUTES)
                            .until(() -> two.progress().partitions().stream()
                                    .anyMatch(partition -> partition.topic().equals(topic.topic)));
                    for (int partition = 0; partition < 4; partition++) {
                        topic.send(partition, "key-" + partition);
                        topic.send(partition, "key-" + partition);
                    }
                    mended.set(true);
                    await().atMost(2, MINUTES)
                            .until(() -> IntStream.range(0, 4)
                                    .allMatch(key -> topic.order("key-" + key).size() == 3));
                }
            }
            for (int key = 0; key < 4; key++) {
                assertThat(String.join(" ", topic.handed("key-" + key))).matches("0#1!( 0#\\d!)* 0#\\d 1#1 2#1");
            }
        }
    }

    @Test
    void retryTopicsGrowWithTheTopic(Sandbox sandbox) throws Exception {
        try (LaterTopic topic = new LaterTopic(sandbox.bootstrapServers().orElseThrow(), 1)) {
            try (RunningConsumer consumer =
                    topic.consumer((key, number, attempt) -> attempt < 2).start()) {
                topic.send("before", 2);
                await().atMost(2, MINUTES).until(() -> topic.order("before").size() == 2);
                topic.grow(3);
                topic.send(2, "after");
                topic.send(2, "after");
                await().atMost(2, MINUTES).until(() -> topic.handed("after").size() == 4);
            }
            assertThat(topic.handed("before")).containsExactly("0#1!", "0#2", "1#1!", "1#2");
            assertThat(topic.handed("after")).containsExactly("0#1!", "0#2", "1#1!", "1#2");
            assertThat(topic.partitions(topic.retryTopic(1))).isEqualTo(3);
            assertThat(topic.partitions(topic.retryTopic(2))).isEqualTo(3);
        }
    }

    @Test
    void withoutOrderAndWithoutKeysNothingWaitsForAnything(Sandbox sandbox) throws Exception {
        try (LaterTopic topic = new LaterTopic(sandbox.bootstrapServers().orElseThrow(), 1)) {
            topic.send("a", 3);
            try (RunningConsumer consumer = topic.consumer((key, number, attempt) -> number == 0 && attempt < 2)
                    .ordering(Ordering.UNORDERED)
                    .concurrency(1)
                    .start()) {
                await().atMost(2, MINUTES).until(() -> topic.handed("a").size() == 4);
            }
            assertThat(topic.handed("a")).containsExactly("0#1!", "1#1", "2#1", "0#2");
        }
    }
}
