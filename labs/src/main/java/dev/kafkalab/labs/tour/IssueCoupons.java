package dev.kafkalab.labs.tour;

import com.mysql.cj.jdbc.MysqlDataSource;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.groups.Groups;
import dev.kafkalab.labs.coupon.CouponEvent;
import dev.kafkalab.labs.coupon.CouponNames;
import dev.kafkalab.labs.coupon.CouponOffice;
import dev.kafkalab.labs.coupon.CouponStores;
import dev.kafkalab.labs.coupon.burst.Burst;
import dev.kafkalab.labs.coupon.burst.Tally;
import dev.kafkalab.labs.coupon.desk.CouponDesk;
import dev.kafkalab.labs.coupon.table.EventTable;
import dev.kafkalab.labs.coupon.verify.Verification;
import dev.kafkalab.labs.coupon.worker.CouponWorker;
import dev.kafkalab.labs.frame.Check;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.topics.TopicSummary;
import dev.kafkalab.topics.Topics;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import redis.clients.jedis.RedisClient;

/** 100 users ask twice each for one of 10 coupons: Redis decides, Kafka acknowledges, a worker writes rows. */
final class IssueCoupons implements TourStep {
    private static final long EVENT = 1;
    private static final int LIMIT = 10;
    private static final int USERS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration GLANCE = Duration.ofMillis(50);

    private final CouponNames names;
    private final String prefix;

    /** @param prefix of names that are free, ends with a dash */
    IssueCoupons(String prefix) {
        this.prefix = prefix;
        this.names = CouponNames.of(prefix);
    }

    @Override
    public String title() {
        return "Issue exactly 10 coupons through Redis, Kafka and MySQL";
    }

    @Override
    public ServerKind server() {
        return ServerKind.REDIS;
    }

    @Override
    public List<String> commands(TourSite site) {
        return List.of(
                "kafka-lab coupon create --event 1 --limit 10",
                "kafka-lab issue-coupon --event 1 --users 1..100 --repeat 2",
                "kafka-lab coupon process --once",
                "kafka-lab coupon verify --event 1");
    }

    @Override
    public void run(TourSite site, Checks checks) throws Exception {
        CouponStores stores = stores(site);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Instant end = now.plus(Duration.ofDays(1));
        new CouponOffice(stores).create(new CouponEvent(EVENT, "tour", LIMIT, now.minusSeconds(1), end, end));
        Tally tally = new Tally();
        try (CouponDesk desk = CouponDesk.open(stores, PATIENCE);
                CouponWorker worker = CouponWorker.start(stores, CouponWorker.STANDARD_BATCH)) {
            new Burst(EVENT, 1, USERS, 2, 16, Duration.ZERO).run(desk, tally);
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (!worker.isDone() && System.nanoTime() < until) {
                worker.awaitStopped(GLANCE);
            }
        }
        checks.expect(
                "issued, sold out, already tried, of 100 users who ask twice",
                "10, 90, 100",
                "%d, %d, %d".formatted(tally.count(200), tally.count(403), tally.count(409)));
        Verification seen = Verification.of(stores, EVENT);
        checks.expect("rows in MySQL", LIMIT, seen.mysql());
        checks.expect(
                "what Redis, topic and MySQL disagree about",
                List.of(),
                seen.checks().stream()
                        .filter(check -> !check.passed())
                        .map(Check::toString)
                        .toList());
    }

    private CouponStores stores(TourSite site) {
        MysqlDataSource database = new MysqlDataSource();
        database.setUrl(site.export("KAFKA_LAB_MYSQL_URL"));
        database.setUser(site.export("KAFKA_LAB_MYSQL_USER"));
        database.setPassword(site.export("KAFKA_LAB_MYSQL_PASSWORD"));
        return new CouponStores(
                site.clientProperties(), database, URI.create(site.export("KAFKA_LAB_REDIS_URL")), names);
    }

    @Override
    public void cleanUp(TourSite site) throws SQLException {
        CouponStores stores = stores(site);
        try (Connection connection = stores.database().getConnection()) {
            new EventTable(names).drop(connection);
        }
        try (RedisClient redis = RedisClient.create(stores.redis())) {
            redis.del(names.eventKey(EVENT), names.pendingKey(EVENT));
        }
        try (Cluster cluster = site.connect()) {
            if (new Groups(cluster).find(names.group()).isPresent()) {
                new Groups(cluster).delete(List.of(names.group()));
            }
            Topics topics = new Topics(cluster);
            List<String> ours = topics.list(false).stream()
                    .map(TopicSummary::name)
                    .filter(name -> name.startsWith(prefix))
                    .toList();
            if (!ours.isEmpty()) {
                topics.delete(ours);
            }
        }
    }
}
