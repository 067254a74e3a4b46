package dev.kafkalab.cli.command.dlt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.cli.CommandHarness;
import dev.kafkalab.cli.CommandHarness.Result;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@SandboxTest
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DltCommandIT {
    private final String topic = "dlt-" + Long.toUnsignedString(System.nanoTime(), 36);
    private final String dead = topic + "-dlt";
    private CommandHarness lab;

    @TempDir
    Path home;

    @BeforeEach
    void threeLettersAndATopic(Sandbox sandbox) {
        lab = new CommandHarness(home)
                .environment(
                        "KAFKA_LAB_BOOTSTRAP_SERVER", sandbox.bootstrapServers().orElseThrow());
        ok("topic", "create", topic, "--partitions", "2");
        ok("topic", "create", dead, "--partitions", "1");
        lab.input((letter("a", "\"하나\"", 0, 7, "java.net.SocketTimeoutException", "too slow")
                        + letter(
                                "b",
                                "\"//4=\",\"valueEncoding\":\"base64\"",
                                1,
                                8,
                                "java.io.IOException",
                                "broken\\nbadly")
                        + letter("c", "null", 1, 9, "java.io.IOException", "broken"))
                .getBytes(StandardCharsets.UTF_8));
        ok("produce", "-t", dead, "--json", "-");
    }

    /** As spring-kafka writes it. */
    private String letter(String key, String value, int partition, long offset, String cause, String message) {
        return ("{\"key\":\"%s\",\"value\":%s,\"headers\":[[\"trace\",\"t\"],[\"kafka_dlt-original-topic\",\"%s\"],"
                        + "[\"kafka_dlt-original-partition\",\"%s\",\"base64\"],[\"kafka_dlt-original-offset\",\"%s\",\"base64\"],"
                        + "[\"kafka_dlt-exception-fqcn\",\"org.springframework.kafka.listener.ListenerExecutionFailedException\"],"
                        + "[\"kafka_dlt-exception-cause-fqcn\",\"%s\"],[\"kafka_dlt-exception-message\",\"%s\"]]}\n")
                .formatted(
                        key,
                        value,
                        topic,
                        base64(ByteBuffer.allocate(4).putInt(partition)),
                        base64(ByteBuffer.allocate(8).putLong(offset)),
                        cause,
                        message);
    }

    private static String base64(ByteBuffer bytes) {
        return Base64.getEncoder().encodeToString(bytes.array());
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
    }

    @Test
    void theListCountsWhatWaitsAndNamesTheMostFrequentCause() {
        assertThat(line(ok("dlt", "list").out(), dead)).matches(dead + " +3 +3 +\\S+Z +\\S+Z +java.io.IOException");

        ok("dlt", "redrive", "-t", dead, "--cause", "IOException", "--execute");

        assertThat(line(ok("dlt", "list").out(), dead))
                .matches(dead + " +3 +1 +\\S+Z +\\S+Z +java.net.SocketTimeoutException");
    }

    @Test
    void aLetterIsShownWithItsCauseAndPlace() throws Exception {
        assertThat(line(ok("dlt", "show", "-t", dead).out(), topic + "-1@8"))
                .matches(" *0 +1 +\\S+Z +" + topic + "-1@8 +b +0 +waiting +java.io.IOException +broken");
        assertThat(ok("dlt", "show", "-t", dead, "-n", "1").out().lines()).hasSize(2);
        assertThat(ok("dlt", "show", "-t", dead, "--cause", "Timeout", "--output", "csv")
                        .out()
                        .lines())
                .hasSize(2);

        Result json = ok("dlt", "show", "-t", dead, "-J", "--original-partition", "1", "--original-offset", "8");
        JsonNode letter = new ObjectMapper().readTree(json.bytes());
        assertThat(letter.get("value").asText()).isEqualTo("//4=");
        assertThat(letter.get("valueEncoding").asText()).isEqualTo("base64");
        assertThat(letter.get("originalOffset").asLong()).isEqualTo(8);
        assertThat(letter.get("exception").asText()).endsWith("ListenerExecutionFailedException");
        assertThat(letter.get("message").asText()).isEqualTo("broken\nbadly");
        assertThat(letter.get("headers").get(0).toString()).isEqualTo("[\"trace\",\"t\"]");
        assertThat(letter.get("headers").get(2).get(1).asText()).isEqualTo("\0\0\0\1");
    }

    @Test
    void aRedriveIsAPlanUntilItIsExecutedAndThenHappensOnce() {
        Result plan = ok("dlt", "redrive", "-t", dead);
        assertThat(plan.out()).containsPattern("redrive +2 +" + topic + " +java.io.IOException +-");
        assertThat(plan.err()).contains("nothing changed; add --execute to do it");
        assertThat(ok("dlt", "redrive", "-t", dead, "--dry-run").err()).endsWith("nothing changed\n");
        assertThat(ok("consume", "-t", topic, "-e").out()).isEmpty();

        assertThat(ok("dlt", "redrive", "-t", dead, "--filter-key", "a", "--execute")
                        .err())
                .isEqualTo("1 put back, 0 parked, 0 repeats, 2 kept, 0 refused; 0 earlier\n");
        assertThat(ok("dlt", "redrive", "-t", dead, "--execute").err())
                .isEqualTo("2 put back, 0 parked, 0 repeats, 0 kept, 0 refused; 1 earlier\n");
        assertThat(ok("dlt", "redrive", "-t", dead, "--execute").out().lines()).hasSize(1);

        assertThat(ok("consume", "-t", topic, "-e", "-f", "%p %k %S\\n").out().lines())
                .containsExactlyInAnyOrder("0 a 6", "1 b 2", "1 c -1");
        assertThat(ok("dlt", "show", "-t", dead, "--waiting").out().lines()).hasSize(1);
        assertThat(line(ok("dlt", "show", "-t", dead).out(), topic + "-0@7")).contains(" redriven ");
    }

    @Test
    void lettersThatCannotBePutBackStayAndTheExitCodeSaysSo() {
        ok("topic", "delete", topic);
        Result none = lab.run("dlt", "redrive", "-t", dead, "--execute");
        assertThat(none.exitCode()).isEqualTo(ExitCode.PRECONDITION);
        assertThat(none.out()).contains("topic '" + topic + "' does not exist");
        assertThat(none.err()).contains("0 put back, 0 parked, 0 repeats, 0 kept, 3 refused");

        ok("topic", "create", topic + "-b", "--partitions", "1");
        ok("dlt", "redrive", "-t", dead, "--to", topic + "-b", "--execute");
        assertThat(ok("consume", "-t", topic + "-b", "-e", "-f", "%k\\n").out()).isEqualTo("a\nb\nc\n");
    }

    @Test
    void wrongWordsAreRefusedWithTheirExitCode() {
        fails(ExitCode.NOT_FOUND, "is it '" + dead + "'?", "dlt", "show", "-t", dead + "s");
        fails(ExitCode.NOT_FOUND, "does not exist", "dlt", "redrive", "-t", dead, "--to", "no-such-topic");
        fails(ExitCode.PRECONDITION, "is no dead letter topic", "dlt", "show", "-t", plain());
        fails(ExitCode.USAGE, "--original-offset", "dlt", "show", "-t", dead, "--original-offset", "x");
        fails(ExitCode.USAGE, "regular expression", "dlt", "redrive", "-t", dead, "--cause", "(");
        fails(ExitCode.USAGE, "is 1 or more", "dlt", "redrive", "-t", dead, "--max-rounds", "0");
        fails(ExitCode.USAGE, "is no time", "dlt", "show", "-t", dead, "--since", "yesterday");
        fails(ExitCode.USAGE, "cannot be put back into it", "dlt", "redrive", "-t", dead, "--to", dead);
    }

    private String plain() {
        ok("topic", "create", topic + "-plain", "--partitions", "1");
        lab.input("x\n".getBytes(StandardCharsets.UTF_8));
        ok("produce", "-t", topic + "-plain", "-");
        return topic + "-plain";
    }

    private static String line(String table, String part) {
        return table.lines().filter(line -> line.contains(part)).findFirst().orElse(table);
    }
}
