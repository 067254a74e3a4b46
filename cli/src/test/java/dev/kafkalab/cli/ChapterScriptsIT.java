package dev.kafkalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.SandboxHome;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chapter scripts as somebody runs them, with the launcher and the jar; two at once, each with a home of its own. */
@SandboxTest
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ChapterScriptsIT {
    private static final Path SCRIPTS =
            Path.of("..", "scripts").toAbsolutePath().normalize();

    @TempDir
    private Path home;

    /** An exit code and what was printed. */
    private record Outcome(int exitCode, String out, String err) {}

    @BeforeAll
    static void theJarIsThere() {
        assertThat(Path.of("target", "kafka-lab.jar"))
                .as("made by the phase `package`; else the launcher would build it")
                .exists();
    }

    @AfterAll
    static void nothingIsLeftOnTheClusterThatWasNamed(Sandbox sandbox, @TempDir Path home) {
        CommandHarness commands = new CommandHarness(home)
                .environment(
                        "KAFKA_LAB_BOOTSTRAP_SERVER", sandbox.bootstrapServers().orElseThrow());
        assertThat(commands.run("topic", "list").out()).doesNotContain("chapter");
        assertThat(commands.run("group", "list").out()).doesNotContain("chapter");
    }

    private Outcome run(String script, Optional<Sandbox> sandbox, Map<String, String> more) throws Exception {
        Path out = home.resolve("out");
        Path err = home.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(
                        SCRIPTS.resolve(script + ".sh").toString())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Map<String, String> environment = builder.environment();
        environment.put(
                "KAFKA_LAB_CACHE", SandboxHome.of(System.getenv()).cache().toString());
        environment.put("KAFKA_LAB_HOME", home.toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.remove("KAFKA_LAB_BOOTSTRAP_SERVER");
        sandbox.ifPresent(servers -> environment.put(
                "KAFKA_LAB_BOOTSTRAP_SERVER", servers.bootstrapServers().orElseThrow()));
        environment.putAll(more);
        int exitCode = builder.start().waitFor();
        return new Outcome(exitCode, Files.readString(out), Files.readString(err));
    }

    private static void assertPassed(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
        assertThat(outcome.out()).contains("✓ ", "checks passed.").doesNotContain("✗");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chapter1", "chapter2", "chapter4", "chapter5", "chapter7", "chapter8"})
    void everyCheckPasses(String script, Sandbox sandbox) throws Exception {
        assertPassed(run(script, Optional.of(sandbox), Map.of()));
    }

    /** The checks are the same functions in all scripts; one of these two has stores of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"chapter1", "chapter4"})
    void aCheckThatFailsIsExitCode7(String script, Sandbox sandbox) throws Exception {
        Outcome outcome = run(script, Optional.of(sandbox), Map.of("CHAPTER_BREAK", "1"));
        assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(outcome.out().lines().filter(line -> line.contains("✗ "))).hasSize(1);
        assertThat(outcome.err()).endsWith("1 of 1 checks failed\n");
    }

    /** Chapter 6 has its five stores in a sandbox of its own alone: its names are the course's. */
    @Test
    void postsGoThroughFiveStores() throws Exception {
        Outcome outcome = run("chapter6", Optional.empty(), Map.of());
        assertPassed(outcome);
        assertThat(outcome.out()).contains("1. Create", "8. Prove it");
        assertThat(SandboxHome.at(home).sandboxNames()).isEmpty();
    }

    /** Chapter 3 disturbs the network, which it can do in a sandbox of its own alone. */
    @Test
    void aSandboxOfItsOwnIsDeleted() throws Exception {
        Outcome outcome = run("chapter3", Optional.empty(), Map.of());
        assertPassed(outcome);
        assertThat(outcome.out()).contains("not idempotent: records of 80 sent").doesNotContain("left out");
        assertThat(SandboxHome.at(home).sandboxNames()).isEmpty();
    }
}
