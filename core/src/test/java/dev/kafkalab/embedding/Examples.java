package dev.kafkalab.embedding;

import dev.kafkalab.ConsumerBuilder;
import dev.kafkalab.KafkaLab;
import dev.kafkalab.cdc.CaptureLag;
import dev.kafkalab.cdc.ChangeLog;
import dev.kafkalab.cdc.Installation;
import dev.kafkalab.cdc.Outbox;
import dev.kafkalab.cdc.OutboxEvent;
import dev.kafkalab.cdc.RelayBuilder;
import dev.kafkalab.cdc.RunningRelay;
import dev.kafkalab.cdc.TablePoll;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.consumer.BatchFailedException;
import dev.kafkalab.consumer.Commits;
import dev.kafkalab.consumer.Ordering;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.deadletters.DeadLetterFilter;
import dev.kafkalab.deadletters.Redrive;
import dev.kafkalab.deadletters.RedriveReport;
import dev.kafkalab.deadletters.RedriveRequest;
import dev.kafkalab.dedup.RecordId;
import dev.kafkalab.dedup.jdbc.JdbcInbox;
import dev.kafkalab.embedding.Billing.Order;
import dev.kafkalab.health.Health;
import dev.kafkalab.health.HealthCheck;
import dev.kafkalab.json.JsonSerdes;
import dev.kafkalab.metrics.ConsumerMetrics;
import dev.kafkalab.retry.RetryPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What README.md shows, between comments that name the block. */
final class Examples {
    /** A part of an application. */
    interface Payments {
        void charge(String id, Order order);

        CompletionStage<Void> chargeLater(String id, Order order);

        void chargeAll(List<Order> orders) throws PartlyChargedException;
    }

    /** A part of an application. */
    static final class PartlyChargedException extends Exception {
        private static final long serialVersionUID = 1L;

        int charged() {
            return 0;
        }
    }

    record Invoice(String order, int cents) {}

    private Examples() {}

    static ConsumerBuilder<String, Order> ordering(KafkaLab kafka, Deserializer<Order> orders, Payments payments) {
        // README ordering
        ConsumerBuilder<String, Order> consumer = kafka.consumer("orders", new StringDeserializer(), orders)
                .group("billing")
                .ordering(Ordering.BY_KEY)
                .concurrency(100)
                .handle((order, delivery) -> payments.charge(delivery.key(), order));
        // end
        return consumer;
    }

    static void batch(ConsumerBuilder<String, Order> consumer, Payments payments) {
        // README batch
        consumer.handleBatch(500, batch -> {
            try {
                payments.chargeAll(
                        batch.stream().map(received -> received.value()).toList());
            } catch (PartlyChargedException e) {
                throw new BatchFailedException(e.charged(), e);
            }
        });
        // end
    }

    static void commits(ConsumerBuilder<String, Order> consumer) {
        // README commits
        consumer.commit(Commits.afterProcessing().every(Duration.ofMillis(200)).every(10_000));
        // end
    }

    static void manual(ConsumerBuilder<String, Order> consumer, Payments payments) {
        // README manual
        consumer.commit(Commits.manual())
                .handle((order, delivery) ->
                        payments.chargeLater(delivery.key(), order).thenRun(delivery::acknowledge));
        // end
    }

    static void retry(ConsumerBuilder<String, Order> consumer) {
        // README retry
        consumer.retry(RetryPolicy.exponential(Duration.ofMillis(200), 2)
                .maxAttempts(8)
                .maxDelay(Duration.ofSeconds(30))
                .jitter(0.5)
                .giveUpOn(IllegalArgumentException.class));
        // end
    }

