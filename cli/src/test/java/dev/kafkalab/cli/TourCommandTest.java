package dev.kafkalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.cli.CommandHarness.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TourCommandTest {
    @TempDir
    Path folder;

    @Test
    void aFileThatIsNotThereIsNamedBeforeAnythingStarts() {
        Result result = new CommandHarness(folder).run("tour", "--file", "none.log");
        assertThat(result.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(result.err().lines()).singleElement().asString().contains("none.log");
        assertThat(result.out()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aServerNobodyKnowsIsNamedWithTheKnownOnes() {
        Result result = new CommandHarness(folder).run("tour", "--only", "kafka,oracle");
        assertThat(result.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(result.err().lines()).singleElement().asString().contains("oracle", "elasticsearch");
    }

    @Test
    void aTourThatCannotGoOnSaysWhyAndEndsWithSeven() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Result result = new CommandHarness(file.resolve("home")).run("tour", "--only", "kafka");
        assertThat(result.exitCode()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(result.out()).contains("✗ this step: comes to its end", file.toString(), "6 of 6 checks failed");
        assertThat(result.err()).contains("kafka-lab: 6 of 6 checks failed");
    }
}
