package dev.kafkalab.labs.coupon.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.labs.coupon.admission.RedisEvent;
import dev.kafkalab.labs.coupon.table.CouponTable;
import dev.kafkalab.labs.coupon.topic.Admission;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MergerTest {
    private static final long NOW = 1_000;

    @Test
    void anEmptyRedisGetsAllThatTopicAndTableSay() {
        Merger merger = Merger.of(
                redis(Map.of(), Map.of()),
                List.of(sent(1, 101), sent(3, 103)),
                List.of(new CouponTable.Row(1, 1, 101), new CouponTable.Row(1, 4, 104)),
                NOW);

        assertThat(merger.added()).isEqualTo(Map.of(101L, 1, 103L, 3, 104L, 4));
        assertThat(merger.given()).isEqualTo(4);
        assertThat(merger.free()).containsExactly(2);
        assertThat(merger.pending()).isEmpty();
        assertThat(merger.dropped()).isEmpty();
    }

    @Test
    void whatOnlyRedisKnowsIsKeptAndIsPending() {
        Merger merger = Merger.of(
                redis(Map.of(101L, 1, 102L, 2, 103L, 3), Map.of(2, "102:500")), List.of(sent(1, 101)), List.of(), NOW);

        assertThat(merger.added()).isEmpty();
        assertThat(merger.pending()).isEqualTo(Map.of(2, "102:500", 3, "103:1000"));
        assertThat(merger.given()).isEqualTo(3);
        assertThat(merger.freeText()).isEmpty();
    }

    @Test
    void whoeverTheTopicContradictsIsForgotten() {
        Merger merger = Merger.of(
                redis(Map.of(101L, 1, 102L, 2), Map.of(2, "102:500")),
                List.of(sent(2, 109), sent(3, 101)),
                List.of(),
                NOW);

        assertThat(merger.dropped()).containsExactly(102L);
        assertThat(merger.added()).isEqualTo(Map.of(109L, 2, 101L, 3));
        assertThat(merger.pending()).isEmpty();
        assertThat(merger.freeText()).isEqualTo("1");
    }

    @Test
    void aPendingNoteOfSomebodyElseIsNotTaken() {
        Merger merger = Merger.of(redis(Map.of(102L, 2), Map.of(2, "109:500")), List.of(sent(1, 101)), List.of(), NOW);

        assertThat(merger.pending()).isEqualTo(Map.of(2, "102:1000"));
    }

    @Test
    void nothingIsNothing() {
        Merger merger = Merger.of(redis(Map.of(), Map.of()), List.of(), List.of(), NOW);

        assertThat(merger.given()).isZero();
        assertThat(merger.freeText()).isEmpty();
    }

    private static RedisEvent redis(Map<Long, Integer> holders, Map<Integer, String> pending) {
        return new RedisEvent(false, 1, 0, List.of(), holders, new TreeSet<>(), pending);
    }

    private static Admission sent(int number, long user) {
        return new Admission(1, user, number, 1, 0);
    }
}
