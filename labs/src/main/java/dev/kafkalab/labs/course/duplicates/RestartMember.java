package dev.kafkalab.labs.course.duplicates;

import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.ConsumerBuilder;
import dev.kafkalab.KafkaLab;
import dev.kafkalab.consumer.Commits;
import dev.kafkalab.consumer.ConsumerListener;
import dev.kafkalab.consumer.Delivery;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.dedup.RecordId;
import dev.kafkalab.dedup.jdbc.JdbcInbox;
import dev.kafkalab.dedup.memory.SeenIds;
import dev.kafkalab.dedup.redis.RedisLease;
import dev.kafkalab.labs.frame.Child;
import dev.kafkalab.labs.frame.Database;
import dev.kafkalab.labs.frame.EffectTopic;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;

/** The process that is killed and the one that comes after it: a consumer for each way, all on the same records. */
public final class RestartMember {
    static final int ORDERS = 24;
    /** The record in hand when the kill comes; those before it are done. */
    static final int LAST_OFFSET = 11;

    static final String ORDER_ID = "order-id";
    static final String STANDS = "stands";
    static final String END = "end";
    private static final Duration LEASE = Duration.ofSeconds(1);
    private static final Deserializer<String> TEXT = new StringDeserializer();

    private final Child child;
    private final Names names;
    private final boolean cured;
    private final boolean dies;
    private final Duration interval;
    private final KafkaLab kafka;
    private final EffectTopic delivered;
    private final EffectTopic effects;
    private final EffectTopic transacted;
    private final HikariDataSource database;
    private final RedisClient redis;
    private final PaymentTable payments;

    @FunctionalInterface
    private interface Effect {
        void happen() throws Exception;
    }

    private RestartMember(Child child, Names names, boolean cured, boolean dies) {
        this.child = child;
        this.names = names;
        this.cured = cured;
        this.dies = dies;
        // The one that is killed has not committed: what it has done is delivered again.
        this.interval = dies ? Duration.ofMinutes(1) : Duration.ofMillis(200);
        this.kafka = KafkaLab.connect(child.clientProperties());
        this.delivered = new EffectTopic(child.clientProperties(), names.delivered());
        this.effects = new EffectTopic(child.clientProperties(), names.effects());
        this.transacted = new EffectTopic(child.clientProperties(), names.transacted());
        this.database = Database.of(child).pool(4);
        this.redis = RedisClient.create(Objects.requireNonNull(child.stores().get("KAFKA_LAB_REDIS_URL")));
        this.payments = new PaymentTable(names.payments());
    }

    /** Arguments: prefix of names, whether cures are in, whether it is the one to be killed. */
    public static void main(String[] arguments) throws InterruptedException {
        Child child = Child.begin();
        RestartMember member = new RestartMember(
                child, new Names(arguments[0]), Boolean.parseBoolean(arguments[1]), Boolean.parseBoolean(arguments[2]));
        List<RunningConsumer> consumers = new ArrayList<>();
        for (Way way : Way.values()) {
            consumers.add(member.start(way));
        }
        child.awaitLeave();
        consumers.forEach(RunningConsumer::close);
        System.exit(0);
    }

    private RunningConsumer start(Way way) {
        return (cured ? cured(way) : naive(way))
                .listener(new ConsumerListener() {
                    @Override
                    public void onDuplicate(Delivery<?> delivery) {
                        delivered.add(order(delivery), way.toString());
                    }

                    @Override
                    public void onStopped(@Nullable Throwable cause) {
                        if (cause != null) {
                            Runtime.getRuntime().halt(1); // nobody need wait for the others
                        }
                    }
                })
                .start();
    }

    /** Each delivery is noted, and may be the one in the midst of which the process is killed. */
    private void handle(Way way, Delivery<?> delivery, Effect effect) throws Exception {
        delivered.add(order(delivery), way.toString());
        boolean stands = dies && delivery.record().offset() == LAST_OFFSET;
        if (stands && way.diesBeforeTheEffect()) {
            stand(way);
        }
        effect.happen();
        if (stands) {
            stand(way);
        }
        if (delivery.record().offset() == ORDERS - 1) {
            child.say(END + " " + way);
        }
    }

    private void stand(Way way) throws InterruptedException {
        child.say(STANDS + " " + way);
        child.awaitLeave(); // it is killed instead
    }

    private static String order(Delivery<?> delivery) {
        return new String(delivery.record().key(), StandardCharsets.UTF_8);
    }

    // --- what goes wrong ---

    private ConsumerBuilder<String, String> naive(Way way) {
        return consumer(way).handle((order, delivery) -> handle(way, delivery, () -> pay(way, delivery.key())));
    }

    /** Where the cured way has its effects too, so that the two can be compared. */
    private void pay(Way way, String order) throws Exception {
        switch (way) {
            case INBOX -> {
                try (Connection connection = database.getConnection()) {
                    payments.insert(connection, order);
                }
            }
            case TRANSACTIONS -> transacted.add(order, way.toString());
            case NAIVE, MEMORY, REDIS, REDIS_UNMARKED -> effects.add(order, way.toString());
        }
    }

    private ConsumerBuilder<String, String> consumer(Way way) {
        return kafka.consumer(names.orders(), TEXT, TEXT)
                .group(names.group(way))
                .startFrom("earliest")
                .commit(Commits.afterProcessing().every(interval));
    }

    // --- what helps, more or less ---

    private ConsumerBuilder<String, String> cured(Way way) {
        return switch (way) {
            case NAIVE -> naive(way);
            case MEMORY -> naive(way).dedup(SeenIds.last(10_000), RecordId.header(ORDER_ID));
            case REDIS, REDIS_UNMARKED ->
                naive(way)
                        .dedup(
                                RedisLease.on(redis).lease(LEASE).remembering(Duration.ofHours(1)),
                                RecordId.header(ORDER_ID));
            case INBOX ->
                inbox(names.orders(), names.group(way), names.inbox())
                        .commit(Commits.afterProcessing().every(interval));
            case TRANSACTIONS -> transactions(way);
        };
    }

    private ConsumerBuilder<String, String> inbox(String topic, String group, String table) {
        // cure
        return kafka.consumer(topic, TEXT, TEXT)
                .group(group)
                .startFrom("earliest")
                .dedup(JdbcInbox.on(database).table(table), RecordId.header("order-id"))
                .handle((order, delivery) ->
                        handle(Way.INBOX, delivery, () -> payments.insert(delivery.connection(), delivery.key())));
        // end
    }

    /** A transactional id of its own: who takes it over ends at once what the one before left open. */
    private ConsumerBuilder<String, String> transactions(Way way) {
        return consumer(way)
                .commit(Commits.inTransaction().as(names.group(way)).every(interval))
                .handle((order, delivery) -> handle(
                        way,
                        delivery,
                        () -> delivery.send(new ProducerRecord<>(
                                names.transacted(),
                                delivery.record().key(),
                                way.toString().getBytes(StandardCharsets.UTF_8)))));
    }
}
