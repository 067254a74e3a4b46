package dev.kafkalab.sandbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.Test;

@SandboxTest(secure = true)
class SecureListenerIT {
    private final Path config;

    SecureListenerIT(Sandbox sandbox) {
        this.config = Path.of(sandbox.exports().get("KAFKA_LAB_SECURE_CONFIG"));
    }

    @Test
    void theWrittenClientPropertiesAreAllAClientNeeds() throws Exception {
        try (Admin admin = Admin.create(properties())) {
            assertThat(admin.describeCluster().nodes().get()).hasSize(1);
        }
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        Properties wrong = properties();
        wrong.setProperty(
                "sasl.jaas.config", wrong.getProperty("sasl.jaas.config").replace("mypassword", "guess"));
        try (Admin admin = Admin.create(wrong)) {
            assertThatThrownBy(() -> admin.describeCluster().nodes().get())
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    @Test
    void aCertificateNobodyVouchesForIsRefused() throws Exception {
        Properties stranger = properties();
        stranger.remove("ssl.truststore.type");
        stranger.remove("ssl.truststore.location");
        try (Admin admin = Admin.create(stranger)) {
            assertThatThrownBy(() -> admin.describeCluster().nodes().get())
                    .hasCauseInstanceOf(SslAuthenticationException.class);
        }
    }

    @Test
    void filesWithSecretsAreTheOwnersAlone() throws Exception {
        for (String file : new String[] {"client.properties", "kcat.conf", "broker.secret"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config.resolveSibling(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
    }

    private Properties properties() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(config)) {
            properties.load(reader);
        }
        return properties;
    }
}
