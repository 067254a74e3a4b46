package dev.kafkalab.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.cli.CommandHarness;
import dev.kafkalab.cli.CommandHarness.Result;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SandboxTest
class OffsetCommandsIT {
    private final String topic = "cli-" + Long.toUnsignedString(System.nanoTime(), 36);
    private CommandHarness lab;
    private String servers;

    @TempDir
    Path home;

    @BeforeEach
    void topicOfTenRecordsAndAGroupAtItsEnd(Sandbox sandbox) {
        servers = sandbox.bootstrapServers().orElseThrow();
        lab = new CommandHarness(home).environment("KAFKA_LAB_BOOTSTRAP_SERVER", servers);
        ok("topic", "create", topic, "--partitions", "1");
        lab.input("a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n".getBytes(StandardCharsets.UTF_8));
        ok("produce", "-t", topic, "-");
        ok("reset-offsets", "-g", topic, "-t", topic, "--to-latest", "--new-group", "--execute");
    }

    private Result ok(String... arguments) {
        Result result = lab.run(arguments);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.OK);
        return result;
    }

    private void fails(int exitCode, String named, String... arguments) {
        Result result = lab.run(arguments);
        assertThat(result.exitCode())
                .as(String.join(" ", arguments) + result.err())
                .isEqualTo(exitCode);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).startsWith("kafka-lab: ").contains(named);
        assertThat(result.out()).isEmpty();
    }

    private String reset(String... arguments) {
        List<String> all = new java.util.ArrayList<>(List.of("reset-offsets", "-g", topic, "-t", topic));
        all.addAll(List.of(arguments));
        return ok(all.toArray(String[]::new)).out();
    }

    @Test
    void aPlanShowsOldNewAndDeltaAndChangesNothing() {
        assertThat(reset("--shift-by", "-3").lines().toList().get(1))
                .matches(topic + " +0 +10 +7 +-3 +will replay 3 +-");
        assertThat(reset("--to-current", "--export")).isEqualTo(topic + ",0,10\n");
    }

    @Test
    void whatIsExportedIsImported() throws Exception {
        Path file = Files.writeString(home.resolve("plan.csv"), reset("--to-offset", "4", "--export"));
        ok("reset-offsets", "-g", topic, "--from-file", file.toString(), "--execute");
        assertThat(reset("--to-current", "--export")).isEqualTo(topic + ",0,4\n");
        assertThat(reset("--to-latest")).contains("will skip 6");
    }

    @Test
    void aGroupWithoutACommittedOffsetShowsADash() {
        Result result = ok("reset-offsets", "-g", topic + "-new", "-t", topic, "--to-earliest", "--new-group");
        assertThat(result.out().lines().toList().get(1)).matches(topic + " +0 +- +0 +- +first offset +-");
    }

    @Test
    void clampingIsSaidAloudAndStrictRefusesIt() {
        Result clamped = ok("-q", "reset-offsets", "-g", topic, "-t", topic, "--to-offset", "99", "--dry-run");
        assertThat(clamped.err()).contains(topic + "-0", "99 is beyond the end 10");
        fails(
                ExitCode.PRECONDITION,
                "asked 99",
                "reset-offsets",
                "-g",
                topic,
                "-t",
                topic,
                "--to-offset",
                "99",
                "--strict",
                "--execute");
    }

    @Test
    void wrongUsageIsExitCode2() {
        fails(2, "mutually exclusive", "reset-offsets", "-g", topic, "-t", topic, "--to-earliest", "--to-latest");
        fails(2, "--to-earliest", "reset-offsets", "-g", topic, "-t", topic);
        fails(2, "-t TOPIC", "reset-offsets", "-g", topic, "--to-earliest");
        fails(2, "yesterday", "reset-offsets", "-g", topic, "-t", topic, "--to-datetime", "yesterday");
        fails(2, "a/b", "topic", "create", "a/b");
        fails(2, "no.such.config", "topic", "alter", topic, "--config", "no.such.config=1");
    }

    @Test
    void anUnknownNameIsExitCode4() {
        fails(4, "'nope'", "reset-offsets", "-g", "nope", "-t", topic, "--to-earliest", "--execute");
        fails(4, "'nope'", "reset-offsets", "-g", topic, "-t", "nope", "--to-earliest", "--execute");
        fails(4, "partition 9", "reset-offsets", "-g", topic, "-t", topic + ":0,9", "--to-earliest", "--execute");
        fails(4, "/no/file", "reset-offsets", "-g", topic, "--from-file", "/no/file", "--execute");
        fails(4, "'nope'", "topic", "describe", "nope");
        fails(4, "'nope'", "topic", "delete", topic, "nope");
        fails(4, "'nope'", "group", "describe", "nope");
        fails(4, "'nope'", "group", "delete", "nope");
        fails(4, "'nope'", "offsets", "end", "nope");
    }

    @Test
    void aDeadBrokerIsExitCode3WithinTheTimeout() {
        long start = System.nanoTime();
        fails(3, "localhost:1", "group", "list", "-b", "localhost:1", "--timeout", "1s");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void whatTheStateForbidsIsExitCode5() {
        fails(5, topic, "topic", "create", topic);
        fails(5, "1 partitions", "topic", "alter", topic, "--partitions", "1");
        fails(5, "replication", "topic", "create", topic + "-r", "--replication-factor", "3");
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "group.id", topic, "client.id", "reader-7"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            Awaitility.await().until(() -> {
                consumer.poll(Duration.ofMillis(100));
                return !consumer.assignment().isEmpty();
            });
            fails(5, "reader-7", "reset-offsets", "-g", topic, "-t", topic, "--to-earliest", "--execute");
            fails(5, "reader-7", "group", "delete", topic);
            assertThat(ok("group", "describe", topic, "--output", "csv").out()).contains(topic + ",0,10,10,0,reader-7");
        }
    }

    @Test
    void topicsAreListedAlteredAndDeleted() {
        ok("topic", "alter", topic, "--partitions", "2", "--config", "retention.ms=12345");
        assertThat(ok("topic", "describe", topic, "--configs", "--output", "csv")
                        .out())
                .contains(topic + ",retention.ms,12345,true");
        assertThat(ok("topic", "describe", topic, "--output", "csv").out())
                .contains(topic + ",0,1,[1],[1],0,10,10", topic + ",1,1,[1],[1],0,0,0");
        assertThat(ok("topic", "list", "--output", "csv").out()).contains(topic + ",2,1");
        assertThat(ok("offsets", "start", topic + ":0", "--output", "csv").out())
                .isEqualToNormalizingNewlines("topic,partition,offset\n" + topic + ",0,0\n");
        assertThat(ok("offsets", "at-time", "-t", topic, "--time", "2999-01-01", "--output", "csv")
                        .out())
                .contains(topic + ",0,\n");
        ok("group", "delete", topic);
        ok("topic", "delete", topic);
        Awaitility.await().until(() -> !ok("topic", "list").out().contains(topic));
    }
}
