package dev.kafkalab.labs.coupon.lab;

import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.labs.coupon.CouponEvent;
import dev.kafkalab.labs.coupon.CouponNames;
import dev.kafkalab.labs.coupon.CouponOffice;
import dev.kafkalab.labs.coupon.CouponStores;
import dev.kafkalab.labs.coupon.burst.Burst;
import dev.kafkalab.labs.coupon.burst.LatencyDrawing;
import dev.kafkalab.labs.coupon.burst.Tally;
import dev.kafkalab.labs.coupon.desk.CouponDesk;
import dev.kafkalab.labs.coupon.table.EventTable;
import dev.kafkalab.labs.coupon.verify.Verification;
import dev.kafkalab.labs.coupon.worker.CouponWorker;
import dev.kafkalab.labs.frame.Check;
import dev.kafkalab.labs.frame.Database;
import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Expectation;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.Notes;
import dev.kafkalab.labs.frame.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import redis.clients.jedis.RedisClient;

/** The same burst at five ways to give out coupons, one after another. */
final class WaysExercise implements Exercise {
    static final int LIMIT = 50;
    private static final int USERS = 300;
    private static final int AT_ONCE = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public String id() {
        return "ways";
    }

    @Override
    public List<String> commands(LabSite site) {
        Names names = Names.of(site);
        return List.of(
                Database.of(site)
                        .command("SELECT COUNT(*), COUNT(DISTINCT user_id) FROM " + names.coupons(Way.COUNTER)),
                Database.of(site)
                        .command("SELECT COUNT(*), COUNT(DISTINCT user_id) FROM " + names.coupons(Way.REDIS_KAFKA)),
                "kafka-lab consume -t "
                        + names.system(Way.REDIS_KAFKA.toString()).topic() + " -e -f '%k %s\\n'");
    }

    @Override
    public List<String> scripts(LabSite site) {
        return List.of("kafka-console-consumer.sh --bootstrap-server " + site.bootstrapServers() + " --topic "
                + Names.of(site).system(Way.REDIS_KAFKA.toString()).topic()
                + " --from-beginning --timeout-ms 5000 --formatter-property print.key=true");
    }

    @Override
    public void run(LabSite site) throws Exception {
        Names names = Names.of(site);
        try (HikariDataSource database = Database.of(site).pool(AT_ONCE);
                RedisClient redis = RedisClient.create(Names.redis(site));
                Connection watching = Database.of(site).connect()) {
            Measure.createTable(watching, names.measures());
            for (Way way : Way.values()) {
                DatabaseLoad before;
                Tally tally = new Tally();
                if (way == Way.REDIS_KAFKA && site.cured()) {
                    CouponStores stores = Names.stores(site, database, names.system(way.toString()));
                    new CouponOffice(stores).create(event());
                    before = DatabaseLoad.now(watching);
                    giveOut(stores, burst(), tally);
                } else {
                    // Without the cures they all count as the first does.
                    Way as = site.cured() ? way : Way.COUNTER;
                    try (HandmadeWay handmade = new HandmadeWay(way, as, names, LIMIT, AT_ONCE, database, redis)) {
                        handmade.prepare();
                        before = DatabaseLoad.now(watching);
                        burst().run(handmade, tally);
                    }
                }
                Measure.of(way, tally, DatabaseLoad.now(watching).since(before)).insert(watching, names.measures());
            }
        }
    }

    private static void giveOut(CouponStores stores, Burst burst, Tally tally) throws Exception {
        // cure
        try (CouponDesk desk = CouponDesk.open(stores, PATIENCE);
                CouponWorker worker = CouponWorker.start(stores, CouponWorker.STANDARD_BATCH)) {
            burst.run(desk, tally);
            while (!worker.isDone()) {
                worker.awaitStopped(Duration.ofMillis(50));
            }
        }
        // end
    }

    private static Burst burst() {
        return new Burst(Names.EVENT, 1, USERS, 2, AT_ONCE, Duration.ZERO);
    }

    static CouponEvent event() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Instant end = now.plus(Duration.ofDays(30));
        return new CouponEvent(Names.EVENT, "lab", LIMIT, now.minusSeconds(1), end, end);
    }

    @Override
    public void observe(LabSite site, Notes notes) throws Exception {
        Names names = Names.of(site);
        Table table = Table.of("way", "issued", "oversold", "twice", "rejected", "rate", "p99", "statements", "waits");
        try (Connection connection = Database.of(site).connect()) {
            Map<Way, Measure> measures = Measure.read(connection, names.measures());
            for (Way way : Way.values()) {
                long issued = number(connection, "SELECT COUNT(*) FROM " + names.coupons(way));
                long twice = issued - number(connection, "SELECT COUNT(DISTINCT user_id) FROM " + names.coupons(way));
                Measure measure = Objects.requireNonNull(measures.get(way), way.toString());
                table.row(
                        way.toString(),
                        issued,
                        Math.max(0, issued - LIMIT),
                        twice,
                        measure.rejected(),
                        measure.perSecond(),
                        LatencyDrawing.text(measure.p99Micros()),
                        measure.load().statements(),
                        measure.load().lockWaits());
                expect(notes, way, issued, twice);
            }
            notes.expect(
                    "load",
                    Expectation.atMost(statements(measures, Way.ROW_LOCK) / 2, statements(measures, Way.REDIS_KAFKA)));
        }
        notes.table(table);
        notes.expect("verified", Expectation.equal("none", failures(site)));
    }

    private static long statements(Map<Way, Measure> measures, Way way) {
        return Objects.requireNonNull(measures.get(way), way.toString()).load().statements();
    }

    private static void expect(Notes notes, Way way, long issued, long twice) {
        if (way == Way.COUNTER) {
            notes.expect("oversells", Expectation.atLeast(LIMIT + 1, issued), way);
            return;
        }
        notes.expect("issued", Expectation.equal(LIMIT, issued), way);
        if (way == Way.REDIS_COUNTER) {
            notes.expect("gives-twice", Expectation.atLeast(1, twice), way);
        } else {
            notes.expect("twice", Expectation.equal(0, twice), way);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Checks of {@code coupon verify} that fail. Where the event was given out in another way, there is none to verify. */
    private static String failures(LabSite site) throws SQLException {
        Names names = Names.of(site);
        CouponNames ours = names.system(Way.REDIS_KAFKA.toString());
        try (HikariDataSource database = Database.of(site).pool(1)) {
            try (Connection connection = database.getConnection()) {
                if (new EventTable(ours).find(connection, Names.EVENT).isEmpty()) {
                    return "no event";
                }
            }
            List<String> failed = Verification.of(Names.stores(site, database, ours), Names.EVENT).checks().stream()
                    .filter(check -> !check.passed())
                    .map(Check::toString)
                    .toList();
            return failed.isEmpty() ? "none" : String.join("; ", failed);
        }
    }
}
