package dev.kafkalab.cli.records;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.cli.CommandHarness;
import dev.kafkalab.cli.CommandHarness.Result;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SandboxTest
class ProduceConsumeIT {
    @TempDir
    Path folder;

    private String servers;

    @BeforeEach
    void setUp(Sandbox sandbox) {
        servers = sandbox.bootstrapServers().orElseThrow();
    }

    private Result run(String input, String... arguments) {
        return run(input.getBytes(StandardCharsets.UTF_8), arguments);
    }

    private Result run(byte[] input, String... arguments) {
        return new CommandHarness(folder)
                .environment("KAFKA_LAB_BOOTSTRAP_SERVER", servers)
                .input(input)
                .run(arguments);
    }

    private String topic(int partitions) throws Exception {
        String name = "messages-" + Long.toHexString(new Random().nextLong());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            // Some records say that they are years old; the broker would delete them whenever it looks for such.
            admin.createTopics(List.of(new NewTopic(name, Optional.of(partitions), Optional.empty())
                            .configs(Map.of("retention.ms", "-1"))))
                    .all()
                    .get();
        }
        return name;
    }

    private List<String> consumed(String topic, String format) {
        Result result = run("", "consume", "-t", topic, "-e", "-f", format + "\\n");
        assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
        return result.out().lines().toList();
    }

    @Test
    void keyedLinesComeBackEqualAndInOrderWithinEachKey() throws Exception {
        String topic = topic(3);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> lines = IntStream.range(0, 20_000)
                .mapToObj(i -> "10.0.0.%d - - [%d] \"GET /한글/%d\" 200%s"
                        .formatted(random.nextInt(200), i, random.nextInt(), i % 7 == 0 ? "\r" : ""))
                .toList();
        Path file = folder.resolve("access.log");
        Files.writeString(file, String.join("\n", lines));
        Result produced = run("", "produce", "-t", topic, "-K", " ", "@" + file);
        assertThat(produced.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(produced.err()).startsWith("20,000 records");
        assertThat(produced.out()).isEmpty();
        List<String> back = Arrays.asList(
                run("", "consume", "-t", topic, "-e", "-f", "%k %s\\n").out().split("\n"));
        assertThat(back.stream().collect(groupingBy(ProduceConsumeIT::key)))
                .as("seed %d", seed)
                .isEqualTo(lines.stream().collect(groupingBy(ProduceConsumeIT::key)));
    }

    private static String key(String line) {
        return line.substring(0, line.indexOf(' '));
    }

    @Test
    void aCopyThroughJsonIsIdentical() throws Exception {
        String source = topic(2);
        String copy = topic(2);
        Random random = new Random(7);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 500; i++) {
                ProducerRecord<byte[], byte[]> record =
                        new ProducerRecord<>(source, i % 2, 1_700_000_000_000L + i, bytes(random), bytes(random));
                record.headers().add("a", bytes(random)).add("a", null).add("b", "€".getBytes(StandardCharsets.UTF_8));
                producer.send(record);
            }
        }
        Result json = run("", "consume", "-t", source, "-e", "-J");
        assertThat(json.out().lines()).hasSize(500);
        assertThat(run(json.bytes(), "produce", "-t", copy, "--json").exitCode())
                .isEqualTo(ExitCode.OK);
        Result again = run("", "consume", "-t", copy, "-e", "-J");
        assertThat(again.out().replace(copy, source).lines().sorted())
                .containsExactlyElementsOf(json.out().lines().sorted().toList());
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return random.nextInt(5) == 0 ? null : bytes;
    }

    @Test
    void tombstonesHeadersKeyPartitionAndCompression() throws Exception {
        String topic = topic(3);
        assertThat(run("", "produce", "-t", topic, "-k", "k", "-p", "2", "-Z", "-H", "h=1", "-H", "n", "-z", "zstd")
                        .exitCode())
                .isEqualTo(ExitCode.OK);
        assertThat(run("\nv", "produce", "-t", topic, "-k", "k", "-p", "2", "-Z", "-H", "h=1", "-H", "n", "-z", "zstd")
                        .exitCode())
                .isEqualTo(ExitCode.OK);
        assertThat(consumed(topic, "%p %k %S %h")).containsExactly("2 k -1 h=1,n=NULL", "2 k 1 h=1,n=NULL");
    }

    @Test
    void aTopicThatDoesNotExistIsNotFoundAndNotMade() throws Exception {
        String topic = topic(1) + "-typo";
        Result produced = run("a", "produce", "-t", topic);
        assertThat(produced.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(produced.err()).contains(topic, "topic create").hasLineCount(1);
        Result consumed = run("", "consume", "-t", topic, "-e");
        assertThat(consumed.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(consumed.err()).contains(topic, "topic create").hasLineCount(1);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            assertThat(admin.listTopics().names().get()).doesNotContain(topic);
        }
    }

    @Test
    void aMalformedLineIsNamedAndTheOthersAreSent() throws Exception {
        String topic = topic(1);
        String input = IntStream.rangeClosed(1, 9)
                .mapToObj(i -> i == 7 ? "{\"value\":oops}" : "{\"value\":\"" + i + "\"}")
                .collect(joining("\n"));
        Result result = run(input, "produce", "-t", topic, "--json");
        assertThat(result.exitCode()).isEqualTo(ExitCode.PARTLY_FAILED);
        assertThat(result.err()).contains("line 7 was not sent: malformed JSON").doesNotContain("line 8", "oops");
        assertThat(consumed(topic, "%s")).containsExactly("1", "2", "3", "4", "5", "6", "8", "9");
    }

    @Test
    void aRecordThatIsTooLargeIsNamedWithTheWayOut() throws Exception {
        String topic = topic(1);
        String large = "x".repeat(10 << 20);
        Result refused = run("small\n" + large + "\nlast", "produce", "-t", topic);
        assertThat(refused.exitCode()).isEqualTo(ExitCode.PARTLY_FAILED);
        assertThat(refused.err())
                .contains("line 2 was not sent", "max.request.size")
                .doesNotContain("xxxx");
        assertThat(consumed(topic, "%s")).containsExactly("small", "last");
    }

    @Test
    void tenMegabytesPassWhereTheyAreAllowed() throws Exception {
        String topic = topic(1);
        byte[] large = new byte[10 << 20];
        new Random(1).nextBytes(large);
        for (int i = 0; i < large.length; i++) {
            large[i] = large[i] == '\n' ? 0 : large[i];
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            var op = new org.apache.kafka.clients.admin.AlterConfigOp(
                    new org.apache.kafka.clients.admin.ConfigEntry("max.message.bytes", "12000000"),
                    org.apache.kafka.clients.admin.AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(
                            new org.apache.kafka.common.config.ConfigResource(
                                    org.apache.kafka.common.config.ConfigResource.Type.TOPIC, topic),
                            List.of(op)))
                    .all()
                    .get();
        }
        assertThat(run(large, "produce", "-t", topic, "-X", "max.request.size=12000000")
                        .exitCode())
                .isEqualTo(ExitCode.OK);
        assertThat(run("", "consume", "-t", topic, "-e", "-D", "").bytes()).isEqualTo(large);
    }

    @Test
    void aFileThatCannotBeReadSendsNothing() throws IOException {
        Path readable = Files.writeString(folder.resolve("a"), "a");
        Result result = run("", "produce", "-t", "any", "@" + readable, "@" + folder.resolve("missing"));
        assertThat(result.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(result.err()).contains("missing", "nothing was sent").hasLineCount(1);
        assertThat(run("", "produce", "-t", "any", "file").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"produce", "consume"})
    void brokersThatDoNotAnswerAreUnreachable(String command) {
        Result result = run("a", command, "-t", "any", "-b", "localhost:1", "--timeout", "1s");
        assertThat(result.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(result.err()).hasLineCount(1);
    }

    @Test
    void tooFewRecordsInTimeIsATimeout() throws Exception {
        String topic = topic(1);
        run("a\nb", "produce", "-t", topic);
        Result result = run("", "consume", "-t", topic, "-n", "3", "--timeout", "2s");
        assertThat(result.exitCode()).isEqualTo(ExitCode.TIMEOUT);
        assertThat(result.err()).contains("2 of 3");
        assertThat(result.out()).isEqualTo("a\nb\n");
        assertThat(run("", "consume", "-t", topic, "-n", "2", "--timeout", "10s")
                        .exitCode())
                .isEqualTo(ExitCode.OK);
    }

    @ParameterizedTest
    @CsvSource({"auto,3 4 5", "sync,3 4 5", "async,3 4 5", "none,0 1 2"})
    void onlyWhatWasPrintedIsCommitted(String mode, String next) throws Exception {
        String topic = topic(1);
        run(IntStream.range(0, 1_000).mapToObj(String::valueOf).collect(joining("\n")), "produce", "-t", topic);
        String[] consume = {"consume", "-t", topic, "-g", "readers-" + mode + topic, "--commit", mode, "-n", "3"};
        assertThat(run("", consume).out()).isEqualTo("0\n1\n2\n");
        assertThat(run("", consume).out().lines().collect(joining(" "))).isEqualTo(next);
    }

    @Test
    void startsAndEnds() throws Exception {
        String topic = topic(1);
        String input = IntStream.range(0, 10)
                .mapToObj(i -> "{\"timestamp\":" + (1_700_000_000_000L + i * 1_000) + ",\"value\":\"" + i + "\"}")
                .collect(joining("\n"));
        run(input, "produce", "-t", topic, "--json");
        assertThat(from(topic, "-o", "-3")).isEqualTo("7 8 9");
        assertThat(from(topic, "-o", "8")).isEqualTo("8 9");
        assertThat(from(topic, "-o", "s@1700000007500")).isEqualTo("8 9");
        assertThat(from(topic, "-o", "s@1700000003000", "-o", "e@1700000006000"))
                .isEqualTo("3 4 5");
        assertThat(from(topic, "-o", "end")).isEmpty();
        assertThat(from(topic, "--filter-value", "[35]", "-n", "2")).isEqualTo("3 5");
        Result clamped = run("", "consume", "-t", topic, "-o", "99", "-e");
        assertThat(clamped.out()).isEmpty();
        assertThat(clamped.err()).contains("0 to 10", "99");
        assertThat(run("", "consume", "-t", topic, "-p", "5", "-e").exitCode()).isEqualTo(ExitCode.NOT_FOUND);
    }

    private String from(String topic, String... options) {
        // Longer than a slow machine stands still.
        String[] all =
                Arrays.copyOf(new String[] {"consume", "-t", topic, "-e", "--timeout", "1m"}, 6 + options.length);
        System.arraycopy(options, 0, all, 6, options.length);
        Result result = run("", all);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.OK);
        return result.out().lines().collect(joining(" "));
    }

    @Test
    void severalTopicsAndAPattern() throws Exception {
        String first = topic(1);
        String second = topic(1);
        run("a", "produce", "-t", first);
        run("b", "produce", "-t", second);
        String both = "^(" + first + "|" + second + ")$";
        assertThat(run("", "consume", "-t", first + "," + second, "-e").out().lines())
                .containsExactlyInAnyOrder("a", "b");
        assertThat(run("", "consume", "-t", both, "-e").out().lines()).containsExactlyInAnyOrder("a", "b");
        assertThat(run("", "consume", "-t", both, "-g", "both-" + first, "-e")
                        .out()
                        .lines())
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void contradictionsAreUsageErrors() {
        assertThat(run("", "consume", "-t", "t", "--commit", "sync").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("", "consume", "-t", "t", "-o", "stored").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("", "consume", "-t", "t", "-g", "g", "--commit", "maybe").exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("", "consume", "-t", "t", "--isolation-level", "none").exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("", "produce", "-t", "t", "-z", "rar").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("", "produce", "-t", "t", "--acks", "2").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("", "produce", "-t", "t", "-k", "a", "-K", "b").exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("", "produce").exitCode()).isEqualTo(ExitCode.USAGE);
    }
}
