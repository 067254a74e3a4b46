package dev.kafkalab.cdc;

import static org.awaitility.Awaitility.await;

import com.mysql.cj.jdbc.MysqlDataSource;
import dev.kafkalab.FreshTopics;
import dev.kafkalab.KafkaLab;
import dev.kafkalab.sandbox.Sandbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Tables that Debezium and a change log capture at once, each into its own; what both make of them can be compared. */
final class ParityStage implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String unique = "p" + System.nanoTime();
    private final Map<String, String> exports;
    private final String servers;
    private final MysqlDataSource database = new MysqlDataSource();
    private final ChangeLog log = ChangeLog.table(unique + "_log");
    private final String probe = table("probe");
    private final List<AutoCloseable> running = new ArrayList<>();

    ParityStage(Sandbox sandbox) throws SQLException {
        exports = sandbox.exports();
        servers = sandbox.bootstrapServers().orElseThrow();
        database.setUrl(exports.get("KAFKA_LAB_MYSQL_URL"));
        database.setUser(exports.get("KAFKA_LAB_MYSQL_USER"));
        database.setPassword(exports.get("KAFKA_LAB_MYSQL_PASSWORD"));
        execute("CREATE TABLE " + probe + " (id INT AUTO_INCREMENT PRIMARY KEY)");
    }

    MysqlDataSource database() {
        return database;
    }

    ChangeLog log() {
        return log;
    }

    /** A name of this stage's own. */
    String table(String name) {
        return unique + "_" + name;
    }

    String topic(String table) {
        return unique + ".campus." + table;
    }

    /** Captures a table by triggers, which a relay carries to its topic. */
    void startOurs(String table) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            FreshTopics.create(admin, new NewTopic(topic(table), 1, (short) 1));
        }
        log.install(database, table);
        running.add(() -> log.uninstall(database, table));
        running.add(KafkaLab.connect(servers)
                .relay(database, log)
                .name(unique)
                .topics(unique + ".{database}.{table}")
                .tombstones()
                .start());
    }

    /** Returns when it captures. */
    Debezium startDebezium(String table, String snapshotMode, Path directory) {
        Debezium debezium = Debezium.start(exports, unique, table + "," + probe, snapshotMode, directory);
        running.add(debezium);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            execute("INSERT INTO " + probe + " VALUES ()");
            return !debezium.events(topic(probe)).isEmpty();
        });
        return debezium;
    }

    /** All that Debezium captured of a table up to now. */
    List<Change> theirs(Debezium debezium, String table) throws Exception {
        execute("INSERT INTO " + probe + " VALUES (9999)");
        await().atMost(PATIENCE)
                .until(() -> debezium.events(topic(probe)).stream()
                        .anyMatch(event -> event.key().contains("9999")));
        List<Change> changes = new ArrayList<>();
        for (Debezium.Event event : debezium.events(topic(table))) {
            changes.add(Change.of(event.key(), event.value(), event.headers()));
        }
        return changes;
    }

    /** As many as are expected, and any that come close behind. */
    List<Change> ours(String table, int expected) throws Exception {
        List<Change> changes = new ArrayList<>();
        for (ConsumerRecord<String, String> record : records(table, expected)) {
            Map<String, String> headers = new HashMap<>();
            record.headers()
                    .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
            changes.add(Change.of(record.key(), record.value(), headers));
        }
        return changes;
    }

    List<ConsumerRecord<String, String>> records(String table, int expected) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partition = List.of(new TopicPartition(topic(table), 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return records.size() >= expected;
            });
            consumer.poll(Duration.ofMillis(500)).forEach(records::add);
            return records;
        }
    }

    /** In a session nine hours east of UTC. */
    void execute(String... statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+09:00'");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws Exception {
        for (int i = running.size() - 1; i >= 0; i--) {
            running.get(i).close();
        }
    }
}
