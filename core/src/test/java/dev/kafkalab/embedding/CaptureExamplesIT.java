package dev.kafkalab.embedding;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mysql.cj.jdbc.MysqlDataSource;
import dev.kafkalab.KafkaLab;
import dev.kafkalab.cdc.CaptureLag;
import dev.kafkalab.cdc.ChangeLog;
import dev.kafkalab.cdc.Outbox;
import dev.kafkalab.cdc.RunningRelay;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The README's change data capture on real servers, in a database of its own. */
@SandboxTest(servers = {ServerKind.KAFKA, ServerKind.MYSQL})
class CaptureExamplesIT {
    private final String name = "shop_" + Long.toUnsignedString(System.nanoTime(), 36);
    private final MysqlDataSource database = new MysqlDataSource();
    private String servers = "";

    @BeforeEach
    void makeAShop(Sandbox sandbox) throws SQLException {
        servers = sandbox.bootstrapServers().orElseThrow();
        String campus = sandbox.exports().get("KAFKA_LAB_MYSQL_URL");
        database.setUser("root");
        database.setPassword("1234");
        database.setUrl(campus);
        run("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
        database.setUrl(campus.replace("/campus?", "/" + name + "?"));
        run("CREATE TABLE orders (id INT PRIMARY KEY, paid BOOLEAN NOT NULL, updated_at TIMESTAMP(6) NOT NULL"
                + " DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6), INDEX (updated_at))");
        run("INSERT INTO orders (id, paid) VALUES (7, FALSE), (8, FALSE)");
    }

    @AfterEach
    void dropIt() throws SQLException {
        run("DROP DATABASE " + name);
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void anOrderThatIsPaidIsAnEventAndAChange() throws SQLException {
        KafkaLab kafka = KafkaLab.connect(servers);
        Outbox.standard().createTable(database);
        assertThat(Examples.changeLog(database).notices()).isNotEmpty();
        Examples.outbox(database);
        Map<String, Object> properties = Map.of("bootstrap.servers", servers);
        assertThat(Examples.captureLag(properties, database).rows()).isEqualTo(1);

        try (RunningRelay events = Examples.relay(kafka, database, Outbox.standard());
                RunningRelay changes =
                        kafka.relay(database, ChangeLog.standard()).name(name).start();
                RunningRelay states = Examples.tablePoll(kafka, database)) {
            assertThat(states.notices()).singleElement().asString().contains("sees no deletes");
            await().atMost(2, MINUTES)
                    .until(() -> events.status().sent() == 1
                            && changes.status().sent() == 3
                            && states.status().sent() == 2);
        }
        CaptureLag lag = Examples.captureLag(properties, database);
        assertThat(lag.rows()).isZero();
        assertThat(lag.position()).isEqualTo("1");
    }
}
