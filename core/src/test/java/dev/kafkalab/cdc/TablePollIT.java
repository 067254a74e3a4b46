package dev.kafkalab.cdc;

import static dev.kafkalab.cdc.CaptureStores.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SandboxTest(servers = {ServerKind.KAFKA, ServerKind.MYSQL})
class TablePollIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CaptureStores stores;
    private String table;

    @BeforeEach
    void prepare(Sandbox sandbox) {
        stores = new CaptureStores(sandbox.exports());
        table = CaptureStores.fresh("stock");
    }

    @AfterEach
    void close() {
        stores.close();
    }

    private void create(String time) throws SQLException {
        stores.execute("CREATE TABLE " + table + " (id VARBINARY(8) PRIMARY KEY, amount INT, updated_at " + time
                + ", KEY (updated_at))");
    }

    private static String setByDatabase(int fraction) {
        String digits = fraction == 0 ? "" : "(" + fraction + ")";
        return "TIMESTAMP%1$s NOT NULL DEFAULT CURRENT_TIMESTAMP%1$s ON UPDATE CURRENT_TIMESTAMP%1$s".formatted(digits);
    }

    private RelayBuilder relay() {
        return stores.relay(TablePoll.of(table, "updated_at")).topics(table);
    }

    /** Amounts as they came, of one row. */
    private List<Integer> amounts() {
        List<Integer> amounts = new ArrayList<>();
        stores.values(table).forEach(value -> amounts.add(amount(value)));
        return amounts;
    }

    private static int amount(String value) {
        try {
            return JSON.readTree(value).get("after").get("amount").asInt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyRowIsSentAndEveryChangeAfterThat() throws Exception {
        create(setByDatabase(6));
        stores.execute("INSERT INTO " + table + " (id, amount) VALUES ('a', 1)");
        try (RunningRelay relay = relay().start()) {
            await().untilAsserted(() -> assertThat(amounts()).containsExactly(1));
            stores.execute("UPDATE " + table + " SET amount = 2");
            await().untilAsserted(() -> assertThat(amounts()).containsExactly(1, 2));
            assertThat(relay.notices())
                    .containsExactly("polling campus." + table
                            + " sees no deletes, and no states between two looks; a change log (capture install) does");
        }
    }

    @Test
    void aChangeThatIsCommittedLateIsNotMissed() throws Exception {
        create(setByDatabase(6));
        try (RunningRelay relay = relay().start();
                Connection late = stores.database().getConnection()) {
            late.setAutoCommit(false);
            CaptureStores.execute(late, "INSERT INTO " + table + " (id, amount) VALUES ('late', 1)");
            stores.execute("INSERT INTO " + table + " (id, amount) VALUES ('early', 2)");
            await().untilAsserted(() -> assertThat(amounts()).containsExactly(2));
            late.commit();
            await().untilAsserted(() -> assertThat(amounts()).containsExactly(2, 1));
            assertThat(relay.status().sent()).isEqualTo(2);
        }
    }

    @Test
    void twoChangesWithinOneSecondOfAColumnWithoutFractionsAreBothSeen() throws Exception {
        create(setByDatabase(0));
        try (RunningRelay relay = relay().start()) {
            stores.execute("INSERT INTO " + table + " (id, amount) VALUES ('a', 0)");
            for (int amount = 1; amount <= 20; amount++) {
                stores.execute("UPDATE " + table + " SET amount = " + amount);
            }
            await().untilAsserted(() -> assertThat(amounts()).last().isEqualTo(20));
            assertThat(relay.isRunning()).isTrue();
        }
    }

    @Test
    void aClockThatIsSetBackMissesNothing() throws Exception {
        create(setByDatabase(6));
        TablePoll poll = TablePoll.of(table, "updated_at");
        try (Connection connection = stores.database().getConnection()) {
            TableDescription description = TableDescription.of(connection, table);
            RowRecords records = new RowRecords(
                    "r", "campus", table, new TopicPattern("t"), Envelope.DEBEZIUM, false, new HashMap<>());
            TimeReader reader = new TimeReader(poll, description, records, PageSize.STANDARD, Position.Time.BEGINNING);
            CaptureStores.execute(
                    connection,
                    "SET timestamp = 1800000000",
                    "INSERT INTO " + table + " (id, amount) VALUES ('a', 1)",
                    "SET timestamp = 1800000001");
            assertThat(reader.next(connection).rows()).hasSize(1);
            CaptureStores.execute(
                    connection,
                    "SET timestamp = 1799990000",
                    "INSERT INTO " + table + " (id, amount) VALUES ('b', 2)",
                    "SET timestamp = 1799990001");
            Page back = reader.next(connection);
            CaptureStores.execute(connection, "SET timestamp = DEFAULT");
            assertThat(back.rows()).anySatisfy(row -> assertThat(row.row()).contains("Yg=="));
        }
    }

    @Test
    void pagesGoOnBehindTheLastRowWhateverTheKey() throws Exception {
        create(setByDatabase(6));
        StringBuilder values = new StringBuilder();
        int rows = 9_500;
        for (int row = 0; row < rows; row++) {
            values.append(row == 0 ? "" : ",").append("(x'ff%06x',%d)".formatted(row, row));
        }
        stores.execute("INSERT INTO " + table + " (id, amount) VALUES " + values);
        stores.relayOnce(relay());
        assertThat(amounts()).hasSize(rows).doesNotHaveDuplicates();
    }

    @Test
    void aTimeThatTheDatabaseDoesNotSetIsTold() throws Exception {
        create("DATETIME(6)");
        stores.execute("ALTER TABLE " + table + " DROP KEY updated_at");
        try (RunningRelay relay = relay().start()) {
            assertThat(relay.notices())
                    .hasSize(3)
                    .anyMatch(notice -> notice.contains("so changes committed late may be missed"))
                    .anyMatch(notice -> notice.contains("begins no index"));
        }
    }

    @Test
    void aTableWithoutPrimaryKeyOrTimeIsRefused() throws Exception {
        stores.execute("CREATE TABLE " + table + " (id INT, updated_at INT)");
        assertThatThrownBy(() -> relay().start()).hasMessageContaining("has no primary key");
        stores.execute("ALTER TABLE " + table + " ADD PRIMARY KEY (id)");
        assertThatThrownBy(() -> relay().start())
                .hasMessage("campus." + table
                        + ".updated_at is int; it must be TIMESTAMP or DATETIME, the time of the last change");
        assertThatThrownBy(() -> stores.relay(TablePoll.of(table, "changed")).start())
                .hasMessage("table campus." + table + " has no column changed; it has id, updated_at");
    }

    @Test
    void theLagIsThatOfTheWindowThatIsNotClosed() throws Exception {
        create(setByDatabase(6));
        stores.execute("INSERT INTO " + table + " (id, amount) VALUES ('a', 1)");
        assertThat(lag().rows()).isEqualTo(1);
        stores.relayOnce(relay());
        assertThat(lag().rows()).isZero();
    }

    private CaptureLag lag() {
        return CaptureLag.look(
                Map.of("bootstrap.servers", stores.bootstrapServers()),
                RelayBuilder.STANDARD_POSITION_TOPIC,
                stores.database(),
                TablePoll.of(table, "updated_at"));
    }
}
