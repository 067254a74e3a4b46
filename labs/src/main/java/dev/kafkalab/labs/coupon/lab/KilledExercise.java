package dev.kafkalab.labs.coupon.lab;

import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.labs.coupon.CouponEvent;
import dev.kafkalab.labs.coupon.CouponNames;
import dev.kafkalab.labs.coupon.CouponOffice;
import dev.kafkalab.labs.coupon.CouponStores;
import dev.kafkalab.labs.coupon.admission.RedisEvent;
import dev.kafkalab.labs.coupon.admission.RedisLine;
import dev.kafkalab.labs.coupon.table.CouponTable;
import dev.kafkalab.labs.coupon.worker.CouponWorker;
import dev.kafkalab.labs.frame.ChildJvm;
import dev.kafkalab.labs.frame.Database;
import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Expectation;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.Notes;
import dev.kafkalab.labs.frame.Table;
import dev.kafkalab.labs.frame.TopicContents;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import redis.clients.jedis.RedisClient;

/** A process dies between Redis and Kafka: with a desk of one's own making, and with one that writes down what is pending. */
final class KilledExercise implements Exercise {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration GLANCE = Duration.ofMillis(50);
    private static final String BY_HAND = "decide-then-send";
    private static final String AT_DESK = "pending-list";

    @Override
    public String id() {
        return "killed";
    }

    @Override
    public List<String> commands(LabSite site) {
        Names names = Names.of(site);
        return List.of(
                "kafka-lab consume -t " + names.handmadeTopic() + " -e -f '%k %s\\n'",
                "kafka-lab consume -t " + names.killed().topic() + " -e -f '%k %s\\n'",
                Database.of(site)
                        .command("SELECT number, user_id FROM " + names.killed().couponTable() + " ORDER BY number"));
    }

    @Override
    public List<String> scripts(LabSite site) {
        return List.of("kafka-console-consumer.sh --bootstrap-server " + site.bootstrapServers() + " --topic "
                + Names.of(site).killed().topic()
                + " --from-beginning --timeout-ms 5000 --formatter-property print.key=true");
    }

    @Override
    public void run(LabSite site) throws Exception {
        Names names = Names.of(site);
        CouponNames ours = names.killed();
        site.createTopics(1, names.handmadeTopic(), ours.topic());
        try (HikariDataSource database = Database.of(site).pool(2)) {
            CouponStores stores = Names.stores(site, database, ours);
            CouponEvent event = WaysExercise.event();
            new CouponOffice(stores)
                    .create(new CouponEvent(
                            event.id(),
                            event.name(),
                            Clerk.LIMIT,
                            event.opensAt(),
                            event.expiresAt(),
                            event.usableUntil()));
            try (ChildJvm byHand = clerk(site, "by-hand", false, true);
                    ChildJvm atDesk = clerk(site, "at-desk", true, true)) {
                byHand.awaitSaid(Clerk.STANDS, 1, PATIENCE);
                atDesk.awaitSaid(Clerk.STANDS, 1, PATIENCE);
                byHand.kill();
                atDesk.kill();
            }
            if (!site.cured()) {
                forgetPending(site, ours);
            }
            try (ChildJvm byHand = clerk(site, "by-hand-next", false, false);
                    ChildJvm atDesk = clerk(site, "at-desk-next", true, false)) {
                byHand.awaitSaid(Clerk.DONE, 1, PATIENCE);
                atDesk.awaitSaid(Clerk.DONE, 1, PATIENCE);
                byHand.leave(PATIENCE);
                atDesk.leave(PATIENCE);
            }
            try (CouponWorker worker = CouponWorker.start(stores, CouponWorker.STANDARD_BATCH)) {
                while (!worker.isDone()) {
                    worker.awaitStopped(GLANCE);
                }
            }
        }
    }

    private static ChildJvm clerk(LabSite site, String name, boolean atDesk, boolean dies) {
        return ChildJvm.start(site, name, Clerk.class, site.prefix(), String.valueOf(atDesk), String.valueOf(dies));
    }

    /** As if the script had not written it down. */
    private static void forgetPending(LabSite site, CouponNames names) {
        try (RedisClient redis = RedisClient.create(Names.redis(site))) {
            String key = names.pendingKey(Names.EVENT);
            redis.hkeys(key).stream()
                    .filter(field -> !field.equals(RedisEvent.EPOCH))
                    .forEach(field -> redis.hdel(key, field));
        }
    }

    @Override
    public void observe(LabSite site, Notes notes) throws Exception {
        Names names = Names.of(site);
        long decidedByHand;
        RedisEvent decided;
        try (RedisClient redis = RedisClient.create(Names.redis(site));
                RedisLine line = RedisLine.reach(Names.redis(site), PATIENCE)) {
            String counter = redis.get(names.handmadeKey());
            decidedByHand = counter == null ? 0 : Math.min(Clerk.LIMIT, Long.parseLong(counter));
            decided = RedisEvent.read(line, names.killed(), Names.EVENT);
        }
        TreeSet<Integer> sent = TopicContents.of(site, names.handmadeTopic()).stream()
                .map(record -> Integer.valueOf(TopicContents.text(record.value())))
                .collect(Collectors.toCollection(TreeSet::new));
        TreeSet<Integer> rows = new TreeSet<>();
        try (Connection connection = Database.of(site).connect()) {
            new CouponTable(names.killed()).ofEvent(connection, Names.EVENT).forEach(row -> rows.add(row.number()));
        }
        notes.table(Table.of("desk", "decided", "reached", "lost")
                .row(BY_HAND, decidedByHand, sent.size(), missing(sent))
                .row(AT_DESK, decided.holders().size(), rows.size(), missing(rows)));
        notes.expect("undersells", Expectation.atMost(Clerk.LIMIT - 1L, sent.size()), BY_HAND);
        notes.expect("complete", Expectation.equal(Clerk.LIMIT, rows.size()), AT_DESK);
        notes.expect("missing", Expectation.equal("-", missing(rows)), AT_DESK);
        notes.expect(
                "killed",
                Expectation.equal(String.valueOf(decided.holders().get(Clerk.KILLED_AT)), holder(site, names)),
                Clerk.KILLED_AT);
    }

    private static Object holder(LabSite site, Names names) throws Exception {
        try (Connection connection = Database.of(site).connect()) {
            return new CouponTable(names.killed())
                    .ofEvent(connection, Names.EVENT).stream()
                            .filter(row -> row.user() == Clerk.KILLED_AT)
                            .findFirst()
                            .<Object>map(CouponTable.Row::number)
                            .orElse("none");
        }
    }

    private static String missing(TreeSet<Integer> numbers) {
        List<String> missing = IntStream.rangeClosed(1, Clerk.LIMIT)
                .filter(number -> !numbers.contains(number))
                .mapToObj(String::valueOf)
                .toList();
        return missing.isEmpty() ? "-" : String.join(", ", missing);
    }
}
