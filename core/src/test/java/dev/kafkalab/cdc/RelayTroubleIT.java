package dev.kafkalab.cdc;

import static dev.kafkalab.cdc.CaptureStores.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.sandbox.Progress;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import dev.kafkalab.topics.TopicSpec;
import dev.kafkalab.topics.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SandboxTest(servers = {ServerKind.KAFKA, ServerKind.MYSQL})
class RelayTroubleIT {
    private Sandbox sandbox;
    private CaptureStores stores;
    private Outbox outbox;
    private String topic;

    @BeforeEach
    void prepare(Sandbox sandbox) throws SQLException {
        this.sandbox = sandbox;
        stores = new CaptureStores(sandbox.exports());
        outbox = Outbox.table(CaptureStores.fresh("outbox"));
        outbox.createTable(stores.database());
        topic = outbox.table();
    }

    @AfterEach
    void close() {
        stores.close();
    }

    private RelayBuilder relay() {
        return stores.relay(outbox).topics(topic);
    }

    private void append(String payload) throws SQLException {
        try (Connection connection = stores.database().getConnection()) {
            outbox.append(connection, new OutboxEvent("order", "1", "OrderPlaced", payload));
        }
    }

    @Test
    void aPayloadThatKafkaRefusesForItsSizeStopsItAndNamesTheRow() throws Exception {
        try (Cluster cluster = Cluster.connect(stores.bootstrapServers(), Duration.ofSeconds(20))) {
            new Topics(cluster)
                    .create(new TopicSpec(
                            topic, Optional.of(1), Optional.empty(), Map.of("max.message.bytes", "1000000")));
        }
        append("a");
        append("x".repeat(2_000_000));
        append("b");
        assertThatThrownBy(() -> stores.relayOnce(relay()))
                .isInstanceOf(KafkaLabException.class)
                .hasMessageStartingWith("campus." + topic
                        + " id 2 is refused by Kafka: a record of 2,000,000 bytes for topic " + topic + ",")
                .hasMessageEndingWith("raise max.message.bytes of the topic, or let the relay skip what is too large");
        try (RunningRelay relay = relay().tooLarge(TooLarge.SKIP).once().start()) {
            relay.awaitStopped();
            assertThat(relay.status().skipped()).isEqualTo(1);
        }
        assertThat(stores.values(topic)).containsExactly("a", "b");
    }

    @Test
    void aTransactionManyTimesLargerThanTheHeapPasses() throws Exception {
        Random random = new Random(1);
        try (Connection connection = stores.database().getConnection()) {
            connection.setAutoCommit(false);
            for (int row = 0; row < 250; row++) {
                byte[] bytes = new byte[600_000];
                random.nextBytes(bytes);
                outbox.append(
                        connection,
                        new OutboxEvent(
                                "order", "1", "Large", Base64.getEncoder().encodeToString(bytes)));
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
        Process relay = child("-Xmx100m");
        try {
            assertThat(relay.waitFor(90, TimeUnit.SECONDS)).isTrue();
            assertThat(relay.exitValue()).isZero();
        } finally {
            relay.destroyForcibly();
        }
        assertThat(stores.records(topic)).hasSize(250);
    }

    private Process child(String heap) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-XX:+UseSerialGC",
                        RelayOnce.class.getName(),
                        outbox.table(),
                        topic)
                .inheritIO();
        builder.environment().putAll(sandbox.exports());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.start();
    }

    /** A relay with a heap of its own. */
    static final class RelayOnce {
        private RelayOnce() {}

        public static void main(String[] arguments) throws Exception {
            try (CaptureStores stores = new CaptureStores(System.getenv())) {
                stores.relayOnce(stores.relay(Outbox.table(arguments[0])).topics(arguments[1]));
            }
        }
    }

    @Test
    void aDatabaseThatIsRestartedIsWaitedFor() throws Exception {
        try (RunningRelay relay = relay().start()) {
            append("a");
            await().until(() -> relay.status().sent() == 1);
            sandbox.kill("mysql");
            await().until(() -> relay.status().waitsFor().isPresent());
            assertThat(relay.status().waitsFor().orElseThrow()).startsWith("MySQL does not answer");
            sandbox.restart("mysql", Progress.SILENT);
            append("b");
            await().atMost(Duration.ofSeconds(20)).until(() -> relay.status().sent() == 2);
            assertThat(relay.status().waitsFor()).isEmpty();
        }
        assertThat(stores.values(topic)).containsExactly("a", "b");
    }

