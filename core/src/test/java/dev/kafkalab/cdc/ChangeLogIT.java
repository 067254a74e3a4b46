package dev.kafkalab.cdc;

import static dev.kafkalab.cdc.CaptureStores.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.KafkaLab;
import dev.kafkalab.KafkaLabException;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SandboxTest(servers = {ServerKind.KAFKA, ServerKind.MYSQL})
class ChangeLogIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CaptureStores stores;
    private ChangeLog log;
    private String table;

    @BeforeEach
    void prepare(Sandbox sandbox) throws SQLException {
        stores = new CaptureStores(sandbox.exports());
        table = CaptureStores.fresh("orders");
        log = ChangeLog.table(CaptureStores.fresh("log"));
        stores.execute("CREATE TABLE " + table + " (id INT PRIMARY KEY, item VARCHAR(100), cents DECIMAL(12,2))");
    }

    @AfterEach
    void close() {
        stores.close();
    }

    private void install() {
        log.install(stores.database(), table);
    }

    private List<ConsumerRecord<String, String>> relayed() throws InterruptedException {
        stores.relayOnce(stores.relay(log).topics(log.table()));
        return stores.records(log.table());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Such as {@code c null {"id":1,…}}. */
    private static String change(ConsumerRecord<String, String> record) {
        if (record.value() == null) {
            return "tombstone " + record.key();
        }
        JsonNode envelope = json(record.value());
        return envelope.get("op").asText() + " " + envelope.get("before") + " " + envelope.get("after");
    }

    @Test
    void insertsUpdatesAndDeletesOfAnyWriterAreCapturedWithBothImages() throws Exception {
        install();
        stores.execute(
                "INSERT INTO " + table + " VALUES (1, '사과', 1.50)",
                "UPDATE " + table + " SET cents = 2.25",
                "UPDATE " + table + " SET cents = 2.25",
                "DELETE FROM " + table);
        assertThat(relayed().stream().map(ChangeLogIT::change))
                .containsExactly(
                        "c null {\"id\":1,\"item\":\"사과\",\"cents\":\"1.50\"}",
                        "u {\"id\":1,\"item\":\"사과\",\"cents\":\"1.50\"} {\"id\":1,\"item\":\"사과\",\"cents\":\"2.25\"}",
                        "d {\"id\":1,\"item\":\"사과\",\"cents\":\"2.25\"} null");
        ConsumerRecord<String, String> first = relayed().get(0);
        assertThat(json(first.key())).isEqualTo(json("{\"id\":1}"));
        JsonNode source = json(first.value()).get("source");
        assertThat(source.get("db").asText()).isEqualTo("campus");
        assertThat(source.get("table").asText()).isEqualTo(table);
        assertThat(json(first.value()).get("ts_ms").isNumber()).isTrue();
    }

    @Test
    void aChangedKeyIsADeleteOfTheOldAndACreateOfTheNew() throws Exception {
        install();
        stores.execute("INSERT INTO " + table + " VALUES (1, 'a', 1)", "UPDATE " + table + " SET id = 2");
        stores.relayOnce(stores.relay(log).topics(log.table()).tombstones());
        List<ConsumerRecord<String, String>> records = stores.records(log.table()).stream()
                .filter(record -> !(record.value() != null
                        && json(record.value()).get("op").asText().equals("c")
                        && json(record.key()).get("id").asInt() == 1))
                .toList();
        Map<Integer, List<String>> byKey = new HashMap<>();
        records.forEach(
                record -> byKey.computeIfAbsent(json(record.key()).get("id").asInt(), key -> new ArrayList<>())
                        .add(change(record).substring(0, 1)));
        assertThat(byKey).isEqualTo(Map.of(1, List.of("d", "t"), 2, List.of("c")));
    }

    @Test
    void plainRowsAreWhatRemainsOfAnUnwrappedEnvelope() throws Exception {
        install();
        stores.execute("INSERT INTO " + table + " VALUES (1, 'a', 1)", "DELETE FROM " + table);
        stores.relayOnce(stores.relay(log).topics(log.table()).envelope(Envelope.PLAIN));
        List<ConsumerRecord<String, String>> records = stores.records(log.table());
        assertThat(json(records.get(0).value()).get("item").asText()).isEqualTo("a");
        assertThat(records.get(1).value()).isNull();
        assertThat(CaptureStores.header(records.get(1), "__op")).isEqualTo("d");
    }

    @Test
    void theSnapshotDoesNotStopWritersAndKeepsTheOrderOfEachRow() throws Exception {
        int rows = 3_000;
        StringBuilder values = new StringBuilder();
        for (int id = 1; id <= rows; id++) {
            values.append(id == 1 ? "" : ",").append("(").append(id).append(",'0',0)");
        }
        stores.execute("INSERT INTO " + table + " VALUES " + values);
        install();
        AtomicBoolean ending = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            for (int change = 1; !ending.get(); change++) {
                try {
                    stores.execute(
                            "UPDATE " + table + " SET item = '" + change + "' WHERE id = " + (1 + change * 7 % rows));
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        writer.start();
        long copied = log.snapshot(stores.database(), table, copies -> {});
        ending.set(true);
        writer.join();
        assertThat(copied).isEqualTo(rows);
        assertThat(log.snapshot(stores.database(), table, copies -> {}))
                .as("again")
                .isZero();
        Map<Integer, String> last = new HashMap<>();
        for (ConsumerRecord<String, String> record : relayed()) {
            JsonNode after = json(record.value()).get("after");
            String previous =
                    last.put(after.get("id").asInt(), after.get("item").asText());
            if (previous != null) {
                assertThat(after.get("item").asInt()).isGreaterThanOrEqualTo(Integer.parseInt(previous));
            }
        }
        assertThat(last).isEqualTo(items());
    }

    private Map<Integer, String> items() throws SQLException {
        Map<Integer, String> items = new HashMap<>();
        try (Connection connection = stores.database().getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT id, item FROM " + table)) {
            while (found.next()) {
                items.put(found.getInt(1), found.getString(2));
            }
        }
        return items;
    }

    @Test
    void aRowThatAWriterHoldsCutsThePieceAndIsWaitedForAlone() throws Exception {
        stores.execute("INSERT INTO " + table + " VALUES (1, 'a', 0), (2, 'b', 0), (3, 'c', 0)");
        install();
        try (Connection writer = stores.database().getConnection()) {
            writer.setAutoCommit(false);
            CaptureStores.execute(writer, "UPDATE " + table + " SET item = 'held' WHERE id = 2");
            Thread snapshot = new Thread(() -> log.snapshot(stores.database(), table, copies -> {}));
            snapshot.start();
            await().untilAsserted(() -> assertThat(
                            log.tables(stores.database()).get(0).snapshotKey())
                    .hasValue("[\"1\"]"));
            writer.commit();
            snapshot.join();
        }
        assertThat(log.tables(stores.database()).get(0).snapshotDone()).isTrue();
        assertThat(relayed().stream()
                        .map(record -> json(record.value()))
                        .filter(envelope -> envelope.get("op").asText().equals("r"))
                        .map(envelope -> envelope.get("after").get("item").asText()))
                .containsExactlyInAnyOrder("a", "held", "c");
    }

    @Test
    void anAlteredTableIsNoticedAndInstalledAnewWithoutAGap() throws Exception {
        install();
        stores.execute("ALTER TABLE " + table + " ADD COLUMN note VARCHAR(10)");
        CapturedTable altered = log.tables(stores.database()).get(0);
        assertThat(altered.drift())
                .hasValueSatisfying(drift -> assertThat(drift)
                        .contains("is now (id int, item varchar(100), cents decimal(12,2), note varchar(10))"));
        try (RunningRelay relay = stores.relay(log).topics(log.table()).start()) {
            assertThat(relay.notices())
                    .anyMatch(notice ->
                            notice.contains("was altered") && notice.contains("capture install --table " + table));
        }
        install();
        assertThat(log.tables(stores.database()).get(0).drift()).isEmpty();
        stores.execute("INSERT INTO " + table + " VALUES (1, 'a', 1, 'new')");
        assertThat(relayed())
                .singleElement()
                .satisfies(record -> assertThat(
                                json(record.value()).get("after").get("note").asText())
                        .isEqualTo("new"));
    }

    @Test
    void aDroppedColumnBreaksWritesUntilUninstall() throws Exception {
        install();
        stores.execute("ALTER TABLE " + table + " DROP COLUMN cents");
        assertThatThrownBy(() -> stores.execute("INSERT INTO " + table + " VALUES (1, 'a')"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("cents");
        log.uninstall(stores.database(), table);
        stores.execute("INSERT INTO " + table + " VALUES (1, 'a')");
        assertThat(log.tables(stores.database())).isEmpty();
    }

    @Test
    void aDroppedTriggerIsTold() throws Exception {
        install();
        stores.execute("DROP TRIGGER " + log.table() + "_" + table + "_au");
        assertThat(log.tables(stores.database()).get(0).missingTriggers())
                .containsExactly(log.table() + "_" + table + "_au");
    }

    @Test
    void whatTriggersDoNotSeeIsSaid() throws Exception {
        String child = CaptureStores.fresh("line");
        stores.execute("CREATE TABLE " + child + " (id INT PRIMARY KEY, order_id INT, CONSTRAINT fk_" + child
                + " FOREIGN KEY (order_id) REFERENCES " + table + " (id) ON DELETE CASCADE)");
        assertThat(log.install(stores.database(), child).notices())
                .containsExactly(
                        "TRUNCATE TABLE " + child + " fires no trigger: use DELETE",
                        "foreign key fk_" + child + " (ON DELETE CASCADE of " + table + ") changes rows of " + child
                                + " without firing a trigger: make these changes in the application");
    }

    @Test
    void aTableWithoutPrimaryKeyIsRefused() throws Exception {
        stores.execute("ALTER TABLE " + table + " DROP PRIMARY KEY");
        assertThatThrownBy(this::install)
                .isInstanceOf(KafkaLabException.class)
                .hasMessage("table campus." + table
                        + " has no primary key, so its rows cannot be told apart; give it one: ALTER TABLE " + table
                        + " ADD COLUMN id BIGINT AUTO_INCREMENT PRIMARY KEY");
    }

    @Test
    void aColumnThatCannotBeCapturedIsRefusedBeforeAnythingIsChanged() throws Exception {
        stores.execute("ALTER TABLE " + table + " ADD COLUMN place POINT");
        assertThatThrownBy(this::install)
                .hasMessage("table campus." + table + ": column place is POINT, which is not captured");
        assertThat(log.tables(stores.database())).isEmpty();
    }

    @Test
    void aMissingRightIsNamedWithTheGrantToRun() throws Exception {
        String user = CaptureStores.fresh("u");
        try (HikariDataSource root = stores.asRoot();
                Connection connection = root.getConnection()) {
            CaptureStores.execute(
                    connection,
                    "CREATE USER '" + user + "'@'127.0.0.1' IDENTIFIED BY 'x'",
                    "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, LOCK TABLES ON campus.* TO '" + user
                            + "'@'127.0.0.1'");
            install();
            try (HikariDataSource limited = stores.as(user, "x")) {
                assertThatThrownBy(() -> log.install(limited, table))
                        .isInstanceOf(KafkaLabException.class)
                        .hasMessageContaining(
                                "; run: GRANT TRIGGER ON campus." + table + " TO '" + user + "'@'127.0.0.1'");
                assertThat(log.tables(stores.database()).get(0).missingTriggers())
                        .as("those that were there")
                        .isEmpty();
                assertThatThrownBy(() -> KafkaLab.connect(stores.bootstrapServers())
                                .relay(limited, log)
                                .start())
                        .isInstanceOf(KafkaLabException.class)
                        .hasMessageContaining("; run: GRANT SELECT ON performance_schema.metadata_locks TO '" + user
                                + "'@'127.0.0.1'");
            }
        }
    }

    @Test
    void twoTablesInOneLogGoToTopicsOfTheirOwn() throws Exception {
        String other = CaptureStores.fresh("customers");
        stores.execute("CREATE TABLE " + other + " (a INT, b VARBINARY(4), name TEXT, PRIMARY KEY (a, b))");
        install();
        log.install(stores.database(), other);
        stores.execute(
                "INSERT INTO " + table + " VALUES (1, 'a', 1)", "INSERT INTO " + other + " VALUES (7, x'00ff', 'n')");
        stores.relayOnce(stores.relay(log));
        assertThat(stores.records("campus." + table)).hasSize(1);
        assertThat(json(Objects.requireNonNull(
                        stores.records("campus." + other).get(0).key())))
                .isEqualTo(json("{\"a\":7,\"b\":\"AP8=\"}"));
    }
}
