package dev.kafkalab.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafkalab.cli.CommandException;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.sandbox.SandboxHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    @TempDir
    Path root;

    private final Map<String, String> environment = new HashMap<>();

    private String resolve(String option, String profile) {
        return Store.REDIS.resolve(option, profile, environment, SandboxHome.at(root));
    }

    @Test
    void theOptionComesBeforeANamedProfileThenTheEnvironmentThenTheProfileInUse() throws IOException {
        assertThatThrownBy(() -> resolve(null, null))
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.UNREACHABLE))
                .hasMessageContaining("sandbox up --only redis")
                .hasMessageContaining("--redis-url");
        Files.createDirectories(root.resolve("profiles"));
        Files.writeString(root.resolve("profiles/staging.properties"), "KAFKA_LAB_REDIS_URL=redis://staging\n");
        Files.writeString(root.resolve("profiles/other.properties"), "KAFKA_LAB_REDIS_URL=redis://other\n");
        new Profiles(SandboxHome.at(root)).use("staging");
        assertThat(resolve(null, null)).isEqualTo("redis://staging");
        environment.put("KAFKA_LAB_REDIS_URL", "rediss://environment");
        assertThat(resolve(null, null)).isEqualTo("rediss://environment");
        assertThat(resolve(null, "other")).isEqualTo("redis://other");
        assertThat(resolve("redis://flag", "other")).isEqualTo("redis://flag");
    }

    @Test
    void anAddressOfAnotherKindIsRefusedAndASecretOnTheCommandLineTooAndNeitherIsRepeated() {
        assertThatThrownBy(() -> resolve("http://secret-place", null))
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("redis://")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> resolve("redis://user:secret@host", null))
                .hasMessageContaining("KAFKA_LAB_REDIS_URL")
                .hasMessageNotContaining("secret");
    }
}
