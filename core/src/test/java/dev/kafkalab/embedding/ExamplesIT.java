package dev.kafkalab.embedding;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mysql.cj.jdbc.MysqlDataSource;
import dev.kafkalab.ConsumerBuilder;
import dev.kafkalab.FreshTopics;
import dev.kafkalab.KafkaLab;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.embedding.Billing.Order;
import dev.kafkalab.health.Health;
import dev.kafkalab.json.JsonSerdes;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** The README's de-duplication, retry, dead letters, threads and health, together on real servers. */
@SandboxTest(servers = {ServerKind.KAFKA, ServerKind.MYSQL})
class ExamplesIT {
    private final String topic = "orders-" + UUID.randomUUID();

    @Test
    void anOrderThatIsSentTwiceIsInvoicedOnceAndOneThatCannotBeReadIsADeadLetter(Sandbox sandbox) throws Exception {
        String servers = sandbox.bootstrapServers().orElseThrow();
        MysqlDataSource database = database(sandbox.exports());
        makeTopic(servers);
        send(servers);
        ConsumerBuilder<String, Order> builder = KafkaLab.connect(servers)
                .consumer(topic, new StringDeserializer(), JsonSerdes.standard().deserializer(Order.class))
                .group(topic)
                .startFrom("earliest");
        Examples.retry(builder);
        Examples.dedup(builder, database);
        ExecutorService threads = Examples.executor(builder);
        try (RunningConsumer running = builder.deadLetter().start()) {
            await().atMost(2, MINUTES).until(() -> running.progress().handled() == 4);
            assertThat(Examples.health(running, new SimpleMeterRegistry()).status())
                    .isEqualTo(Health.Status.UP);
        } finally {
            threads.shutdown();
        }
        assertThat(invoices(database)).containsExactlyInAnyOrder("alice 4200", "bob 100");
    }

    private MysqlDataSource database(Map<String, String> exports) throws Exception {
        MysqlDataSource database = new MysqlDataSource();
        database.setUrl(exports.get("KAFKA_LAB_MYSQL_URL"));
        database.setUser(exports.get("KAFKA_LAB_MYSQL_USER"));
        database.setPassword(exports.get("KAFKA_LAB_MYSQL_PASSWORD"));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS invoice");
            statement.execute("CREATE TABLE invoice (customer VARCHAR(100) NOT NULL, cents INT NOT NULL)");
        }
        return database;
    }

    private void makeTopic(String servers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            FreshTopics.create(admin, new NewTopic(topic, 1, (short) 1));
            await().ignoreExceptions().until(() -> {
                admin.listOffsets(Map.of(new TopicPartition(topic, 0), OffsetSpec.latest()))
                        .all()
                        .get();
                return true;
            });
        }
    }

    private void send(String servers) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer())) {
            producer.send(order("1", "alice", "{\"cents\":4200}"));
            producer.send(order("1", "alice", "{\"cents\":4200}"));
            producer.send(order("2", "carol", "{\"cents\":"));
            producer.send(order("3", "bob", "{\"cents\":100}"));
        }
    }

    private ProducerRecord<String, String> order(String id, String customer, String json) {
        ProducerRecord<String, String> record = new ProducerRecord<>(topic, customer, json);
        record.headers().add("order-id", id.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private static List<String> invoices(MysqlDataSource database) throws Exception {
        List<String> invoices = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT customer, cents FROM invoice")) {
            while (rows.next()) {
                invoices.add(rows.getString(1) + " " + rows.getInt(2));
            }
        }
        return invoices;
    }
}
