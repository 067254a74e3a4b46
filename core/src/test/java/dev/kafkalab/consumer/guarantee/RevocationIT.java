package dev.kafkalab.consumer.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.ConsumerBuilder;
import dev.kafkalab.consumer.Commits;
import dev.kafkalab.consumer.Ordering;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Partitions that are taken away: with notice what runs is finished and committed, without it nothing is. */
@Isolated("it watches the clock")
@SandboxTest
class RevocationIT {
    private static final Duration LONG = Duration.ofSeconds(90);

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void whatRunsIsFinishedAndCommittedBeforeAPartitionGoes(String protocol, Sandbox sandbox) throws Exception {
        List<String> begun = new CopyOnWriteArrayList<>();
        AtomicInteger running = new AtomicInteger();
        try (OwnTopic work = new OwnTopic(sandbox, 2)) {
            quick(work, protocol);
            for (int i = 0; i < 6; i++) {
                work.send(0, "a", "a" + i);
                work.send(1, "b", "b" + i);
            }
            Listening listening = new Listening();
            try (RunningConsumer first = consumer(work, protocol, "first")
                    .listener(listening)
                    .handle((value, delivery) -> {
                        begun.add(value);
                        running.incrementAndGet();
                        Thread.sleep(700);
                        running.decrementAndGet();
                    })
                    .start()) {
                await().atMost(LONG).until(() -> begun.size() == 2);
                try (RunningConsumer second = consumer(work, protocol, "second")
                        .handle((value, delivery) -> begun.add(value))
                        .start()) {
                    await().atMost(LONG).until(() -> work.committed(0) == 6 && work.committed(1) == 6);
                    assertThat(listening.revoked).isNotEmpty();
                    assertThat(listening.lost).isEmpty();
                    assertThat(begun).hasSize(12).doesNotHaveDuplicates();
                    assertThat(begun.stream().filter(value -> value.startsWith("a")))
                            .isSorted();
                    assertThat(begun.stream().filter(value -> value.startsWith("b")))
                            .isSorted();
                    assertThat(second.isRunning()).isTrue();
                }
                assertThat(first.isRunning()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void whatAHandlerFinishesAfterTheDrainLimitIsNotCommitted(String protocol, Sandbox sandbox) throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch again = new CountDownLatch(1);
        List<String> begun = new CopyOnWriteArrayList<>();
        List<String> ended = new CopyOnWriteArrayList<>();
        try (OwnTopic work = new OwnTopic(sandbox, 2)) {
            quick(work, protocol);
            work.send(0, "a", "a0");
            work.send(1, "b", "b0");
            Listening listening = new Listening();
            try (RunningConsumer first = consumer(work, protocol, "first")
                    .drainLimit(Duration.ofMillis(300))
                    .listener(listening)
                    .handle((value, delivery) -> {
                        begun.add(value);
                        slow.await();
                        ended.add(value);
                    })
                    .start()) {
                await().atMost(LONG).until(() -> begun.size() == 2);
                List<String> second = new CopyOnWriteArrayList<>();
                try (RunningConsumer other = consumer(work, protocol, "second")
                        .handle((value, delivery) -> {
                            second.add(value);
                            again.await();
                        })
                        .start()) {
                    await().atMost(LONG).until(() -> second.size() == 1);
                    int moved = second.get(0).equals("a0") ? 0 : 1;
                    slow.countDown();
                    await().atMost(LONG).until(() -> ended.size() == 2 && work.committed(1 - moved) == 1);
                    assertThat(work.committed(moved)).isLessThanOrEqualTo(0);
                    again.countDown();
                    await().atMost(LONG).until(() -> work.committed(moved) == 1);
                    assertThat(other.isRunning()).isTrue();
                }
                assertThat(first.isRunning()).isTrue();
            } finally {
                slow.countDown();
                again.countDown();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void aLostPartitionIsNotCommittedAndTheMemberComesBack(String protocol, Sandbox sandbox) throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch again = new CountDownLatch(1);
        List<String> begun = new CopyOnWriteArrayList<>();
        List<String> second = new CopyOnWriteArrayList<>();
        try (OwnTopic work = new OwnTopic(sandbox, 1)) {
            quick(work, protocol);
            work.send(0, "a", "a0");
            Listening listening = new Listening();
            try (RunningConsumer first = consumer(work, protocol, "first")
                    .listener(listening)
                    .handle((value, delivery) -> {
                        begun.add(value);
                        slow.await();
                    })
                    .start()) {
                await().atMost(LONG).until(() -> begun.size() == 1);
                try (RunningConsumer other = consumer(work, protocol, "second")
                        .handle((value, delivery) -> {
                            second.add(value);
                            again.await();
                        })
                        .start()) {
                    await().atMost(LONG).until(() -> members(work) == 2);
                    work.admin()
                            .removeMembersFromConsumerGroup(
                                    work.group,
                                    new RemoveMembersFromConsumerGroupOptions(List.of(new MemberToRemove("first"))))
                            .all()
                            .get();
                    await().atMost(LONG).until(() -> !listening.lost.isEmpty());
                    slow.countDown();
                    await().atMost(LONG).until(() -> begun.size() + second.size() >= 2);
                    if (second.size() == 1) {
                        assertThat(work.committed(0)).isLessThanOrEqualTo(0);
                    }
                    again.countDown();
                    await().atMost(LONG).until(() -> work.committed(0) == 1);
                    assertThat(first.isRunning()).isTrue();
                    assertThat(other.isRunning()).isTrue();
                }
            } finally {
                slow.countDown();
                again.countDown();
            }
        }
    }

    private static int members(OwnTopic work) throws Exception {
        return work.admin()
                .describeConsumerGroups(List.of(work.group))
                .describedGroups()
                .get(work.group)
                .get()
                .members()
                .size();
    }

    private static ConsumerBuilder<String, String> consumer(OwnTopic work, String protocol, String instance) {
        ConsumerBuilder<String, String> consumer = work.consumer()
                .ordering(Ordering.BY_KEY)
                .concurrency(4)
                .commit(Commits.afterProcessing().every(Duration.ofMillis(100)))
                .property("group.protocol", protocol)
                .property("group.instance.id", instance);
        return protocol.equals("classic") ? consumer.property("heartbeat.interval.ms", 100) : consumer;
    }

    /** Members of the new protocol hear of a change with their next heartbeat, which is the group's setting. */
    private static void quick(OwnTopic work, String protocol) throws Exception {
        if (protocol.equals("consumer")) {
            work.admin()
                    .incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.GROUP, work.group),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("consumer.heartbeat.interval.ms", "100"),
                                    AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }
}
