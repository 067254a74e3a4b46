package dev.kafkalab.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.cli.CommandHarness;
import dev.kafkalab.cli.CommandHarness.Result;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SASL over TLS through {@code --command-config}, as a user has it from {@code sandbox up --secure}. */
@SandboxTest(secure = true)
class AuthenticationIT {
    private static final String WRONG = "geheim";

    @TempDir
    Path home;

    private Sandbox sandbox;
    private Properties right;

    @BeforeEach
    void readClientProperties(Sandbox secure) throws Exception {
        sandbox = secure;
        right = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(sandbox.exports().get("KAFKA_LAB_SECURE_CONFIG")))) {
            right.load(reader);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-512", "PLAIN"})
    void producesAndConsumesOverTls(String mechanism) throws Exception {
        String topic = "secure-" + mechanism;
        right.setProperty("sasl.mechanism", mechanism);
        if (mechanism.equals("PLAIN")) {
            right.setProperty(
                    "sasl.jaas.config",
                    right.getProperty("sasl.jaas.config").replace("scram.ScramLoginModule", "plain.PlainLoginModule"));
        }
        String config = write(right);
        CommandHarness lab = new CommandHarness(home).input("k a\nk b\n".getBytes(StandardCharsets.UTF_8));
        assertOk(lab.run("topic", "create", topic, "--command-config", config));
        assertOk(lab.run("produce", "-t", topic, "-K", " ", "--command-config", config));
        Result consumed =
                lab.run("consume", "-t", topic, "-g", topic, "-e", "-f", "%k=%s\n", "--command-config", config);
        assertOk(consumed);
        assertThat(consumed.out()).isEqualTo("k=a\nk=b\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"topic list -v", "produce -t any", "consume -t any -e", "group list"})
    void aWrongPasswordIsExitCode8AndPrintsNoSecret(String command) throws Exception {
        right.computeIfPresent(
                "sasl.jaas.config",
                (key, value) -> value.toString().replaceFirst("password=\"[^\"]*\"", "password=\"" + WRONG + "\""));
        assertThat(right.getProperty("sasl.jaas.config")).contains(WRONG);
        Result result =
                new CommandHarness(home).run((command + " --timeout 5s --command-config " + write(right)).split(" "));
        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.NOT_AUTHORISED);
        assertThat(result.err()).startsWith("kafka-lab: ").contains("--command-config");
        assertThat(result.err() + result.out()).doesNotContain(WRONG);
    }

    @Test
    void aTopicOneMayNotReadIsExitCode8AndAResetItPartlyForbidsIsExitCode6() throws Exception {
        CommandHarness lab = new CommandHarness(home).input("x\n".getBytes(StandardCharsets.UTF_8));
        String config = write(right);
        for (String topic : List.of("open", "closed")) {
            assertOk(lab.run("topic", "create", topic, "--partitions", "1", "--command-config", config));
            assertOk(lab.run("produce", "-t", topic, "--command-config", config));
        }
        assertOk(lab.run("consume", "-t", "open,closed", "-g", "partly", "-e", "-q", "--command-config", config));
        allowOnlyDescribe("closed");

        Result read = lab.run("consume", "-t", "closed", "-e", "--command-config", config);
        assertThat(read.exitCode()).as(read.err()).isEqualTo(ExitCode.NOT_AUTHORISED);
        assertThat(read.err()).contains("closed");

        Result reset = lab.run(
                "reset-offsets",
                "-g",
                "partly",
                "--all-topics",
                "--to-earliest",
                "--execute",
                "--command-config",
                config);
        assertThat(reset.exitCode()).as(reset.err()).isEqualTo(ExitCode.PARTLY_FAILED);
        assertThat(reset.err()).contains("closed");
    }

    private void allowOnlyDescribe(String topic) throws Exception {
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", sandbox.bootstrapServers().orElseThrow()))) {
            admin.createAcls(List.of(new AclBinding(
                            new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                            new AccessControlEntry(
                                    "User:myuser", "*", AclOperation.DESCRIBE, AclPermissionType.ALLOW))))
                    .all()
                    .get();
        }
    }

    private String write(Properties properties) throws Exception {
        Path file = home.resolve("client.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        return file.toString();
    }

    private static void assertOk(Result result) {
        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.OK);
    }
}
