package dev.kafkalab.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.cli.CommandHarness;
import dev.kafkalab.cli.CommandHarness.Result;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A lab on brokers of somebody else, who does not allow everything. */
@SandboxTest(secure = true)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LabRightsIT {
    @TempDir
    private Path home;

    private Admin owner;
    private CommandHarness lab;
    private String config;

    @BeforeEach
    void setUp(Sandbox sandbox) {
        owner = Admin.create(
                Map.of("bootstrap.servers", sandbox.bootstrapServers().orElseThrow()));
        lab = new CommandHarness(home);
        config = sandbox.exports().get("KAFKA_LAB_SECURE_CONFIG");
    }

    @AfterEach
    void allowEverything() throws Exception {
        owner.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
        owner.close();
    }

    /** Where there is a rule, what it does not allow is forbidden. */
    private void allowOnlyDescribe(ResourceType type, String prefix) throws Exception {
        PatternType pattern = type == ResourceType.CLUSTER ? PatternType.LITERAL : PatternType.PREFIXED;
        owner.createAcls(List.of(new AclBinding(
                        new ResourcePattern(type, prefix, pattern),
                        new AccessControlEntry("User:myuser", "*", AclOperation.DESCRIBE, AclPermissionType.ALLOW))))
                .all()
                .get();
    }

    private Result run(String... words) {
        String[] arguments = new String[words.length + 2];
        System.arraycopy(words, 0, arguments, 0, words.length);
        arguments[words.length] = "--command-config";
        arguments[words.length + 1] = config;
        return lab.run(arguments);
    }

    private static void assertRefused(Result result, String named) {
        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.NOT_AUTHORISED);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).startsWith("kafka-lab: ").contains(named);
    }

    @Test
    void withoutTheRightToCreateTopicsItIsRefusedAndCanBeReset() throws Exception {
        allowOnlyDescribe(ResourceType.CLUSTER, "kafka-cluster");
        allowOnlyDescribe(ResourceType.TOPIC, "lab-");

        assertRefused(run("lab", "run", "commit"), "lab-commit-");

        Result reset = run("lab", "reset", "commit");
        assertThat(reset.exitCode()).as(reset.err()).isEqualTo(ExitCode.OK);
        assertThat(run("lab", "status", "commit").out()).contains("not run");
    }

    @Test
    void whatIsRefusedToItsProcessesIsToldAndTheNextRunWorksOnceItIsAllowed() throws Exception {
        allowOnlyDescribe(ResourceType.GROUP, "lab-");

        assertRefused(run("lab", "run", "commit"), "lab-commit-");

        owner.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
        Result again = run("lab", "run", "commit", "--output", "json");
        assertThat(again.exitCode()).as(again.err()).isEqualTo(ExitCode.OK);
        assertThat(run("lab", "reset", "commit").exitCode()).isEqualTo(ExitCode.OK);
    }
}
