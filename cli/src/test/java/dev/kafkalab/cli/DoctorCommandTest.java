package dev.kafkalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.cli.CommandHarness.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir
    Path folder;

    @Test
    void aHealthyMachineEndsWithZeroAndATable() {
        Result result = new CommandHarness(folder).run("doctor");
        assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(result.out()).startsWith("SUBJECT").contains("JDK", "OK", "port 9092", "kcat");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void whatWillNotWorkEndsWithFiveAndTheWayOut() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Result result = new CommandHarness(file.resolve("home")).run("doctor", "--output", "jsonl");
        assertThat(result.exitCode()).isEqualTo(ExitCode.PRECONDITION);
        assertThat(result.out().lines()).anyMatch(line -> line.contains("\"FAIL\"") && line.contains("KAFKA_LAB_HOME"));
    }
}
