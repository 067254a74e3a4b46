package dev.kafkalab.cdc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.KafkaLab;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A database and brokers for tests of change capture. Every test names its tables and topics anew. */
final class CaptureStores implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Map<String, String> exports;
    private final HikariDataSource database;

    CaptureStores(Map<String, String> exports) {
        this.exports = exports;
        this.database = pool(exports.get("KAFKA_LAB_MYSQL_USER"), exports.get("KAFKA_LAB_MYSQL_PASSWORD"));
    }

    private HikariDataSource pool(String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(exports.get("KAFKA_LAB_MYSQL_URL"));
        config.setUsername(user);
        config.setPassword(password);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(5_000);
        return new HikariDataSource(config);
    }

    /** With patience for a busy machine. */
    static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(2));
    }

    /** A name that no other test uses. */
    static String fresh(String stem) {
        return stem + "_" + Long.toHexString(System.currentTimeMillis()) + COUNT.incrementAndGet();
    }

    DataSource database() {
        return database;
    }

    /** As another user; closed by whoever asks. */
    HikariDataSource as(String user, String password) {
        return pool(user, password);
    }

    /** As root, who may do everything. */
    HikariDataSource asRoot() {
        return pool("root", "1234");
    }

    String bootstrapServers() {
        return exports.get("KAFKA_LAB_BOOTSTRAP_SERVER");
    }

    RelayBuilder relay(CaptureSource source) {
        return KafkaLab.connect(bootstrapServers()).relay(database, source);
    }

    /** Relays all there is, and returns when that is done. */
    void relayOnce(RelayBuilder relay) throws InterruptedException {
        try (RunningRelay once = relay.once().start()) {
            once.awaitStopped();
        }
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = database.getConnection()) {
            execute(connection, statements);
        }
    }

    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Committed records of a topic, partition by partition. */
    List<ConsumerRecord<String, String>> records(String topic) {
        List<ConsumerRecord<String, String>> found = new ArrayList<>();
        Map<String, Object> properties =
                Map.of("bootstrap.servers", bootstrapServers(), "isolation.level", "read_committed");
        try (KafkaConsumer<String, String> reader =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            Collection<TopicPartition> partitions = reader.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> reader.position(partition) < ends.get(partition))) {
                reader.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found;
    }

    List<String> values(String topic) {
        return records(topic).stream().map(ConsumerRecord::value).toList();
    }

    static String header(ConsumerRecord<String, String> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        database.close();
    }
}
