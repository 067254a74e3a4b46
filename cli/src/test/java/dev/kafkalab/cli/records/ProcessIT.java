package dev.kafkalab.cli.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.cli.KafkaLab;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only a process of its own shows: signals and pipes. */
@SandboxTest
class ProcessIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private String servers;
    private final String topic = "process-" + Long.toHexString(new Random().nextLong());

    @BeforeEach
    void setUp(Sandbox sandbox) throws Exception {
        servers = sandbox.bootstrapServers().orElseThrow();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KafkaLab.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("KAFKA_LAB_BOOTSTRAP_SERVER", servers);
        return builder.start();
    }

    private void produce(int records) throws Exception {
        Path file = folder.resolve("lines");
        Files.write(file, IntStream.range(0, records).mapToObj(String::valueOf).toList());
        assertThat(start(command("produce", "-t", topic, "@" + file)).waitFor()).isZero();
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            return "";
        }
    }

    private static void interrupt(Process process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"auto,100", "sync,100", "async,100", "none,-1"})
    void ctrlCCommitsWhatWasPrintedOrNotAsTheModeSays(String mode, long committed) throws Exception {
        produce(100);
        String group = "interrupted-" + topic;
        Process consume = start(command("consume", "-t", topic, "-g", group, "--commit", mode));
        await().atMost(PATIENCE).until(() -> read("out").lines().count() == 100);
        interrupt(consume);
        assertThat(consume.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(consume.exitValue()).isEqualTo(130);
        assertThat(read("err")).isEmpty();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            var offset = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition(topic, 0));
            assertThat(offset == null ? -1 : offset.offset()).isEqualTo(committed);
        }
    }

    @Test
    void ctrlCWhileProducingSendsWhatWasReadAndSaysHowMuch() throws Exception {
        Process produce = start(command("produce", "-t", topic));
        OutputStream input = produce.getOutputStream();
        input.write("a\nb\nhalf a li".getBytes(StandardCharsets.UTF_8));
        input.flush();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            await().atMost(PATIENCE).until(() -> end(admin) == 2);
            interrupt(produce);
            assertThat(produce.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(produce.exitValue()).isEqualTo(130);
            assertThat(read("err")).startsWith("2 records");
            assertThat(end(admin)).isEqualTo(2);
        }
    }

    private long end(Admin admin) throws Exception {
        TopicPartition partition = new TopicPartition(topic, 0);
        return admin.listOffsets(Map.of(partition, org.apache.kafka.clients.admin.OffsetSpec.latest()))
                .partitionResult(partition)
                .get()
                .offset();
    }

    @Test
    void aReaderThatHasHadEnoughEndsConsumeQuietly() throws Exception {
        produce(200_000);
        String quoted = command("consume", "-t", topic, "-e").stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Process shell = start(List.of("sh", "-c", "{ " + quoted + "; echo \"exit $?\" >&2; } | head -1"));
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(read("out")).isEqualTo("0\n");
        assertThat(read("err")).isEqualTo("exit 0\n");
    }
}