    /** MySQL then tells the last id as the next, until somebody opens the table. */
    @Test
    void aTableThatNobodyHasOpenedSinceARestartIsNotTakenForAnEmptiedOne() throws Exception {
        append("a");
        stores.relayOnce(relay());
        sandbox.kill("mysql");
        sandbox.restart("mysql", Progress.SILENT);
        stores.relayOnce(relay());
        assertThat(stores.values(topic)).containsExactly("a");
    }

    @Test
    void aBrokerThatIsRestartedIsWaitedFor() throws Exception {
        try (RunningRelay relay = relay().start()) {
            append("a");
            await().until(() -> relay.status().sent() == 1);
            sandbox.kill("kafka-1");
            append("b");
            sandbox.restart("kafka-1", Progress.SILENT);
            append("c");
            // Not what the relay counts: a commit that it heard nothing of may be in Kafka all the same.
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> stores.values(topic).contains("c"));
        }
        assertThat(stores.values(topic)).containsExactly("a", "b", "c");
    }

    @Test
    void rowsWrittenWithAClockThatIsSetBackKeepTheirOrder() throws Exception {
        try (Connection connection = stores.database().getConnection()) {
            outbox.append(connection, new OutboxEvent("order", "1", "Placed", "a"));
            CaptureStores.execute(connection, "SET timestamp = 1000000000");
            outbox.append(connection, new OutboxEvent("order", "1", "Placed", "b"));
            CaptureStores.execute(connection, "SET timestamp = DEFAULT");
        }
        stores.relayOnce(relay());
        assertThat(stores.values(topic)).containsExactly("a", "b");
        assertThat(CaptureLag.look(
                                Map.of("bootstrap.servers", stores.bootstrapServers()),
                                RelayBuilder.STANDARD_POSITION_TOPIC,
                                stores.database(),
                                outbox)
                        .age())
                .isZero();
    }

    @Test
    void aTopicThatDoesNotExistIsMadeOrStopsIt() throws Exception {
        append("a");
        assertThatThrownBy(() -> stores.relayOnce(relay().existingTopicsOnly()))
                .hasMessage("topic '" + topic + "' does not exist; make it with: topic create " + topic);
        stores.relayOnce(relay());
        assertThat(stores.values(topic)).containsExactly("a");
    }

    @Test
    void aNameOfAnotherTablesRelayIsRefused() throws Exception {
        append("a");
        stores.relayOnce(relay());
        Outbox other = Outbox.table(CaptureStores.fresh("outbox"));
        other.createTable(stores.database());
        assertThatThrownBy(() -> stores.relayOnce(stores.relay(other).name("campus." + topic)))
                .hasMessage(
                        "relay '%s' was used for campus.%s, its position means nothing in campus.%s; give this one another name"
                                .formatted("campus." + topic, topic, other.table()));
    }

    @Test
    void whatContradictsIsRefusedBeforeAnythingIsAsked() {
        assertThatThrownBy(() -> relay().envelope(Envelope.DEBEZIUM).start())
                .hasMessageStartingWith("envelope(DEBEZIUM) contradicts an outbox");
        assertThatThrownBy(() -> stores.relay(TablePoll.of("t", "updated_at"))
                        .prune(Duration.ZERO)
                        .start())
                .hasMessageStartingWith("prune(PT0S) contradicts a polled table");
        assertThatThrownBy(() -> relay().property("transactional.id", "x").start())
                .hasMessageStartingWith("transactional.id=x contradicts the relay's name");
        assertThatThrownBy(() -> relay().from("yesterday").start())
                .hasMessage(
                        "position is 'yesterday'; it must be beginning, end, or the id of the last row that is not wanted");
        assertThatThrownBy(() -> stores.relay(Outbox.table("no_such_table")).start())
                .hasMessage("table campus.no_such_table does not exist, or the user may not see it");
    }
}
