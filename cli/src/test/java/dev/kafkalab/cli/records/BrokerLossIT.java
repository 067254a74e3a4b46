package dev.kafkalab.cli.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.cli.CommandHarness;
import dev.kafkalab.cli.CommandHarness.Result;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.UpRequest;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SandboxTest(brokers = 3, alone = true)
class BrokerLossIT {
    private static final int RECORDS = 200_000;

    @TempDir
    Path folder;

    @Test
    void everyRecordArrivesOnceThoughABrokerIsKilledMidway(Sandbox sandbox) throws Exception {
        String servers = sandbox.bootstrapServers().orElseThrow();
        Path file = folder.resolve("lines");
        Files.write(
                file,
                IntStream.range(0, RECORDS)
                        .mapToObj(i -> "key-" + i % 100 + " " + i)
                        .toList());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic("loss", 3, (short) 3)))
                    .all()
                    .get();
            CompletableFuture<Result> produced = CompletableFuture.supplyAsync(
                    () -> run(servers, "produce", "-t", "loss", "-K", " ", "--rate", "40000", "@" + file));
            await().atMost(Duration.ofMinutes(2)).until(() -> sent(admin) > RECORDS / 10);
            sandbox.kill("kafka-" + describe(admin).partitions().get(0).leader().id());
            // Not asked of the brokers: they do not answer until the next leaders are elected.
            assertThat(produced).as("killed midway").isNotDone();
            Result result = produced.get();
            assertThat(result.err()).startsWith("200,000 records");
            assertThat(result.exitCode()).isEqualTo(ExitCode.OK);

            List<String> lines =
                    run(servers, "consume", "-t", "loss", "-e").out().lines().toList();
            assertThat(lines).hasSize(RECORDS).doesNotHaveDuplicates();
            assertThat(lines.stream()
                            .filter(line -> Integer.parseInt(line) % 100 == 42)
                            .toList())
                    .isEqualTo(IntStream.range(0, RECORDS / 100)
                            .mapToObj(i -> String.valueOf(i * 100 + 42))
                            .toList());

            assertThat(sandbox.up(new UpRequest(Optional.empty(), Set.of(), false, false, false), Progress.SILENT))
                    .isEmpty();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> describe(admin).partitions().stream()
                            .allMatch(partition -> partition.isr().size() == 3));
        }
    }

    private Result run(String servers, String... arguments) {
        return new CommandHarness(folder)
                .environment("KAFKA_LAB_BOOTSTRAP_SERVER", servers)
                .run(arguments);
    }

    private static TopicDescription describe(Admin admin) throws Exception {
        return admin.describeTopics(List.of("loss")).allTopicNames().get().get("loss");
    }

    private static long sent(Admin admin) throws Exception {
        long sum = 0;
        for (int i = 0; i < 3; i++) {
            TopicPartition partition = new TopicPartition("loss", i);
            sum += admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
        return sum;
    }
}
