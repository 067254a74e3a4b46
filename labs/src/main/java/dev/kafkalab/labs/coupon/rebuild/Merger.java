package dev.kafkalab.labs.coupon.rebuild;

import dev.kafkalab.labs.coupon.admission.RedisEvent;
import dev.kafkalab.labs.coupon.table.CouponTable;
import dev.kafkalab.labs.coupon.topic.Admission;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What Redis is to hold after a rebuild: all that topic and MySQL say, and of what it held besides, that which does not
 * contradict them.
 *
 * @param added numbers by user, to be set
 * @param dropped users who are to be forgotten: what Redis held of them contradicts the topic
 * @param given the highest number given
 * @param free numbers below it that nobody holds
 * @param pending by number, {@code user:milliseconds}: what Redis held and the topic does not
 */
record Merger(
        Map<Long, Integer> added, Set<Long> dropped, int given, List<Integer> free, Map<Integer, String> pending) {
    /** @param now in milliseconds; of what is pending, where Redis does not say since when */
    static Merger of(RedisEvent redis, List<Admission> topic, List<CouponTable.Row> rows, long now) {
        Map<Long, Integer> told = new HashMap<>();
        rows.forEach(row -> told.put(row.user(), row.number()));
        topic.forEach(admission -> told.put(admission.user(), admission.number()));
        Set<Integer> taken = new HashSet<>(told.values());

        Map<Long, Integer> added = new TreeMap<>();
        told.forEach((user, number) -> {
            if (!number.equals(redis.holders().get(user))) {
                added.put(user, number);
            }
        });
        Set<Long> dropped = new HashSet<>();
        Map<Integer, String> pending = new TreeMap<>();
        redis.holders().forEach((user, number) -> {
            if (told.containsKey(user)) {
                return;
            }
            if (taken.add(number)) {
                String since = redis.pending().get(number);
                pending.put(number, since != null && since.startsWith(user + ":") ? since : user + ":" + now);
            } else {
                dropped.add(user);
            }
        });
        int given = taken.stream().mapToInt(Integer::intValue).max().orElse(0);
        List<Integer> free = IntStream.rangeClosed(1, given)
                .filter(number -> !taken.contains(number))
                .boxed()
                .toList();
        return new Merger(added, dropped, given, free, pending);
    }

    /** As the script takes it. */
    String freeText() {
        return free.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
