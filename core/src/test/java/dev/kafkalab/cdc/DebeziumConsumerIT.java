package dev.kafkalab.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import io.debezium.serde.DebeziumSerdes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Consumers that were written for Debezium read what a change log's relay sends. */
@SandboxTest(servers = {ServerKind.KAFKA, ServerKind.MYSQL})
class DebeziumConsumerIT {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    record Customer(int id, String first_name, String email, String balance, long born) {}

    record Key(int id) {}

    /** An event's value as Debezium's documentation of the MySQL connector describes it. */
    record Value(Customer before, Customer after, Source source, String op, long ts_ms) {}

    record Source(String name, long ts_ms, String snapshot, String db, String table, String file, long pos) {}

    /** A copy of the table, kept as a consumer of Debezium would. */
    private static final class Copy {
        private final Map<Integer, Customer> rows = new TreeMap<>();

        void apply(String key, String value) throws JsonProcessingException {
            int id = JSON.readValue(key, Key.class).id();
            if (value == null) {
                assertThat(rows).as("a tombstone follows a delete").doesNotContainKey(id);
                return;
            }
            Value event = JSON.readValue(value, new TypeReference<>() {});
            assertThat(event.source().table()).endsWith("customers");
            assertThat(event.source().db()).isEqualTo("campus");
            assertThat(event.source().ts_ms()).isPositive();
            assertThat(event.ts_ms()).isGreaterThan(1_700_000_000_000L);
            switch (event.op()) {
                case "c", "r" -> rows.put(id, event.after());
                case "u" -> assertThat(rows.put(id, event.after())).isEqualTo(event.before());
                case "d" -> assertThat(rows.remove(id)).isEqualTo(event.before());
                default -> throw new AssertionError("op " + event.op());
            }
        }
    }

    @TempDir
    private Path directory;

    @Test
    void readsOursToTheSameStateAsDebeziums(Sandbox sandbox) throws Exception {
        try (ParityStage stage = new ParityStage(sandbox)) {
            String table = stage.table("customers");
            makeAndChange(stage, table);
            Debezium debezium = stage.startDebezium(table, "initial", directory);
            change(stage, table);
            int events = stage.theirs(debezium, table).size();

            Copy theirs = new Copy();
            for (Debezium.Event event : debezium.events(stage.topic(table))) {
                theirs.apply(event.key(), event.value());
            }
            Copy ours = new Copy();
            for (ConsumerRecord<String, String> record : stage.records(table, events)) {
                ours.apply(record.key(), record.value());
            }
            assertThat(ours.rows).isEqualTo(theirs.rows);
            assertThat(ours.rows)
                    .isEqualTo(Map.of(
                            1, new Customer(1, "Anne", "anne@example.org", "12.50", 10_957),
                            30, new Customer(30, "지민", null, null, 0)));
        }
    }

    @Test
    void debeziumsOwnSerdeReadsOurs(Sandbox sandbox) throws Exception {
        try (ParityStage stage = new ParityStage(sandbox);
                Serde<Customer> after = DebeziumSerdes.payloadJson(Customer.class);
                Serde<Integer> key = DebeziumSerdes.payloadJson(Integer.class)) {
            after.configure(Map.of("from.field", "after"), false);
            key.configure(Map.of(), true);
            String table = stage.table("customers");
            makeAndChange(stage, table);
            ConsumerRecord<String, String> first = stage.records(table, 3).get(0);
            assertThat(key.deserializer().deserialize("", bytes(first.key()))).isEqualTo(1);
            assertThat(after.deserializer().deserialize("", bytes(first.value())))
                    .isEqualTo(new Customer(1, "Anne", null, "0.00", 10_957));
        }
    }

    /** Rows that were there, and are snapshot. */
    private static void makeAndChange(ParityStage stage, String table) throws Exception {
        stage.execute(
                "CREATE TABLE " + table + " (id INT PRIMARY KEY, first_name VARCHAR(40) NOT NULL, email VARCHAR(80),"
                        + " balance DECIMAL(10,2), born DATE)",
                "INSERT INTO " + table + " VALUES (1, 'Anne', NULL, 0, '2000-01-01'),"
                        + " (2, 'Sally', 's@example.org', 1, '2001-01-01'), (3, '지민', NULL, NULL, '1970-01-01')");
        stage.startOurs(table);
        stage.log().snapshot(stage.database(), table, copied -> {});
    }

    private static void change(ParityStage stage, String table) throws Exception {
        List<String> changes = List.of(
                "UPDATE " + table + " SET email = 'anne@example.org', balance = 12.5 WHERE id = 1",
                "DELETE FROM " + table + " WHERE id = 2",
                "UPDATE " + table + " SET id = 30 WHERE id = 3");
        stage.execute(changes.toArray(String[]::new));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
