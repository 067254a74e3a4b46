package dev.kafkalab.labs.course.duplicates;

import dev.kafkalab.dedup.jdbc.JdbcInbox;
import dev.kafkalab.labs.frame.ChildJvm;
import dev.kafkalab.labs.frame.Database;
import dev.kafkalab.labs.frame.DeadMembers;
import dev.kafkalab.labs.frame.EffectCount;
import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Expectation;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.Notes;
import dev.kafkalab.labs.frame.SideBySide;
import dev.kafkalab.labs.frame.Table;
import dev.kafkalab.labs.frame.TopicContents;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.ScanIteration;

/** Consumers that differ in how they remember what is done, killed with -9 between effect and commit, and restarted. */
final class RestartExercise implements Exercise {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Override
    public String id() {
        return "consumer";
    }

    @Override
    public List<String> commands(LabSite site) {
        Names names = Names.of(site);
        return List.of(
                "kafka-lab consume -t " + names.effects() + " -e -f '%s %k\\n' | sort | uniq -c",
                "kafka-lab consume -t " + names.transacted()
                        + " --isolation-level read_uncommitted -e -f '%k\\n' | sort | uniq -c",
                Database.of(site).command("SELECT COUNT(*), COUNT(DISTINCT order_id) FROM " + names.payments()),
                "redis-cli -u " + site.store("KAFKA_LAB_REDIS_URL") + " --scan --pattern '" + names.leases() + "'");
    }

    @Override
    public List<String> scripts(LabSite site) {
        Names names = Names.of(site);
        String at = " --bootstrap-server " + site.bootstrapServers();
        return List.of(
                "kafka-consumer-groups.sh" + at + " --describe --group " + names.group(Way.NAIVE),
                "kafka-console-consumer.sh" + at + " --topic " + names.transacted()
                        + " --from-beginning --isolation-level read_committed --formatter-property print.key=true"
                        + " --timeout-ms 5000",
                "kafka-transactions.sh" + at + " describe --transactional-id " + names.group(Way.TRANSACTIONS));
    }

    @Override
    public void run(LabSite site) throws Exception {
        Names names = Names.of(site);
        makeTables(site, names);
        site.createTopics(1, names.orders(), names.delivered(), names.effects(), names.transacted());
        TopicContents.send(
                site,
                IntStream.range(0, RestartMember.ORDERS)
                        .mapToObj("order-%02d"::formatted)
                        .map(order -> order(names.orders(), order))
                        .toList());
        int ways = Way.values().length;
        try (ChildJvm victim = member(site, "first", true)) {
            victim.awaitSaid(RestartMember.STANDS, ways, PATIENCE);
            victim.kill();
        }
        SideBySide.run(List.of(Way.values()), way -> DeadMembers.remove(site, names.group(way)));
        try (ChildJvm successor = member(site, "second", false)) {
            successor.awaitSaid(RestartMember.END, ways, PATIENCE);
            successor.leave(PATIENCE);
        }
    }

    private static ProducerRecord<String, String> order(String topic, String order) {
        ProducerRecord<String, String> record = new ProducerRecord<>(topic, order, order);
        record.headers().add(RestartMember.ORDER_ID, order.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private static ChildJvm member(LabSite site, String name, boolean dies) {
        return ChildJvm.start(
                site,
                "restart-" + name,
                RestartMember.class,
                site.prefix(),
                String.valueOf(site.cured()),
                String.valueOf(dies));
    }

    private static void makeTables(LabSite site, Names names) throws SQLException {
        try (Connection connection = Database.of(site).connect();
                Statement statement = connection.createStatement()) {
            statement.execute(JdbcInbox.ddl(names.inbox()));
            new PaymentTable(names.payments()).create(connection);
        }
    }

    @Override
    public void observe(LabSite site, Notes notes) throws Exception {
        Names names = Names.of(site);
        List<String> orders = EffectCount.keys(site, names.orders());
        Map<String, List<String>> delivered = byWay(site, names.delivered());
        Map<String, List<String>> effects = new HashMap<>(byWay(site, names.effects()));
        effects.put(Way.TRANSACTIONS.toString(), EffectCount.keys(site, names.transacted()));
        effects.put(Way.INBOX.toString(), payments(site, names));
        Table table = Table.of("way", "delivered", "distinct", "effects", "lost", "repeated");
        long again = Long.MAX_VALUE;
        long lost = 0;
        for (Way way : Way.values()) {
            EffectCount comes = EffectCount.of(orders, delivered.getOrDefault(way.toString(), List.of()));
            EffectCount does = EffectCount.of(orders, effects.getOrDefault(way.toString(), List.of()));
            table.row(
                    way.toString(),
                    comes.effects(),
                    comes.causes() - comes.lost(),
                    does.effects(),
                    does.lost(),
                    does.repeated());
            notes.expect(way.check(), way.expected(does.repeated()), way);
            again = Math.min(again, comes.repeated());
            lost += does.lost();
        }
        notes.expect("again", Expectation.atLeast(1, again));
        notes.expect("missing", Expectation.equal(0, lost));
        notes.table(table);
    }

    private static Map<String, List<String>> byWay(LabSite site, String topic) {
        return TopicContents.of(site, topic).stream()
                .collect(Collectors.groupingBy(
                        record -> TopicContents.text(record.value()),
                        Collectors.mapping(RestartExercise::key, Collectors.toList())));
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return TopicContents.text(record.key());
    }

    private static List<String> payments(LabSite site, Names names) throws SQLException {
        try (Connection connection = Database.of(site).connect()) {
            return new PaymentTable(names.payments()).orders(connection);
        }
    }

    /** Tables, and what Redis was to remember. */
    static void cleanUp(LabSite site) throws SQLException {
        Names names = Names.of(site);
        try (Connection connection = Database.of(site).connect()) {
            PaymentTable.drop(connection, names.payments());
            PaymentTable.drop(connection, names.inbox());
        }
        try (RedisClient redis = RedisClient.create(site.store("KAFKA_LAB_REDIS_URL"))) {
            ScanIteration keys = redis.scanIteration(1_000, names.leases());
            while (!keys.isIterationCompleted()) {
                keys.nextBatchList().forEach(redis::del);
            }
        }
    }
}
