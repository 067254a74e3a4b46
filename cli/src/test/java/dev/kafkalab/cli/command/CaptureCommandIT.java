package dev.kafkalab.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafkalab.cli.CommandHarness;
import dev.kafkalab.cli.CommandHarness.Result;
import dev.kafkalab.cli.ExitCode;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Change capture as a user has it, in a database of its own. */
@SandboxTest(servers = {ServerKind.KAFKA, ServerKind.MYSQL})
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class CaptureCommandIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BLIND_PASSWORD = "geheim";

    private static String database = "";
    private static String servers = "";
    private static String url = "";
    private static String user = "";
    private static String password = "";

    @TempDir
    Path home;

    @BeforeAll
    static void makeDatabaseAndAUserWithoutRights(Sandbox sandbox) throws SQLException {
        servers = sandbox.bootstrapServers().orElseThrow();
        String campus = sandbox.exports().get("KAFKA_LAB_MYSQL_URL");
        user = sandbox.exports().get("KAFKA_LAB_MYSQL_USER");
        password = sandbox.exports().get("KAFKA_LAB_MYSQL_PASSWORD");
        database = "capture_" + Long.toUnsignedString(System.nanoTime(), 36);
        url = campus.replace("/campus?", "/" + database + "?");
        asRoot(
                campus,
                "CREATE DATABASE " + database + " CHARACTER SET utf8mb4",
                "GRANT ALL ON " + database + ".* TO '" + user + "'@'127.0.0.1'",
                "CREATE USER 'blind'@'127.0.0.1' IDENTIFIED BY '" + BLIND_PASSWORD + "'",
                "GRANT SELECT, INSERT ON " + database + ".* TO 'blind'@'127.0.0.1'");
    }

    @AfterAll
    static void dropThem() throws SQLException {
        asRoot(url, "DROP DATABASE " + database, "DROP USER 'blind'@'127.0.0.1'");
    }

    private static void asRoot(String url, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "root", "1234");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String[] words(String arguments) {
        return arguments.replace("DB", database).split(" ");
    }

    private Result run(String... arguments) {
        return new CommandHarness(home)
                .environment("KAFKA_LAB_BOOTSTRAP_SERVER", servers)
                .environment("KAFKA_LAB_MYSQL_URL", url)
                .environment("KAFKA_LAB_MYSQL_USER", user)
                .environment("KAFKA_LAB_MYSQL_PASSWORD", password)
                .run(arguments);
    }

    private Result ok(String arguments) {
        Result result = run(words(arguments));
        assertThat(result.exitCode()).as("%s: %s", arguments, result.err()).isEqualTo(ExitCode.OK);
        return result;
    }

    private String fails(int exitCode, String arguments) {
        Result result = run(words(arguments));
        assertThat(result.exitCode()).as("%s: %s", arguments, result.err()).isEqualTo(exitCode);
        List<String> errors = result.err()
                .lines()
                .filter(line -> line.startsWith("kafka-lab: "))
                .toList();
        assertThat(errors).as(result.err()).hasSize(1);
        return errors.get(0);
    }

    private List<String> committed(String topic, String format) {
        return run(
                        "consume",
                        "-t",
                        topic.replace("DB", database),
                        "-e",
                        "--isolation-level",
                        "read_committed",
                        "-f",
                        format + "\\n")
                .out()
                .lines()
                .toList();
    }

    /** Of Debezium's JSON: kind of change, and the column before and after. */
    private List<String> changes(String topic, String column) throws Exception {
        List<String> changes = new ArrayList<>();
        for (String line : committed(topic, "%s")) {
            JsonNode change = new ObjectMapper().readTree(line);
            changes.add(
                    change.isMissingNode()
                            ? "tombstone"
                            : "%s %s %s"
                                    .formatted(
                                            change.path("op").asText(),
                                            change.path("before").path(column).asText("-"),
                                            change.path("after").path(column).asText("-")));
        }
        return changes;
    }

    private List<JsonNode> status(int exitCode, String arguments) throws Exception {
        Result result = run(words("capture status --output json " + arguments));
        assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
        List<JsonNode> rows = new ArrayList<>();
        new ObjectMapper().readTree(result.bytes()).forEach(rows::add);
        return rows;
    }

    @Test
    void aChangeLogCarriesWhatWasThereAndEveryChangeSince() throws Exception {
        assertThat(fails(ExitCode.NOT_FOUND, "capture status")).contains("nothing is captured in", database);
        sql(
                "CREATE TABLE orders (id INT PRIMARY KEY, item VARCHAR(20))",
                "CREATE TABLE items (id INT PRIMARY KEY, orders INT NOT NULL,"
                        + " FOREIGN KEY (orders) REFERENCES orders (id) ON DELETE CASCADE)",
                "INSERT INTO orders VALUES (1, '사과'), (2, 'pear')");

        Result installed = ok("capture install -t orders -t items");
        assertThat(installed.err().lines())
                .contains("note on orders: TRUNCATE TABLE orders fires no trigger: use DELETE")
                .anyMatch(line -> line.startsWith("changes of orders are logged in capture_log: 3 triggers, "))
                .anyMatch(line -> line.startsWith("snapshot of orders: 2 rows in "))
                .anyMatch(line -> line.startsWith("note on items: foreign key "));
        assertThat(ok("capture install -t orders -v").err())
                .contains("CREATE TRIGGER", "the snapshot of orders was taken before");
        sql(
                "UPDATE orders SET item = 'plum' WHERE id = 2",
                "INSERT INTO orders VALUES (3, 'fig')",
                "DELETE FROM orders WHERE id = 1");

        assertThat(ok("capture changelog --once --tombstones").err())
                .startsWith(database + ".capture_log: 6 records, up to ");
        assertThat(changes("DB.orders", "item"))
                .containsExactlyInAnyOrder("r - 사과", "r - pear", "u pear plum", "c - fig", "d 사과 -", "tombstone");
        assertThat(committed("DB.orders", "%k")).contains("{\"id\": 1}", "{\"id\": 2}", "{\"id\": 3}");

        List<JsonNode> rows = status(ExitCode.OK, "");
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).toString())
                .contains("\"kind\":\"relay\"", "\"state\":\"up to date\"", "\"lagRows\":0", "\"lagSeconds\":0.0");
        assertThat(rows.get(2).toString())
                .contains("\"kind\":\"table\",\"name\":\"orders\"", "\"state\":\"captured\"", "snapshot done");
    }

    @Test
    void aTableThatWasAlteredOrLacksATriggerIsExitCode5UntilItIsInstalledAgain() throws Exception {
        sql("CREATE TABLE seats (id INT PRIMARY KEY, taken INT)", "INSERT INTO seats VALUES (1, 0)");
        ok("capture install -t seats --log seats_log --no-snapshot");
        sql("UPDATE seats SET taken = 1");
        List<JsonNode> rows = status(ExitCode.OK, "--log seats_log");
        assertThat(rows.get(0).path("state").asText()).isEqualTo("behind");
        assertThat(rows.get(0).path("lagRows").asLong()).isEqualTo(1);
        assertThat(rows.get(0).path("lagSeconds").asDouble()).isPositive();
        assertThat(rows.get(1).path("position").asText()).isEqualTo("no snapshot");

        sql("ALTER TABLE seats ADD COLUMN seat_row INT");
        assertThat(fails(ExitCode.PRECONDITION, "capture status --log seats_log"))
                .contains("table seats was altered", "run: capture install --table seats --log seats_log");
        assertThat(ok("capture changelog --log seats_log --once").err()).contains("seats_log: table seats was altered");
        ok("capture install -t seats --log seats_log");
        assertThat(status(ExitCode.OK, "--log seats_log")
                        .get(1)
                        .path("position")
                        .asText())
                .isEqualTo("snapshot done");

        sql("DROP TRIGGER seats_log_seats_ad");
        assertThat(fails(ExitCode.PRECONDITION, "capture status --log seats_log"))
                .contains("lacks the trigger seats_log_seats_ad, so changes are lost");
        assertThat(fails(ExitCode.PARTLY_FAILED, "capture uninstall -t none -t seats --log seats_log"))
                .contains("uninstalled: seats; not: none: table none is not captured in seats_log");
        sql("UPDATE seats SET taken = 2");
        assertThat(ok("capture changelog --log seats_log --once").err())
                .startsWith(database + ".seats_log: 1 record, ");
        assertThat(fails(ExitCode.NOT_FOUND, "capture uninstall -t seats --log seats_log"))
                .contains("is not captured");
    }

    /** All others, readers too, would wait behind it. */
    @Test
    void aTransactionThatHoldsTheTableIsNotWaitedForLong() throws Exception {
        sql("CREATE TABLE held (id INT PRIMARY KEY)");
        try (Connection holder = DriverManager.getConnection(url, user, password);
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("INSERT INTO held VALUES (1)");
            assertThat(fails(ExitCode.PRECONDITION, "capture install -t held --log held_log"))
                    .contains("a transaction holds the table");
            holder.commit();
        }
        assertThat(ok("capture install -t held --log held_log").err()).contains("snapshot of held: 1 row in ");
    }

    @Test
    void anOutboxCarriesEachEventOnceAndGoesOnWhereItWas() throws Exception {
        String relay = "capture outbox --outbox shop --topic DB-{aggregatetype} --once";
        assertThat(fails(ExitCode.NOT_FOUND, relay)).contains("table " + database + ".shop does not exist");
        assertThat(ok(relay + " --create").err()).contains("table shop is there", database + ".shop: 0 records");
        sql(
                "INSERT INTO shop (aggregatetype, aggregateid, type, payload) VALUES ('order', 'a', 'Placed', '{\"n\": 1}')",
                "INSERT INTO shop (aggregatetype, aggregateid, type, payload) VALUES ('order', 'a', 'Paid', '두 번째')");

        assertThat(ok(relay).err()).isEqualTo(database + ".shop: 2 records, up to 2\n");
        assertThat(ok(relay).err()).startsWith(database + ".shop: 0 records");
        assertThat(committed("DB-order", "%k %s %h"))
                .containsExactly("a {\"n\": 1} id=1,eventType=Placed", "a 두 번째 id=2,eventType=Paid");
        assertThat(ok(relay + " --from-position 1").err()).startsWith(database + ".shop: 1 record, ");
        assertThat(ok(relay + " -q --name again").err()).isEmpty();
        assertThat(position("--outbox shop --name again")).isEqualTo("2");

        String elsewhere = " --position-topic DB-positions";
        assertThat(ok(relay + " --from-position 1" + elsewhere).err()).startsWith(database + ".shop: 1 record, ");
        assertThat(ok(relay + elsewhere).err()).startsWith(database + ".shop: 0 records");
        assertThat(position("--outbox shop" + elsewhere)).isEqualTo("2");
        assertThat(committed("DB-positions", "%k")).isNotEmpty();
    }

    private String position(String source) throws Exception {
        return status(ExitCode.OK, source).get(0).path("position").asText();
    }

    @Test
    void whatKafkaRefusesStopsTheRelayOrIsLeftOutAsAsked() throws Exception {
        ok("capture outbox --outbox large --create --once");
        ok("topic create DB-small --config max.message.bytes=1000");
        sql(
                "INSERT INTO large (aggregatetype, aggregateid, type, payload) VALUES ('t', 'a', 'T', REPEAT('x', 5000))",
                "INSERT INTO large (aggregatetype, aggregateid, type, payload) VALUES ('t', 'a', 'T', 'fits')");
        String relay = "capture outbox --outbox large --once --topic ";
        assertThat(fails(ExitCode.NOT_FOUND, relay + "DB-none --existing-topics-only"))
                .contains("topic '" + database + "-none' does not exist");
        assertThat(fails(ExitCode.PRECONDITION, relay + "DB-small")).contains(".large id 1 is refused by Kafka");
        assertThat(ok(relay + "DB-small --too-large skip").err())
                .isEqualTo(database + ".large: 1 record, up to 2, 1 row left out\n");
        assertThat(committed("DB-small", "%s")).containsExactly("fits");
    }

    @Test
    void tablesThatOneMayNotTouchArePolledByARelayEach() throws Exception {
        String time = "changed TIMESTAMP(6) NOT NULL DEFAULT NOW(6) ON UPDATE NOW(6), INDEX (changed)";
        sql(
                "CREATE TABLE teachers (id INT PRIMARY KEY, name VARCHAR(20), " + time + ")",
                "CREATE TABLE rooms (id INT PRIMARY KEY, name VARCHAR(20), " + time + ")",
                "CREATE TABLE keyless (name VARCHAR(20), " + time + ")",
                "INSERT INTO teachers (id, name) VALUES (1, 'Kim'), (2, 'Lee')",
                "INSERT INTO rooms (id, name) VALUES (7, 'blue')");
        String relay = "capture table -t teachers -t rooms --updated-at changed --once";
        assertThat(ok(relay).err())
                .contains("note on " + database + ".teachers: polling " + database + ".teachers sees no deletes")
                .contains(".teachers: 2 records, ", ".rooms: 1 record, ");
        sql("UPDATE teachers SET name = 'Park' WHERE id = 2");
        ok(relay + " --envelope plain");
        assertThat(changes("DB.teachers", "name")).contains("r - Kim", "r - Lee");
        assertThat(committed("DB.teachers", "%s")).anyMatch(row -> row.contains("\"name\": \"Park\""));
        assertThat(status(ExitCode.OK, "-t teachers -t rooms --updated-at changed"))
                .hasSize(2);

        assertThat(fails(ExitCode.NOT_FOUND, "capture table -t teachers --once"))
                .contains("has no column updated_at; it has id, name, changed");
        String noKey = "table " + database + ".keyless has no primary key";
        assertThat(fails(ExitCode.PRECONDITION, "capture table -t keyless --updated-at changed"))
                .contains(noKey);
        assertThat(fails(ExitCode.PRECONDITION, "capture install -t keyless")).contains(noKey);
        assertThat(fails(ExitCode.NOT_FOUND, "capture install -t nowhere")).contains(".nowhere does not exist");
    }

    @Test
    void aLackOfRightsIsExitCode8WithTheGrantThatHelps() throws Exception {
        ok("capture outbox --outbox seen --create --once");
        sql("CREATE TABLE watched (id INT PRIMARY KEY)");
        String blind = " --jdbc-user blind --jdbc-password-file "
                + Files.writeString(home.resolve("blind"), BLIND_PASSWORD + "\n");
        assertThat(fails(ExitCode.NOT_AUTHORISED, "capture outbox --outbox seen" + blind))
                .contains("; run: GRANT SELECT ON performance_schema.metadata_locks TO 'blind'@'127.0.0.1'");
        assertThat(fails(ExitCode.NOT_AUTHORISED, "capture install -t watched --log blind_log" + blind))
                .contains("; run: GRANT CREATE ON " + database + ".blind_log TO 'blind'@'127.0.0.1'");
        assertThat(fails(ExitCode.NOT_AUTHORISED, "capture outbox --create --outbox blind_outbox" + blind))
                .contains("; run: GRANT CREATE ON " + database + ".blind_outbox TO 'blind'@'127.0.0.1'");

        String wrong = " --jdbc-user blind --jdbc-password-file " + Files.writeString(home.resolve("wrong"), "falsch");
        assertThat(fails(ExitCode.NOT_AUTHORISED, "capture outbox --outbox seen" + wrong))
                .contains("MySQL at 127.0.0.1:", "refused us: Access denied", "--jdbc-password-file")
                .doesNotContain("falsch");
        String elsewhere = " --jdbc-url " + url.replace(database, "nowhere_db");
        assertThat(fails(ExitCode.NOT_AUTHORISED, "capture outbox" + elsewhere + blind))
                .contains("; run: GRANT SELECT ON nowhere_db.* TO 'blind'@'127.0.0.1'");
        String root = " --jdbc-user root --jdbc-password-file " + Files.writeString(home.resolve("root"), "1234");
        assertThat(fails(ExitCode.NOT_FOUND, "capture outbox" + elsewhere + root))
                .contains("nowhere_db");
        assertThat(fails(ExitCode.USAGE, "capture outbox --jdbc-url " + url.replace(database, "")))
                .contains("the connection is in no database");
    }

    @Test
    void aSecondRelayOfTheSameNameGoesOnInPlaceOfTheFirst() throws Exception {
        ok("capture outbox --outbox twice --create --once");
        String relay = "capture outbox --outbox twice --topic DB-twice";
        String event = "INSERT INTO twice (aggregatetype, aggregateid, type, payload) VALUES ('t', 'a', 'T', '%d')";
        CompletableFuture<Result> first = CompletableFuture.supplyAsync(() -> run(words(relay)));
        sql(event.formatted(1));
        await().atMost(PATIENCE).until(() -> committed("DB-twice", "%s").size() == 1);

        sql(event.formatted(2));
        ok(relay + " --once");
        sql(event.formatted(3));

        Result fenced = first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(fenced.exitCode()).as(fenced.err()).isEqualTo(ExitCode.PRECONDITION);
        assertThat(fenced.err())
                .isEqualTo("kafka-lab: another relay named '" + database
                        + ".twice' was started and goes on in place of this one\n");
        ok(relay + " --once");
        assertThat(committed("DB-twice", "%s")).containsExactly("1", "2", "3");
    }

    /** A position that is written moves the end of their topic. */
    private void anIdleRelayMakesNoTransaction() {
        String end = "offsets end kafka-lab-positions";
        await().atMost(PATIENCE).untilAsserted(() -> {
            String before = ok(end).out();
            await().during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(3))
                    .until(() -> ok(end).out().equals(before));
        });
    }

    @Test
    void aSignalEndsItCleanlyAndItSaysHowFarItCame() throws Exception {
        ok("capture outbox --outbox stopped --create --once");
        sql("INSERT INTO stopped (aggregatetype, aggregateid, type, payload) VALUES ('t', 'a', 'T', 'x')");
        Path secret = Files.writeString(home.resolve("secret"), password);
        LabProcess process = new LabProcess(
                home,
                servers,
                words("capture outbox --outbox stopped --topic DB-stopped" + " --jdbc-url " + url + " --jdbc-user "
                        + user + " --jdbc-password-file " + secret));
        try {
            await().atMost(PATIENCE).until(() -> committed("DB-stopped", "%s").size() == 1);
            anIdleRelayMakesNoTransaction();
            process.terminate();
            assertThat(process.exitCode()).isEqualTo(143);
        } finally {
            process.kill();
        }
        assertThat(process.err()).isEqualTo(database + ".stopped: 1 record, up to 1\n");
    }
}
