package dev.kafkalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.cli.CommandHarness.Result;
import dev.kafkalab.cli.command.CommandCatalog;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaLabTest {
    @TempDir
    Path home;

    @Test
    void anUnknownCommandIsAUsageErrorOfOneLine() {
        Result result = new CommandHarness(home).run("sandbocks");
        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err().lines()).hasSize(1).first().asString().contains("sandbocks", "sandbox");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void helpGoesToStandardOutput() {
        Result result = new CommandHarness(home).run("--help");
        assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(result.out()).contains("kafka-lab", "sandbox");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void helpListsEveryCommandWithItsDescription() {
        String help = new CommandHarness(home).run("--help").out();
        // Labs are named by the command `lab`; their shortcuts would fill the list.
        assertThat(CommandCatalog.names())
                .filteredOn(name -> !CommandCatalog.labs().contains(name))
                .allSatisfy(name -> assertThat(help).containsPattern("(?m)^ +" + name + " +[A-Z]"));
        assertThat(CommandCatalog.labs())
                .allSatisfy(lab -> assertThat(help).doesNotContainPattern("(?m)^ +" + lab + " "));
    }

    @Test
    void aGlobalOptionMayStandBeforeTheCommand() {
        Result result = new CommandHarness(home).run("-q", "--output", "json", "sandbox", "status");
        assertThat(result.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(result.err()).contains("sandbox up");
    }

    /** Which is also the name of a lab. */
    @Test
    void jsonIsAFormatBehindItsOptionAndALabElsewhere() {
        CommandHarness harness = new CommandHarness(home);
        assertThat(harness.run("--output", "json", "lab", "list").out()).startsWith("[");
        assertThat(harness.run("-q", "json", "status").out()).contains("not run");
        assertThat(harness.run("json", "status", "--output", "json").out()).contains("\"lab\":\"json\"");
    }
}