    static void retryLater(ConsumerBuilder<String, Order> consumer) {
        // README retry-later
        consumer.retry(RetryPolicy.fixed(Duration.ofSeconds(1)).maxAttempts(3))
                .retryLater(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1))
                .deadLetter();
        // end
    }

    static void deadLetter(ConsumerBuilder<String, Order> consumer) {
        // README dead-letter
        consumer.deadLetter("orders-dlt");
        // end
    }

    static long redrive(Map<String, Object> properties) {
        // README redrive
        try (Cluster cluster = Cluster.connect(properties)) {
            RedriveReport report = new Redrive(cluster, properties)
                    .run(RedriveRequest.of("orders-dlt")
                            .matching(DeadLetterFilter.causedBy(Pattern.compile("Timeout"))));
            return report.records(RedriveReport.Action.REDRIVE);
        }
        // end
    }

    static void dedup(ConsumerBuilder<String, Order> consumer, DataSource dataSource) throws SQLException {
        // README dedup
        JdbcInbox inbox = JdbcInbox.on(dataSource);
        inbox.createTable();
        consumer.dedup(inbox, RecordId.header("order-id")).handle((order, delivery) -> {
            try (PreparedStatement insert =
                    delivery.connection().prepareStatement("INSERT INTO invoice (customer, cents) VALUES (?, ?)")) {
                insert.setString(1, delivery.key());
                insert.setInt(2, order.cents());
                insert.executeUpdate();
            }
        });
        // end
    }

    static void transactions(ConsumerBuilder<String, Order> consumer) {
        // README transactions
        Serializer<Invoice> invoices = JsonSerdes.standard().serializer();
        consumer.commit(Commits.inTransaction()).handle((order, delivery) -> {
            byte[] invoice = invoices.serialize("invoices", new Invoice(delivery.key(), order.cents()));
            delivery.send(new ProducerRecord<>("invoices", delivery.record().key(), invoice));
        });
        // end
    }

    static RunningConsumer pipe(KafkaLab kafka) {
        // README pipe
        RunningConsumer pipe = kafka.pipe("orders", Order.class)
                .filter(order -> order.cents() > 0)
                .with(settings -> settings.concurrency(16).deadLetter())
                .to("orders-paid");
        // end
        return pipe;
    }

    static void outbox(DataSource dataSource) throws SQLException {
        // README outbox
        Outbox outbox = Outbox.standard();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "UPDATE orders SET paid = TRUE WHERE id = 7"); // the row first: whoever changes it next waits
            outbox.append(connection, new OutboxEvent("order", "7", "OrderPaid", "{\"cents\":4200}"));
            connection.commit();
        }
        // end
    }

    static RunningRelay relay(KafkaLab kafka, DataSource dataSource, Outbox outbox) {
        // README relay
        RunningRelay relay = kafka.relay(dataSource, outbox)
                .name("shop-events")
                .prune(Duration.ofDays(1))
                .start();
        // end
        return relay;
    }

    static Installation changeLog(DataSource dataSource) {
        // README change-log
        ChangeLog log = ChangeLog.standard();
        Installation done = log.install(dataSource, "orders");
        log.snapshot(dataSource, "orders", rows -> {});
        // end
        return done;
    }

    static RunningRelay tablePoll(KafkaLab kafka, DataSource dataSource) {
        // README table-poll
        RunningRelay relay = kafka.relay(dataSource, TablePoll.of("orders", "updated_at"))
                .topics("{database}.{table}")
                .start();
        // end
        return relay;
    }

    static CaptureLag captureLag(Map<String, Object> properties, DataSource dataSource) {
        // README capture-lag
        CaptureLag lag = CaptureLag.look(
                properties, RelayBuilder.STANDARD_POSITION_TOPIC, dataSource, Outbox.standard(), "shop-events");
        // end
        return lag;
    }

    static Health health(RunningConsumer running, MeterRegistry registry) {
        // README health
        HealthCheck check = HealthCheck.of(running).stalledAfter(Duration.ofMinutes(2));
        Health health = check.check(); // every few seconds; the same object
        new ConsumerMetrics(running, Tags.of("group", "billing")).bindTo(registry);
        // end
        return health;
    }

    static ExecutorService executor(ConsumerBuilder<String, Order> consumer) {
        // README executor
        ExecutorService threads = Executors.newCachedThreadPool(); // JDK 21: newVirtualThreadPerTaskExecutor()
        consumer.concurrency(1_000).executor(threads);
        // end
        return threads;
    }
}
