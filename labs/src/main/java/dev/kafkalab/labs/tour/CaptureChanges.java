package dev.kafkalab.labs.tour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mysql.cj.jdbc.MysqlDataSource;
import dev.kafkalab.KafkaLab;
import dev.kafkalab.cdc.CaptureSource;
import dev.kafkalab.cdc.ChangeLog;
import dev.kafkalab.cdc.Outbox;
import dev.kafkalab.cdc.OutboxEvent;
import dev.kafkalab.cdc.RunningRelay;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.topics.TopicSummary;
import dev.kafkalab.topics.Topics;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Changes a row, with an event in the same transaction, and rolls the same back: what was committed must be in Kafka, by
 * the outbox and by the change log, and what was rolled back must not.
 */
final class CaptureChanges implements TourStep {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PAYLOAD = "{\"lecture\":\"카프카\"}";

    private final String table;
    private final Outbox outbox;
    private final ChangeLog log;

    /** @param table a name that is free, as are those that begin with it; also of topics */
    CaptureChanges(String table) {
        this.table = table;
        this.outbox = Outbox.table(table + "_outbox");
        this.log = ChangeLog.table(table + "_log");
    }

    @Override
    public String title() {
        return "Carry committed changes from MySQL to Kafka";
    }

    @Override
    public ServerKind server() {
        return ServerKind.MYSQL;
    }

    @Override
    public List<String> commands(TourSite site) {
        return List.of(
                "kafka-lab capture outbox --outbox " + outbox.table() + " --once",
                "kafka-lab capture install --table " + table + " --log " + log.table(),
                "kafka-lab capture changelog --log " + log.table() + " --once");
    }

    @Override
    public void run(TourSite site, Checks checks) throws Exception {
        MysqlDataSource database = database(site);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + table + " (id BIGINT PRIMARY KEY, seats INT NOT NULL)");
            outbox.createTable(database);
            log.install(database, table);
            change(connection, statement);
        }
        try (RunningRelay events = relay(site, database, outbox);
                RunningRelay changes = relay(site, database, log)) {
            await(events);
            await(changes);
        }
        List<ConsumerRecord<byte[], byte[]>> events = Reading.committed(site, topic(outbox));
        checks.expect("events of one transaction committed and one rolled back", 1, events.size());
        checks.expect(
                "the event",
                PAYLOAD,
                events.isEmpty() ? "none" : Reading.text(events.get(0).value()));
        checks.expect(
                "changes of the row, in order",
                "c - 20, u 20 19, d 19 -",
                changes(Reading.committed(site, topic(log))));
    }

    private void change(Connection connection, Statement statement) throws SQLException {
        connection.setAutoCommit(false);
        statement.execute("INSERT INTO " + table + " VALUES (1, 20)");
        connection.commit();
        // The row first: who changes it after us appends after us.
        statement.execute("UPDATE " + table + " SET seats = seats - 1 WHERE id = 1");
        outbox.append(connection, new OutboxEvent("seat", "1", "SeatTaken", PAYLOAD));
        connection.commit();
        statement.execute("UPDATE " + table + " SET seats = seats - 1 WHERE id = 1");
        outbox.append(connection, new OutboxEvent("seat", "1", "SeatTaken", "{\"never\":\"committed\"}"));
        connection.rollback();
        statement.execute("DELETE FROM " + table + " WHERE id = 1");
        connection.commit();
    }

    private RunningRelay relay(TourSite site, MysqlDataSource database, CaptureSource source) {
        return KafkaLab.connect(site.clientProperties())
                .relay(database, source)
                .topics(topic(source))
                .positionTopic(table + "_positions")
                .once()
                .start();
    }

    private static void await(RunningRelay relay) throws InterruptedException, TimeoutException {
        if (!relay.awaitStopped(PATIENCE)) {
            throw new TimeoutException("the relay is not done after " + PATIENCE.toSeconds() + " s: " + relay.status());
        }
    }

    private static String topic(CaptureSource source) {
        return source.table();
    }

    /** Kind of change, seats before and after, of each. */
    private static String changes(List<ConsumerRecord<byte[], byte[]>> records) throws IOException {
        List<String> changes = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            JsonNode change = JSON.readTree(record.value());
            changes.add("%s %s %s"
                    .formatted(
                            change.path("op").asText(),
                            change.at("/before/seats").asText("-"),
                            change.at("/after/seats").asText("-")));
        }
        return String.join(", ", changes);
    }

    private static MysqlDataSource database(TourSite site) {
        MysqlDataSource database = new MysqlDataSource();
        database.setUrl(site.export("KAFKA_LAB_MYSQL_URL"));
        database.setUser(site.export("KAFKA_LAB_MYSQL_USER"));
        database.setPassword(site.export("KAFKA_LAB_MYSQL_PASSWORD"));
        return database;
    }

    @Override
    public void cleanUp(TourSite site) throws SQLException {
        try (Connection connection = database(site).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS %1$s, %1$s_outbox, %1$s_log, %1$s_log_tables".formatted(table));
        }
        try (Cluster cluster = site.connect()) {
            Topics topics = new Topics(cluster);
            List<String> ours = topics.list(false).stream()
                    .map(TopicSummary::name)
                    .filter(name -> name.startsWith(table + "_"))
                    .toList();
            if (!ours.isEmpty()) {
                topics.delete(ours);
            }
        }
    }
}
