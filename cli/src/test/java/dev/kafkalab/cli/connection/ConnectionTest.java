package dev.kafkalab.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.CommandHarness;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.sandbox.SandboxHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTest {
    @TempDir
    Path root;

    private final Map<String, String> environment = new HashMap<>();
    private Path config;

    @BeforeEach
    void profile() throws IOException {
        environment.put("KAFKA_LAB_HOME", root.toString());
        Files.createDirectories(root.resolve("profiles"));
        Files.writeString(
                root.resolve("profiles/staging.properties"),
                "bootstrap.servers=profile:1\nsasl.jaas.config=x required password=\"geheim\";\n"
                        + "KAFKA_LAB_MYSQL_URL=jdbc:mysql://me:geheim@db/x\n");
        config = Files.writeString(root.resolve("client.properties"), "bootstrap.servers=file:1\nclient.id=c\n");
    }

    private SandboxHome home() {
        return SandboxHome.of(environment);
    }

    private Connection resolve(String flag, String profile, Path file, String timeout) {
        return Connection.resolve(
                new Connection.Request(flag, profile, file, Map.of(), timeout == null ? null : Duration.parse(timeout)),
                environment,
                home());
    }

    @Test
    void flagsComeBeforeTheEnvironmentThenTheProfileInUse() {
        assertThatThrownBy(() -> resolve(null, null, null, null))
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.UNREACHABLE))
                .hasMessageContaining("sandbox up");
        new Profiles(home()).use("staging");
        assertThat(resolve(null, null, null, null).bootstrapServers()).isEqualTo("profile:1");
        environment.put("KAFKA_LAB_BOOTSTRAP_SERVER", "environment:1");
        assertThat(resolve(null, null, null, null).bootstrapServers()).isEqualTo("environment:1");
        assertThat(resolve(null, "docker", null, null).bootstrapServers()).startsWith("localhost:9092,");
        assertThat(resolve(null, "docker", config, null).bootstrapServers()).isEqualTo("file:1");
        assertThat(resolve("flag:1", "docker", config, null).bootstrapServers()).isEqualTo("flag:1");
    }

    @Test
    void onlyClientPropertiesGoToTheClients() {
        Connection connection = resolve(null, "staging", config, "PT2S");
        assertThat(connection.properties())
                .containsEntry("client.id", "c")
                .containsEntry("default.api.timeout.ms", "2000")
                .containsKey("sasl.jaas.config")
                .doesNotContainKey("KAFKA_LAB_MYSQL_URL");
        assertThat(connection.timeout()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aShownProfileMasksItsSecrets() {
        var result = new CommandHarness(root).run("profile", "show", "staging");
        assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(result.out()).doesNotContain("geheim").contains("profile:1", "me:********@db");
    }

    @Test
    void anUnknownProfileOrFileIsNotFound() {
        var harness = new CommandHarness(root);
        assertThat(harness.run("profile", "use", "nope").exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(harness.run("topic", "list", "--profile", "nope").exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(harness.run("topic", "list", "--command-config", "/no/such/file")
                        .exitCode())
                .isEqualTo(ExitCode.NOT_FOUND);
    }
}
