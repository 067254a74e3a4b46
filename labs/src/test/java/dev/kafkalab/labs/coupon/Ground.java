package dev.kafkalab.labs.coupon;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.labs.coupon.desk.CouponDesk;
import dev.kafkalab.labs.coupon.verify.Verification;
import dev.kafkalab.labs.coupon.worker.CouponWorker;
import dev.kafkalab.labs.frame.Check;
import dev.kafkalab.sandbox.Sandbox;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The stores of a test, under names of its own. */
public final class Ground implements AutoCloseable {
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HikariDataSource database;
    private final CouponStores stores;

    public Ground(Sandbox sandbox) {
        this(sandbox.exports(), "t" + Long.toString(System.nanoTime(), 36) + "-");
    }

    /** @param exports as {@code sandbox env} names them */
    public Ground(Map<String, String> exports, String prefix) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(exports.get("KAFKA_LAB_MYSQL_URL"));
        config.setUsername(exports.get("KAFKA_LAB_MYSQL_USER"));
        config.setPassword(exports.get("KAFKA_LAB_MYSQL_PASSWORD"));
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(0);
        this.database = new HikariDataSource(config);
        this.stores = new CouponStores(
                Map.of("bootstrap.servers", exports.get("KAFKA_LAB_BOOTSTRAP_SERVER")),
                database,
                URI.create(exports.get("KAFKA_LAB_REDIS_URL")),
                CouponNames.of(prefix));
    }

    public CouponStores stores() {
        return stores;
    }

    public CouponOffice office() {
        return new CouponOffice(stores);
    }

    /** Opened a moment ago, for a day. */
    public void event(long id, int limit) throws Exception {
        event(id, limit, Duration.ofSeconds(-1), Duration.ofDays(1));
    }

    /** @param opensIn from now */
    public void event(long id, int limit, Duration opensIn, Duration lasts) throws Exception {
        Instant opens = Instant.now().plus(opensIn).truncatedTo(ChronoUnit.MILLIS);
        Instant ends = opens.plus(lasts);
        office().create(new CouponEvent(id, "event " + id, limit, opens, ends, ends.plus(Duration.ofDays(30))));
    }

    public CouponDesk desk() {
        return CouponDesk.open(stores, PATIENCE);
    }

    public static Answer ask(CouponDesk desk, long event, long user) throws Exception {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        desk.ask(event, user, answer::complete);
        return answer.get(30, TimeUnit.SECONDS);
    }

    /** Runs a worker until nothing is left. */
    public void process() throws Exception {
        try (CouponWorker worker = CouponWorker.start(stores, CouponWorker.STANDARD_BATCH)) {
            long until = System.nanoTime() + Duration.ofSeconds(90).toNanos();
            while (!worker.isDone()) {
                if (worker.awaitStopped(Duration.ofMillis(50)) || System.nanoTime() > until) {
                    throw new AssertionError("the worker is not done: " + worker.written() + " rows");
                }
            }
        }
    }

    /** Checks that fail. */
    public List<String> disagreements(long event) throws Exception {
        return Verification.of(stores, event).checks().stream()
                .filter(check -> !check.passed())
                .map(Check::toString)
                .toList();
    }

    @Override
    public void close() {
        database.close();
    }
}
