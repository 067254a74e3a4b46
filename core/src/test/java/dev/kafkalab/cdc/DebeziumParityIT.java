package dev.kafkalab.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same changes captured by Debezium and by a change log, at once: keys, operations and images have to be equal. */
@SandboxTest(servers = {ServerKind.KAFKA, ServerKind.MYSQL})
class DebeziumParityIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @Test
    void everyTypeIsWrittenAsDebeziumWritesIt(Sandbox sandbox) throws Exception {
        try (ParityStage stage = new ParityStage(sandbox)) {
            String table = stage.table("types");
            stage.execute(EveryType.ddl(table));
            List<String> changes = new ArrayList<>();
            for (int row : EveryType.rows()) {
                changes.add(EveryType.insert(table, row + 1, row));
            }
            changes.add(EveryType.insertNulls(table, 90));
            changes.add(EveryType.update(table, 1, 1));
            changes.add(EveryType.update(table, 90, 0));
            changes.add("UPDATE " + table + " SET c_int = c_int"); // changes nothing
            changes.add("DELETE FROM " + table + " WHERE id IN (2, 3)");
            changes.add("UPDATE " + table + " SET id = 40 WHERE id = 4");
            changes.add("UPDATE " + table + " SET id = 50, c_tinytext = 'moved' WHERE id = 5");
            assertParity(stage, table, changes);
        }
    }

    @Test
    void keysOfSeveralColumnsAreWrittenAsDebeziumWritesThem(Sandbox sandbox) throws Exception {
        try (ParityStage stage = new ParityStage(sandbox)) {
            String table = stage.table("keys");
            stage.execute("CREATE TABLE " + table + " (v INT, n DECIMAL(10,2), b BINARY(4), t DATETIME(3),"
                    + " s VARCHAR(20), PRIMARY KEY (s, n, b, t))");
            String key = "2, X'01', '2026-01-31 12:00:00.5', '한 \"a\"')";
            assertParity(
                    stage,
                    table,
                    List.of(
                            "INSERT INTO " + table + " VALUES (1, 1.5, X'01', '2026-01-31 12:00:00.5', '한 \"a\"')",
                            "UPDATE " + table + " SET v = 2",
                            "UPDATE " + table + " SET n = 2",
                            "INSERT INTO " + table + " VALUES (3, " + key + " ON DUPLICATE KEY UPDATE v = 4",
                            "REPLACE INTO " + table + " VALUES (5, " + key,
                            "DELETE FROM " + table));
        }
    }

    @Test
    void rowsThatWereThereBeforeAreWrittenAsDebeziumsSnapshotWritesThem(Sandbox sandbox) throws Exception {
        try (ParityStage stage = new ParityStage(sandbox)) {
            String table = stage.table("snapshot");
            stage.execute(EveryType.ddl(table), EveryType.insertNulls(table, 90));
            for (int row : EveryType.rows()) {
                stage.execute(EveryType.insert(table, row + 1, row));
            }
            stage.startOurs(table);
            stage.log().snapshot(stage.database(), table, copied -> {});
            Debezium debezium = stage.startDebezium(table, "initial", directory);
            // Here Debezium's FLOAT has six digits, as text from MySQL has; ours has all, as both have elsewhere.
            assertEqual(stage, table, stage.theirs(debezium, table), "after.c_float:");
        }
    }

    /** Ours are right; Debezium's depend on where it reads. */
    @Test
    void theseDifferencesAreKnown(Sandbox sandbox) throws Exception {
        try (ParityStage stage = new ParityStage(sandbox)) {
            String table = stage.table("known");
            stage.execute("CREATE TABLE " + table + " (id INT PRIMARY KEY, b BIGINT UNSIGNED, y YEAR)");
            stage.startOurs(table);
            Debezium debezium = stage.startDebezium(table, "no_data", directory);
            stage.execute("INSERT INTO " + table + " VALUES (1, 18446744073709551615, 0)");
            Change theirs = stage.theirs(debezium, table).get(0);
            assertThat(stage.ours(table, 1).get(0).differences(theirs))
                    .containsExactly(
                            "after.b: ours 18446744073709551615, Debezium's -1", "after.y: ours 0, Debezium's 1.9E+3");
        }
    }

    /** There are more in Debezium's. */
    @Test
    void everyFieldOfTheEnvelopeIsOneOfDebeziums(Sandbox sandbox) throws Exception {
        try (ParityStage stage = new ParityStage(sandbox)) {
            String table = stage.table("fields");
            stage.execute("CREATE TABLE " + table + " (id INT PRIMARY KEY)");
            stage.startOurs(table);
            Debezium debezium = stage.startDebezium(table, "no_data", directory);
            stage.execute("INSERT INTO " + table + " VALUES (1)");
            stage.theirs(debezium, table);
            JsonNode theirs =
                    JSON.readTree(debezium.events(stage.topic(table)).get(0).value());
            JsonNode ours = JSON.readTree(stage.records(table, 1).get(0).value());
            assertThat(theirs.fieldNames()).toIterable().containsAll(ours::fieldNames);
            assertThat(theirs.get("source").fieldNames()).toIterable().containsAll(ours.get("source")::fieldNames);
            for (String same : List.of("db", "table", "snapshot")) {
                assertThat(ours.get("source").get(same))
                        .isEqualTo(theirs.get("source").get(same));
            }
        }
    }

    private void assertParity(ParityStage stage, String table, List<String> changes) throws Exception {
        stage.startOurs(table);
        Debezium debezium = stage.startDebezium(table, "no_data", directory);
        stage.execute(changes.toArray(String[]::new));
        assertEqual(stage, table, stage.theirs(debezium, table), "none");
    }

    /** @param known how differences begin that are no matter */
    private static void assertEqual(ParityStage stage, String table, List<Change> theirs, String known)
            throws Exception {
        List<Change> ours = stage.ours(table, theirs.size());
        assertThat(theirs).isNotEmpty();
        assertThat(ours.stream().map(Change::head))
                .isEqualTo(theirs.stream().map(Change::head).toList());
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            differences.addAll(ours.get(i).differences(theirs.get(i)));
        }
        assertThat(differences).allMatch(difference -> difference.startsWith(known));
    }
}
