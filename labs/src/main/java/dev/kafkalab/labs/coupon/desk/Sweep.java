package dev.kafkalab.labs.coupon.desk;

import dev.kafkalab.labs.coupon.CouponEvent;
import dev.kafkalab.labs.coupon.CouponNames;
import dev.kafkalab.labs.coupon.CouponStores;
import dev.kafkalab.labs.coupon.admission.RedisEvent;
import dev.kafkalab.labs.coupon.admission.RedisLine;
import dev.kafkalab.labs.coupon.admission.Script;
import dev.kafkalab.labs.coupon.rebuild.Opening;
import dev.kafkalab.labs.coupon.table.EventTable;
import dev.kafkalab.labs.coupon.topic.Admission;
import dev.kafkalab.labs.coupon.topic.CouponJson;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * Finds who was admitted and never sent, since whoever admitted them died or gave up, and sends them. Every desk and every
 * worker does so, each few seconds; what two of them find is sent twice and is one row.
 *
 * <p>Events that are closed although they are not over are opened, so that what a lost Redis kept as pending is completed
 * even if nobody asks any more.
 *
 * <p>Has a thread of its own while it is started. Does not close the producer.
 */
public final class Sweep implements AutoCloseable {
    /** From when on an admission is taken for forgotten; its desk may be slow, which is harmless. */
    public static final Duration STANDARD_AGE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_AT_ONCE = 500;
    private static final Duration AFTERMATH = Duration.ofHours(1);

    private final CouponStores stores;
    private final Producer<byte[], byte[]> producer;
    private final Opening opening;
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable Thread thread;

    public Sweep(CouponStores stores, Producer<byte[], byte[]> producer) {
        this.stores = stores;
        this.producer = producer;
        this.opening = new Opening(stores);
    }

    /** Sweeps again and again. */
    public void start() {
        thread = new Thread(this::run, "coupon-sweep");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        String lastTrouble = "";
        try {
            while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    once(STANDARD_AGE);
                    lastTrouble = "";
                } catch (SQLException | RuntimeException | ExecutionException e) {
                    if (closing.getCount() == 0) {
                        return; // it was interrupted
                    }
                    String trouble = Openings.firstLine(e);
                    if (!trouble.equals(lastTrouble)) {
                        LOG.warn("pending admissions cannot be looked for: {}", trouble);
                    }
                    lastTrouble = trouble;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Sends what is pending and older than this, in all events.
     *
     * @return how many are pending still, those younger included
     * @throws ExecutionException if the brokers do not acknowledge
     */
    public long once(Duration age) throws SQLException, ExecutionException, InterruptedException {
        List<CouponEvent> events;
        try (Connection connection = stores.database().getConnection()) {
            events = new EventTable(stores.names()).all(connection);
        }
        long left = 0;
        try (RedisLine line = RedisLine.open(stores.redis(), PATIENCE)) {
            for (CouponEvent event : events) {
                left += sweep(line, event, age);
            }
        } catch (JedisException e) {
            throw RedisLine.unreachable(stores.redis(), e);
        }
        return left;
    }

    private long sweep(RedisLine line, CouponEvent event, Duration age)
            throws SQLException, ExecutionException, InterruptedException {
        CouponNames names = stores.names();
        String pendingKey = names.pendingKey(event.id());
        // One of the fields is the epoch.
        boolean hasPending = line.size(pendingKey) > 1;
        if (!hasPending && Instant.now().isAfter(event.expiresAt().plus(AFTERMATH))) {
            return 0;
        }
        if (!RedisEvent.isOpen(line, names, event.id()) && opening.ensure(event.id()) != Opening.Outcome.OPEN) {
            return 1; // somebody else is at it
        }
        List<String> stored = line.fields(pendingKey, RedisEvent.EPOCH);
        String epoch = stored.get(0);
        if (epoch == null) {
            return 1; // lost in this moment; the next sweep opens it
        }
        Map<String, Future<RecordMetadata>> sent = new HashMap<>();
        long younger = 0;
        long before = line.millis() - age.toMillis();
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            ScanResult<Map.Entry<String, String>> page = line.page(pendingKey, cursor);
            for (Map.Entry<String, String> entry : page.getResult()) {
                if (entry.getKey().equals(RedisEvent.EPOCH)) {
                    continue;
                }
                Admission admission = admission(event.id(), Integer.parseInt(epoch), entry);
                if (admission.millis() > before) {
                    younger++;
                } else {
                    sent.computeIfAbsent(entry.getKey(), number -> send(admission));
                }
            }
            cursor = page.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        return younger + settle(line, event.id(), epoch, sent);
    }

    private static Admission admission(long event, int epoch, Map.Entry<String, String> entry) {
        String[] whose = entry.getValue().split(":", 2);
        return new Admission(
                event, Long.parseLong(whose[0]), Integer.parseInt(entry.getKey()), epoch, Long.parseLong(whose[1]));
    }

    private Future<RecordMetadata> send(Admission admission) {
        return producer.send(new ProducerRecord<>(
                stores.names().topic(), CouponJson.key(admission.user()), CouponJson.of(admission)));
    }

    /** @return how many are not settled, since the event was closed or opened anew meanwhile */
    private long settle(RedisLine line, long event, String epoch, Map<String, Future<RecordMetadata>> sent)
            throws ExecutionException, InterruptedException {
        if (sent.isEmpty()) {
            return 0;
        }
        for (Future<RecordMetadata> each : sent.values()) {
            each.get();
        }
        CouponNames names = stores.names();
        List<String> numbers = List.copyOf(sent.keySet());
        for (int from = 0; from < numbers.size(); from += MOST_AT_ONCE) {
            List<String> arguments = new ArrayList<>(List.of(line.run(), epoch));
            arguments.addAll(numbers.subList(from, Math.min(numbers.size(), from + MOST_AT_ONCE)));
            Object open = line.run(Script.SETTLE, List.of(names.eventKey(event), names.pendingKey(event)), arguments);
            if (!open.equals(Long.valueOf(epoch))) {
                return numbers.size() - from;
            }
        }
        LOG.info("{} admissions to event {} were found and sent", numbers.size(), event);
        return 0;
    }

    /** Ends when what it is at is done, or soon after. */
    @Override
    public void close() {
        closing.countDown();
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
