package dev.kafkalab.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.cli.CommandHarness;
import dev.kafkalab.cli.CommandHarness.Result;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SandboxTest(secure = true)
class AuthenticationIT {
    @TempDir
    Path home;

    @Test
    void aWrongPasswordIsExitCode8AndPrintsNoSecret(Sandbox sandbox) throws Exception {
        CommandHarness lab = new CommandHarness(home);
        String servers = sandbox.exports().get("KAFKA_LAB_SECURE_BOOTSTRAP_SERVER");
        Path right = Path.of(sandbox.exports().get("KAFKA_LAB_SECURE_CONFIG"));
        assertThat(lab.run("topic", "list", "-b", servers, "--command-config", right.toString())
                        .exitCode())
                .isEqualTo(ExitCode.OK);

        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(right)) {
            properties.load(reader);
        }
        properties.computeIfPresent(
                "sasl.jaas.config",
                (key, value) -> value.toString().replaceFirst("password=\"[^\"]*\"", "password=\"geheim\""));
        assertThat(properties.getProperty("sasl.jaas.config")).contains("geheim");
        Path wrong = home.resolve("wrong.properties");
        try (var writer = Files.newBufferedWriter(wrong)) {
            properties.store(writer, null);
        }
        Result result =
                lab.run("topic", "list", "-v", "-b", servers, "--command-config", wrong.toString(), "--timeout", "5s");
        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.NOT_AUTHORISED);
        assertThat(result.err()).startsWith("kafka-lab: ").contains(servers, "--command-config");
        assertThat(result.err() + result.out()).doesNotContain("geheim");
    }
}
