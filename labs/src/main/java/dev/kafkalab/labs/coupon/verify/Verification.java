package dev.kafkalab.labs.coupon.verify;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.labs.coupon.CouponEvent;
import dev.kafkalab.labs.coupon.CouponStores;
import dev.kafkalab.labs.coupon.admission.RedisEvent;
import dev.kafkalab.labs.coupon.admission.RedisLine;
import dev.kafkalab.labs.coupon.table.CouponTable;
import dev.kafkalab.labs.coupon.table.EventTable;
import dev.kafkalab.labs.coupon.topic.Admitted;
import dev.kafkalab.labs.coupon.topic.RequestTopic;
import dev.kafkalab.labs.frame.Check;
import dev.kafkalab.labs.frame.Expectation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What Redis, topic and MySQL say about one event, compared coupon by coupon. Looks and changes nothing; while requests come in
 * or workers are behind, the three do differ.
 *
 * @param redis holders that Redis knows
 * @param topic holders that the topic knows, each once
 * @param mysql rows
 * @param asked users who asked, as far as Redis knows
 * @param passedOver admissions in the topic that a fence keeps out
 * @param repeated admissions that are in the topic more than once, the same each time
 * @param checks each with what should be and what is
 */
public record Verification(
        CouponEvent event,
        long redis,
        long topic,
        long mysql,
        long asked,
        long passedOver,
        long repeated,
        List<Check> checks) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int SHOWN = 5;

    public boolean allPassed() {
        return checks.stream().allMatch(Check::passed);
    }

    /**
     * Reads the three.
     *
     * @throws KafkaLabException if there is no such event, or a server does not answer
     */
    public static Verification of(CouponStores stores, long id) throws SQLException {
        CouponEvent event;
        Map<Integer, Long> start;
        List<CouponTable.Row> rows;
        try (Connection connection = stores.database().getConnection()) {
            EventTable events = new EventTable(stores.names());
            event = events.find(connection, id)
                    .orElseThrow(() ->
                            KafkaLabException.notFound("no event " + id + "; make it: coupon create --event " + id));
            start = events.topicStart(connection, id);
            rows = new CouponTable(stores.names()).ofEvent(connection, id);
        }
        RequestTopic topic = new RequestTopic(stores);
        Admitted admitted = Admitted.read(stores, id, start, topic.end());
        boolean whole = topic.beginning().entrySet().stream()
                .allMatch(each -> each.getValue() <= start.getOrDefault(each.getKey(), 0L));
        RedisEvent redis;
        try (RedisLine line = RedisLine.reach(stores.redis(), PATIENCE)) {
            redis = RedisEvent.read(line, stores.names(), id);
        }
        return compare(event, redis, admitted, whole, rows, deadLetters(stores, id));
    }

    /** @param whole whether the topic still holds all that was sent */
    static Verification compare(
            CouponEvent event,
            RedisEvent redis,
            Admitted admitted,
            boolean whole,
            List<CouponTable.Row> rows,
            long deadLetters) {
        Set<Holder> inRedis = redis.holders().entrySet().stream()
                .map(entry -> new Holder(entry.getValue(), entry.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<Holder> inTopic = admitted.holders().stream()
                .map(admission -> new Holder(admission.number(), admission.user()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<Holder> inTable = rows.stream()
                .map(row -> new Holder(row.number(), row.user()))
                .collect(Collectors.toCollection(TreeSet::new));
        List<Check> checks = new ArrayList<>();
        checks.add(Check.equal("Redis decides (it is not closed for a rebuild)", "yes", redis.open() ? "yes" : "no"));
        checks.add(Check.equal(
                "admitted and not known to be sent", 0, redis.pending().size()));
        checks.add(nothing("in Redis, not in the topic", without(inRedis, whole ? inTopic : union(inTopic, inTable))));
        checks.add(nothing("in the topic, not in Redis", without(inTopic, inRedis)));
        checks.add(nothing("in the topic, not in MySQL", without(inTopic, inTable)));
        checks.add(nothing("in MySQL, not in Redis", without(inTable, inRedis)));
        if (whole) {
            checks.add(nothing("in MySQL, not in the topic", without(inTable, inTopic)));
        }
        checks.add(Check.equal(
                "admissions in the topic that contradict each other",
                0,
                admitted.conflicts().size()));
        checks.add(Check.equal("dead letters", 0, deadLetters));
        int highest = rows.stream().mapToInt(CouponTable.Row::number).max().orElse(0);
        Set<Integer> numbers =
                rows.stream().map(CouponTable.Row::number).collect(Collectors.toCollection(HashSet::new));
        checks.add(Check.equal(
                "numbers 1 to " + highest + " that nobody holds",
                "none",
                listed(IntStream.rangeClosed(1, highest)
                        .filter(number -> !numbers.contains(number))
                        .boxed()
                        .toList())));
        checks.add(Check.equal("numbers held more than once", 0, rows.size() - numbers.size()));
        checks.add(Check.equal(
                "users who hold more than one",
                0,
                rows.size()
                        - rows.stream().map(CouponTable.Row::user).distinct().count()));
        checks.add(new Check("coupons issued", Expectation.atMost(event.limit(), rows.size())));
        return new Verification(
                event,
                inRedis.size(),
                inTopic.size(),
                inTable.size(),
                inRedis.size() + redis.rejected().size(),
                admitted.passedOver(),
                admitted.repeated(),
                checks);
    }

    /** Who holds which. */
    private record Holder(int number, long user) implements Comparable<Holder> {
        @Override
        public int compareTo(Holder other) {
            return number != other.number ? Integer.compare(number, other.number) : Long.compare(user, other.user);
        }

        @Override
        public String toString() {
            return number + " of user " + user;
        }
    }

    private static List<Holder> without(Set<Holder> all, Set<Holder> others) {
        return all.stream().filter(each -> !others.contains(each)).toList();
    }

    private static Set<Holder> union(Set<Holder> some, Set<Holder> others) {
        Set<Holder> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    private static Check nothing(String what, List<Holder> found) {
        return Check.equal(what, "none", listed(found));
    }

    private static String listed(List<?> found) {
        if (found.isEmpty()) {
            return "none";
        }
        return found.size() + ": "
                + found.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "))
                + (found.size() > SHOWN ? ", …" : "");
    }

    private static long deadLetters(CouponStores stores, long id) {
        String letters = stores.names().deadLetters();
        try (Cluster cluster = Cluster.connect(stores.kafka())) {
            if (!cluster.await(cluster.admin().listTopics().names()).contains(letters)) {
                return 0;
            }
        }
        AtomicLong count = new AtomicLong();
        RequestTopic topic = new RequestTopic(new CouponStores(
                stores.kafka(),
                stores.database(),
                stores.redis(),
                stores.names().withTopic(letters)));
        topic.read(Map.of(), topic.end(), record -> count.incrementAndGet(), (partition, offset, said) -> {
            if (said.event() == id) {
                count.incrementAndGet();
            }
        });
        return count.get();
    }
}
