package dev.kafkalab.cli.command.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.cli.CommandHarness;
import dev.kafkalab.cli.CommandHarness.Result;
import dev.kafkalab.cli.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands a user types, on servers that start within a second. */
class SandboxCommandIT {
    @TempDir
    Path home;

    @AfterEach
    void end() {
        run("sandbox", "reset");
    }

    @Test
    void upStatusEnvLogsKillRestartDown() throws Exception {
        assertThat(run("sandbox", "status").exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(run("sandbox", "env").exitCode()).isEqualTo(ExitCode.NOT_FOUND);

        Result up = run("sandbox", "up", "--only", "redis");
        assertThat(up.exitCode()).as(up.err()).isEqualTo(ExitCode.OK);
        assertThat(up.out().lines().skip(1)).singleElement().asString().startsWith("redis   running");
        assertThat(up.err()).contains("redis answers on port");

        JsonNode env = new ObjectMapper()
                .readTree(run("sandbox", "env", "--output", "json").out());
        String url = env.get("KAFKA_LAB_REDIS_URL").asText();
        assertThat(run("sandbox", "env").out()).contains("export KAFKA_LAB_REDIS_URL='" + url + "'");
        assertThat(run("sandbox", "logs", "redis", "--tail", "1").out()).contains("Ready to accept connections");

        assertThat(run("sandbox", "kill", "redis").exitCode()).isEqualTo(ExitCode.OK);
        Result crashed = run("sandbox", "status");
        assertThat(crashed.exitCode()).isEqualTo(ExitCode.PRECONDITION);
        assertThat(crashed.out()).contains("crashed");
        assertThat(run("sandbox", "kill", "redis").exitCode()).isEqualTo(ExitCode.PRECONDITION);
        assertThat(run("sandbox", "restart", "redis").exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run("sandbox", "status").exitCode()).isEqualTo(ExitCode.OK);

        assertThat(run("sandbox", "down").exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run("sandbox", "status").out()).contains("stopped");
    }

    @Test
    void wrongInputIsOneLineWithItsExitCode() {
        assertOneLine(run("sandbox", "up", "--only", "oracle"), ExitCode.NOT_FOUND, "oracle", "kafka, mysql, redis");
        assertOneLine(run("sandbox", "up", "--brokers", "2"), ExitCode.USAGE, "2");
        assertOneLine(run("sandbox", "up", "--name", "../x"), ExitCode.USAGE, "../x");
        assertOneLine(run("sandbox", "kill", "redis"), ExitCode.NOT_FOUND, "sandbox up");
        assertOneLine(run("sandbox", "fault", "cut"), ExitCode.PRECONDITION, "--faulty");
        assertOneLine(run("sandbox", "fault", "delay", "soon"), ExitCode.USAGE, "soon");
        assertOneLine(run("sandbox", "fault", "drop", "sideways"), ExitCode.USAGE, "sideways");
        assertOneLine(run("sandbox"), ExitCode.USAGE, "up");
    }

    private static void assertOneLine(Result result, int exitCode, String... parts) {
        assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
        assertThat(result.err().lines()).singleElement().asString().contains(parts);
        assertThat(result.out()).isEmpty();
    }

    private Result run(String... arguments) {
        return new CommandHarness(home).run(arguments);
    }
}
