package dev.kafkalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.cli.CommandHarness.Result;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the first steps of README.md, line by line, on a sandbox. */
@SandboxTest(alone = true)
class ReadmeIT {
    @TempDir
    Path home;

    @Test
    void theFirstStepsWorkAsTheyStand(Sandbox sandbox) throws IOException {
        List<String> seen = new ArrayList<>();
        for (String line : Readme.lines(true)) {
            byte[] piped = {};
            for (List<String> command : Readme.commands(line)) {
                if (command.get(0).equals("sandbox")) {
                    continue; // the extension has started one
                }
                Result result = new CommandHarness(home)
                        .environment(
                                "KAFKA_LAB_BOOTSTRAP_SERVER",
                                sandbox.bootstrapServers().orElseThrow())
                        .input(piped)
                        .run(command.stream()
                                .map(word -> word.replaceFirst("^@labs/", "@../labs/"))
                                .toArray(String[]::new));
                assertThat(result.exitCode()).as("%s: %s", line, result.err()).isEqualTo(ExitCode.OK);
                piped = result.bytes();
                seen.add(command.get(0) + ": " + result.out().lines().count() + " lines");
            }
        }
        assertThat(seen).contains("topic: 0 lines", "consume: 2000 lines", "group: 4 lines", "reset-offsets: 4 lines");
    }
}
