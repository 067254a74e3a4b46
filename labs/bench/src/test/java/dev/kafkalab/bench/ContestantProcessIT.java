package dev.kafkalab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.bench.RunRequest.Limits;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SandboxTest
class ContestantProcessIT {
    private static final Limits LIMITS = new Limits(200_000, 500, 0.5, 5_000, 1);

    static List<String> everybody() {
        return Contestants.names();
    }

    @ParameterizedTest
    @MethodSource("everybody")
    void everybodyCanBeMeasuredAndIsHonest(String name, Sandbox sandbox) throws Exception {
        RunResult result = run(name, Contestants.create(name), sandbox);
        assertThat(result.complaints()).isEmpty();
        assertThat(result.records()).isPositive();
        assertThat(result.heapBytes()).isPositive();
    }

    @Test
    void whoLeavesOutRecordsIsConvicted(Sandbox sandbox) throws Exception {
        RunResult result = run("loser", new Cheat(Promise.NONE, 0), sandbox);
        assertThat(result.counts()).isFalse();
        assertThat(result.complaints()).singleElement().asString().contains("committed and never handled");
    }

    @Test
    void whoPromisesAnOrderAndLeavesOutRecordsHasNotKeptIt(Sandbox sandbox) throws Exception {
        RunResult result = run("promiser", new Cheat(Promise.BY_KEY, 0), sandbox);
        assertThat(result.complaints()).anyMatch(complaint -> complaint.contains("out of order"));
    }

    @Test
    void whoHandlesRecordsTwiceIsConvicted(Sandbox sandbox) throws Exception {
        RunResult result = run("stammerer", new Cheat(Promise.BY_KEY, 2), sandbox);
        assertThat(result.complaints()).singleElement().asString().contains("handled again");
    }

    private static RunResult run(String name, Contestant contestant, Sandbox sandbox) throws Exception {
        String servers = sandbox.bootstrapServers().orElseThrow();
        Dataset dataset = new Dataset(servers);
        dataset.prepare(Keys.HUNDRED, LIMITS.topicRecords());
        return ContestantProcess.run(
                new RunRequest("it", name, 1, servers, Keys.HUNDRED, Work.WAIT_1_MS, false, 4, LIMITS, 0),
                contestant,
                dataset);
    }

    /**
     * A poll loop that does not treat every record alike.
     *
     * @param times how often every hundredth record is handled
     */
    private record Cheat(Promise promise, int times) implements Contestant {
        @Override
        public AutoCloseable start(Assignment assignment, Task task) {
            var consumer = new KafkaConsumer<Integer, byte[]>(assignment.properties());
            consumer.subscribe(List.of(assignment.topic()));
            Thread thread = new Thread(() -> {
                try (consumer) {
                    while (true) {
                        for (ConsumerRecord<Integer, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                            handle(record, task);
                        }
                        consumer.commitAsync();
                    }
                } catch (WakeupException closed) {
                    // The end.
                }
            });
            thread.start();
            return () -> {
                consumer.wakeup();
                thread.join();
            };
        }

        private void handle(ConsumerRecord<Integer, byte[]> record, Task task) {
            int count = record.offset() % 100 == 99 ? times : 1;
            for (int i = 0; i < count; i++) {
                task.handle(record.value());
            }
        }
    }
}
