package dev.kafkalab.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafkalab.cli.CommandHarness;
import dev.kafkalab.cli.CommandHarness.Result;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A lab whose brokers die while it is at work. */
@SandboxTest(alone = true)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LabOutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    @TempDir
    private Path home;

    @Test
    void itEndsWithOneLineAndCanBeTakenAwayOnceTheBrokersAreBack(Sandbox sandbox) throws Exception {
        String servers = sandbox.bootstrapServers().orElseThrow();
        LabProcess lab = new LabProcess(home, servers, "lab", "run", "commit");
        lab.awaitAtWork("1/2");
        List<ProcessHandle> children = lab.children();
        long killed = System.nanoTime();

        sandbox.kill("kafka-1");

        assertThat(lab.exitCode()).as(lab.err()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(PATIENCE);
        assertThat(lab.err().lines()).hasSize(1);
        assertThat(lab.err())
                .startsWith("kafka-lab: " + servers + " does not answer any more, so lab commit is cut off");
        await().until(() -> children.stream().noneMatch(ProcessHandle::isAlive));

        sandbox.restart("kafka-1", Progress.SILENT);
        CommandHarness again = new CommandHarness(home).environment("KAFKA_LAB_BOOTSTRAP_SERVER", servers);
        assertThat(again.run("lab", "status", "commit").out()).contains("cut off");
        Result reset = again.run("lab", "reset", "commit");
        assertThat(reset.exitCode()).as(reset.err()).isEqualTo(ExitCode.OK);
        assertThat(again.run("topic", "list").out()).doesNotContain("lab-commit-");
    }
}
