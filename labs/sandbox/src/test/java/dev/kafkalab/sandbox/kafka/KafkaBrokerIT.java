package dev.kafkalab.sandbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerStatus;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

@SandboxTest
class KafkaBrokerIT {
    @Test
    void answersAClient(Sandbox sandbox) throws Exception {
        assertThat(sandbox.status()).extracting(ServerStatus::state).containsExactly("running");
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", sandbox.bootstrapServers().orElseThrow()))) {
            assertThat(admin.describeCluster().nodes().get()).hasSize(1);
        }
    }
}
