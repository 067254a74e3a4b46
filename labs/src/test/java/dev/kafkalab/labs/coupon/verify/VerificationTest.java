package dev.kafkalab.labs.coupon.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.labs.coupon.CouponEvent;
import dev.kafkalab.labs.coupon.admission.RedisEvent;
import dev.kafkalab.labs.coupon.table.CouponTable;
import dev.kafkalab.labs.coupon.topic.Admission;
import dev.kafkalab.labs.coupon.topic.Admitted;
import dev.kafkalab.labs.frame.Check;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Each way in which the three can differ is noticed by a check of its own. */
class VerificationTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Map<Long, Integer> redis = new HashMap<>(Map.of(101L, 1, 102L, 2));
    private final Map<Integer, String> pending = new HashMap<>();
    private final List<Admission> topic = new ArrayList<>(List.of(sent(1, 101), sent(2, 102)));
    private final List<Admission> conflicts = new ArrayList<>();
    private final List<CouponTable.Row> rows = new ArrayList<>(List.of(row(1, 101), row(2, 102)));
    private int limit = 2;
    private boolean open = true;
    private long deadLetters;

    @Test
    void threeThatAgreePass() {
        assertThat(failed()).isEmpty();
    }

    @Test
    void aClosedEventIsToldOf() {
        open = false;
        assertThat(failed()).containsExactly("Redis decides (it is not closed for a rebuild): yes / no");
    }

    @Test
    void anAdmissionThatWasNeverSentIsToldOf() {
        redis.put(103L, 3);
        pending.put(3, "103:0");
        assertThat(failed())
                .containsExactly(
                        "admitted and not known to be sent: 0 / 1",
                        "in Redis, not in the topic: none / 1: 3 of user 103");
    }

    @Test
    void aRowThatIsMissingIsToldOf() {
        rows.remove(0);
        assertThat(failed())
                .containsExactly(
                        "in the topic, not in MySQL: none / 1: 1 of user 101",
                        "numbers 1 to 2 that nobody holds: none / 1: 1");
    }

    @Test
    void aRowFromNowhereIsToldOf() {
        limit = 3;
        rows.add(row(3, 103));
        assertThat(failed())
                .containsExactly(
                        "in MySQL, not in Redis: none / 1: 3 of user 103",
                        "in MySQL, not in the topic: none / 1: 3 of user 103");
    }

    @Test
    void oneTooManyIsToldOf() {
        limit = 1;
        assertThat(failed()).containsExactly("coupons issued: ≤ 1 / 2");
    }

    @Test
    void whatRedisForgotIsToldOf() {
        redis.remove(101L);
        assertThat(failed())
                .containsExactly(
                        "in the topic, not in Redis: none / 1: 1 of user 101",
                        "in MySQL, not in Redis: none / 1: 1 of user 101");
    }

    @Test
    void contradictionsAndDeadLettersAreToldOf() {
        conflicts.add(sent(1, 109));
        deadLetters = 2;
        assertThat(failed())
                .containsExactly("admissions in the topic that contradict each other: 0 / 1", "dead letters: 0 / 2");
    }

    private List<String> failed() {
        CouponEvent event = new CouponEvent(1, "e", limit, NOON, NOON.plusSeconds(1), NOON.plusSeconds(1));
        return Verification.compare(
                        event,
                        new RedisEvent(open, 1, 2, List.of(), redis, new TreeSet<>(), pending),
                        new Admitted(topic, 0, 0, conflicts, 0, 1),
                        true,
                        rows,
                        deadLetters)
                .checks()
                .stream()
                .filter(check -> !check.passed())
                .map(Check::toString)
                .toList();
    }

    private static Admission sent(int number, long user) {
        return new Admission(1, user, number, 1, 0);
    }

    private static CouponTable.Row row(int number, long user) {
        return new CouponTable.Row(1, number, user);
    }
}
