package dev.kafkalab.cli.command.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.cli.CommandHarness;
import dev.kafkalab.cli.CommandHarness.Result;
import dev.kafkalab.cli.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a command is said before any store is looked for; there is none here. */
class ContentCommandTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"feed", "search"})
    void aPageBelowTheFirstIsWrongUsage(String list) {
        Result result = new CommandHarness(home).run("content", list, "2", "--page", "-1");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).isEqualTo("kafka-lab: --page is -1; it must be 0 or more\n");
    }

    @Test
    void aFileThatIsNotThereIsNotFound() {
        Result result = new CommandHarness(home).run("content", "load", "/no/such/posts.csv");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(result.err()).isEqualTo("kafka-lab: no file /no/such/posts.csv; nothing was loaded\n");
    }
}
