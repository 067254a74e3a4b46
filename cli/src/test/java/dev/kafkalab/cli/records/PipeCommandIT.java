package dev.kafkalab.cli.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.cli.CommandHarness;
import dev.kafkalab.cli.CommandHarness.Result;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@SandboxTest
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class PipeCommandIT {
    private final String in = "pipe-" + Long.toUnsignedString(System.nanoTime(), 36);
    private final String out = in + "-out";
    private CommandHarness lab;

    @TempDir
    Path home;

    @BeforeEach
    void twoTopicsAndThreeRecords(Sandbox sandbox) {
        lab = new CommandHarness(home)
                .environment(
                        "KAFKA_LAB_BOOTSTRAP_SERVER", sandbox.bootstrapServers().orElseThrow());
        ok("topic", "create", in, "--partitions", "2");
        ok("topic", "create", out, "--partitions", "1");
        lab.input("a:one\nb:둘\na:three\n".getBytes(StandardCharsets.UTF_8));
        ok("produce", "-t", in, "-K", ":", "-");
    }

    @Test
    void recordsGoThroughAProgramOnceHoweverOftenItIsRun() {
        Result first = ok("pipe", "-t", in, "--to", out, "--map", "sed -u 's/^/> /'", "-e");
        assertThat(first.err()).contains("3 records from " + in + " to " + out);
        assertThat(ok("pipe", "-t", in, "--to", out, "--map", "sed -u 's/^/> /'", "-e")
                        .err())
                .contains("0 records");
        Result copies = ok("consume", "-t", out, "-e", "-K", ":", "--isolation-level", "read_committed");
        assertThat(copies.out().lines()).containsExactlyInAnyOrder("a:> one", "b:> 둘", "a:> three");
    }

    @Test
    void withoutAProgramTheyAreCopiedAndWhatCannotBeMappedBecomesADeadLetter() {
        ok("pipe", "-t", in, "--to", out, "-g", "copier", "-e");
        assertThat(ok("consume", "-t", out, "-e", "--isolation-level", "read_committed")
                        .out()
                        .lines())
                .containsExactlyInAnyOrder("one", "둘", "three");
        lab.input("{\"key\":\"c\",\"value\":\"two\\nlines\"}\n".getBytes(StandardCharsets.UTF_8));
        ok("produce", "-t", in, "--json", "-");
        ok("pipe", "-t", in, "--to", out, "-g", "copier", "-e", "--map", "cat", "--dead-letter", in + "-dlt");
        assertThat(ok("dlt", "show", "-t", in + "-dlt").out()).contains("line break");
    }

    @Test
    void aProgramThatEndsATopicThatIsMissingAndWrongUsageHaveTheirCodes() {
        Result ended = lab.run("pipe", "-t", in, "--to", out, "--map", "head -1", "-e");
        assertThat(ended.exitCode()).isEqualTo(ExitCode.PRECONDITION);
        assertThat(ended.err()).contains("--map head -1 ended before it answered");
        assertThat(lab.run("pipe", "-t", in, "--to", in + "-nowhere", "-e").exitCode())
                .isEqualTo(ExitCode.NOT_FOUND);
        assertThat(lab.run("pipe", "-t", in, "--to", in, "-e").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(lab.run("pipe", "-t", in).exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(lab.run("pipe", "-t", in, "--to", out, "--concurrency", "0").exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    private Result ok(String... arguments) {
        Result result = lab.run(arguments);
        assertThat(result.exitCode())
                .as(String.join(" ", arguments) + "\n" + result.err())
                .isZero();
        return result;
    }
}
