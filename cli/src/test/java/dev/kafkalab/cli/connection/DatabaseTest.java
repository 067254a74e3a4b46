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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {
    private static final Database.Request NOTHING = new Database.Request(null, null, null);

    @TempDir
    Path root;

    private final Map<String, String> environment = new HashMap<>();

    private Database resolve(Database.Request request, String profile) {
        return Database.resolve(request, profile, environment, SandboxHome.at(root));
    }

    @Test
    void optionsComeBeforeANamedProfileThenTheEnvironmentThenTheProfileInUse() throws IOException {
        assertThatThrownBy(() -> resolve(NOTHING, null))
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.UNREACHABLE))
                .hasMessageContaining("sandbox up --only mysql");
        Files.createDirectories(root.resolve("profiles"));
        Files.writeString(
                root.resolve("profiles/staging.properties"),
                "KAFKA_LAB_MYSQL_URL=jdbc:mysql://staging/x\nKAFKA_LAB_MYSQL_USER=s\n");
        new Profiles(SandboxHome.at(root)).use("staging");
        assertThat(resolve(NOTHING, null).address()).isEqualTo("staging/x");
        environment.put("KAFKA_LAB_MYSQL_URL", "jdbc:mysql://environment/x");
        environment.put("KAFKA_LAB_MYSQL_PASSWORD", "e");
        assertThat(resolve(NOTHING, null).address()).isEqualTo("environment/x");
        assertThat(resolve(NOTHING, null).user()).contains("s");
        assertThat(resolve(NOTHING, null).password()).contains("e");
        assertThat(resolve(NOTHING, "docker").address()).isEqualTo("localhost:3306/campus");
        assertThat(resolve(NOTHING, "docker").user()).contains("myuser");
        Path password = Files.writeString(root.resolve("password"), "p w\nnot this\n");
        Database named = resolve(new Database.Request("jdbc:mysql://flag/x", "f", password), "docker");
        assertThat(named.address()).isEqualTo("flag/x");
        assertThat(named.user()).contains("f");
        assertThat(named.password()).contains("p w");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://db:3306/campus?password=geheim, db:3306/campus",
        "jdbc:mysql://me:geheim@db/x, db/x",
        "jdbc:mysql:loadbalance://me:geheim@db/x, db/x"
    })
    void isShownWithoutItsSecrets(String url, String shown) {
        environment.put("KAFKA_LAB_MYSQL_URL", url);
        environment.put("KAFKA_LAB_MYSQL_PASSWORD", "geheim");
        assertThat(resolve(NOTHING, null)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mysql://me:geheim@db/x", "jdbc:mysql://db/x?Password=geheim"})
    void aSecretOnTheCommandLineIsRefusedAndNotRepeated(String url) {
        assertThatThrownBy(() -> resolve(new Database.Request(url, null, null), null))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("--jdbc-password-file")
                .hasMessageNotContaining("geheim");
    }
}
