package dev.kafkalab.cdc;

import static dev.kafkalab.cdc.CaptureStores.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SandboxTest(servers = {ServerKind.KAFKA, ServerKind.MYSQL})
class OutboxRelayIT {
    private CaptureStores stores;
    private Outbox outbox;
    private String topic;

    @BeforeEach
    void prepare(Sandbox sandbox) throws SQLException {
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

    private static OutboxEvent event(String aggregate, String payload) {
        return new OutboxEvent("order", aggregate, "OrderPlaced", payload);
    }

    private void append(OutboxEvent... events) throws SQLException {
        try (Connection connection = stores.database().getConnection()) {
            connection.setAutoCommit(false);
            for (OutboxEvent event : events) {
                outbox.append(connection, event);
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    @Test
    void anEventIsSentAsDebeziumsRouterSendsIt() throws Exception {
        append(event("한 42", "{\"b\":1.50,\"a\":\"가\"}"));
        stores.relayOnce(stores.relay(outbox).topics(topic + ".{aggregatetype}"));
        ConsumerRecord<String, String> record = stores.records(topic + ".order").get(0);
        assertThat(record.key()).isEqualTo("한 42");
        assertThat(record.value()).isEqualTo("{\"b\":1.50,\"a\":\"가\"}");
        assertThat(CaptureStores.header(record, "id")).isEqualTo("1");
        assertThat(CaptureStores.header(record, "eventType")).isEqualTo("OrderPlaced");
        assertThat(Duration.ofMillis(Math.abs(System.currentTimeMillis() - record.timestamp())))
                .isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void anEventWithoutPayloadIsATombstone() throws Exception {
        append(new OutboxEvent("order", "1", "OrderForgotten", null));
        stores.relayOnce(relay());
        assertThat(stores.records(topic).get(0).value()).isNull();
    }

    @Test
    void whatIsRolledBackIsNeverSentAndWhatIsCommittedLateIs() throws Exception {
        try (RunningRelay relay = relay().start();
                Connection late = stores.database().getConnection();
                Connection undone = stores.database().getConnection()) {
            late.setAutoCommit(false);
            undone.setAutoCommit(false);
            outbox.append(late, event("1", "late"));
            outbox.append(undone, event("1", "undone"));
            append(event("2", "early"));
            await().untilAsserted(() -> assertThat(stores.values(topic)).containsExactly("early"));
            assertThat(relay.status().openGaps()).isPositive();
            undone.rollback();
            late.commit();
            await().untilAsserted(() -> {
                assertThat(stores.values(topic)).containsExactlyInAnyOrder("early", "late");
                assertThat(relay.status().openGaps()).isZero();
            });
        }
    }

    @Test
    void aRestartGoesOnWhereTheLastOneStopped() throws Exception {
        append(event("1", "a"), event("1", "b"));
        stores.relayOnce(relay());
        append(event("1", "c"));
        stores.relayOnce(relay());
        stores.relayOnce(relay());
        assertThat(stores.values(topic)).containsExactly("a", "b", "c");
    }

    @Test
    void aGapThatIsOpenAtARestartIsStillWaitedFor() throws Exception {
        try (Connection late = stores.database().getConnection()) {
            late.setAutoCommit(false);
            outbox.append(late, event("1", "late"));
            append(event("2", "early"));
            try (RunningRelay relay = relay().start()) {
                await().until(() -> relay.status().sent() == 1);
            }
            try (RunningRelay relay = relay().start()) {
                await().until(() -> relay.status().openGaps() == 1);
                late.commit();
                await().untilAsserted(
                                () -> assertThat(stores.values(topic)).containsExactlyInAnyOrder("early", "late"));
            }
        }
    }

    @Test
    void aPositionThatIsAskedForOverridesTheStoredOne() throws Exception {
        append(event("1", "a"), event("1", "b"), event("1", "c"));
        stores.relayOnce(relay());
        stores.relayOnce(relay().from("1"));
        assertThat(stores.values(topic)).containsExactly("a", "b", "c", "b", "c");
        append(event("1", "d"));
        stores.relayOnce(relay().from("end"));
        stores.relayOnce(relay());
        assertThat(stores.values(topic)).hasSize(5);
    }

    @Test
    void theLaterOfTwoRelaysFencesTheEarlier() throws Exception {
        append(event("1", "a"));
        try (RunningRelay first = relay().start()) {
            await().until(() -> first.status().sent() == 1);
            try (RunningRelay second = relay().start()) {
                await().until(() -> second.status().position().equals("1"));
                append(event("1", "b"));
                assertThatThrownBy(first::awaitStopped)
                        .isInstanceOf(KafkaLabException.class)
                        .hasMessage("another relay named 'campus.%s' was started and goes on in place of this one"
                                .formatted(outbox.table()));
                await().until(() -> second.status().sent() == 1);
                assertThat(second.isRunning()).isTrue();
            }
        }
        assertThat(stores.values(topic)).containsExactly("a", "b");
    }

    @Test
    void sentRowsArePrunedBelowWhatIsOpen() throws Exception {
        try (Connection late = stores.database().getConnection()) {
            append(event("1", "a"), event("1", "b"));
            late.setAutoCommit(false);
            outbox.append(late, event("1", "late"));
            append(event("2", "c"));
            try (RunningRelay relay = relay().prune(Duration.ZERO).start()) {
                await().untilAsserted(() -> assertThat(ids()).containsExactly(4L));
                late.commit();
                await().untilAsserted(() -> assertThat(ids()).isEmpty());
                assertThat(relay.status().sent()).isEqualTo(4);
            }
        }
        assertThat(stores.values(topic)).containsExactlyInAnyOrder("a", "b", "c", "late");
    }

    private List<Long> ids() throws SQLException {
        try (Connection connection = stores.database().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT id FROM " + outbox.table() + " ORDER BY id")) {
            List<Long> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
            return ids;
        }
    }

    @Test
    void anEmptiedTableStopsItBeforeEventsAreMissed() throws Exception {
        append(event("1", "a"), event("1", "b"));
        stores.relayOnce(relay());
        stores.execute("TRUNCATE TABLE " + outbox.table());
        append(event("1", "c"));
        assertThatThrownBy(() -> stores.relayOnce(relay()))
                .isInstanceOf(KafkaLabException.class)
                .hasMessageContaining(outbox.table()
                        + " gives ids again that were read (next is 2, read are 2): it was emptied or restored");
        stores.relayOnce(relay().from("beginning"));
        assertThat(stores.values(topic)).containsExactly("a", "b", "c");
    }

    @Test
    void aBacklogOfMoreThanOnePageIsSentInOrder() throws Exception {
        append(IntStream.range(0, 9_000)
                .mapToObj(number -> event("1", Integer.toString(number)))
                .toArray(OutboxEvent[]::new));
        stores.relayOnce(relay());
        assertThat(stores.values(topic))
                .isEqualTo(IntStream.range(0, 9_000).mapToObj(Integer::toString).toList());
    }

    @Test
    void theLagIsToldInRowsAndTime() throws Exception {
        append(event("1", "a"), event("1", "b"));
        CaptureLag before = lag();
        assertThat(before.rows()).isEqualTo(2);
        assertThat(before.age()).isPositive();
        stores.relayOnce(relay());
        assertThat(lag())
                .isEqualTo(new CaptureLag(
                        "campus." + outbox.table(), "campus." + outbox.table(), "2", 0, 0, Duration.ZERO));
    }

    private CaptureLag lag() {
        return CaptureLag.look(
                Map.of("bootstrap.servers", stores.bootstrapServers()),
                RelayBuilder.STANDARD_POSITION_TOPIC,
                stores.database(),
                outbox);
    }
}
