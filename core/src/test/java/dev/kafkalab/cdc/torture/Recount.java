package dev.kafkalab.cdc.torture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What reached Kafka against what was committed. An account's changes are numbered from 1, so the events of each must be
 * these numbers, in this order.
 *
 * @param committed changes in the database
 */
record Recount(long committed, long lost, long repeated, long invented, long disordered) {
    /** An event as a reader of committed records sees it. */
    record Event(int account, long number) {}

    static Recount of(Map<Integer, Long> changes, List<Event> events) {
        Map<Integer, List<Long>> byAccount = new TreeMap<>();
        events.forEach(event -> byAccount
                .computeIfAbsent(event.account(), absent -> new ArrayList<>())
                .add(event.number()));
        Recount total = new Recount(0, 0, 0, 0, 0);
        Set<Integer> accounts = new HashSet<>(changes.keySet());
        accounts.addAll(byAccount.keySet());
        for (int account : accounts) {
            total = total.and(ofOne(changes.getOrDefault(account, 0L), byAccount.getOrDefault(account, List.of())));
        }
        return total;
    }

    private static Recount ofOne(long changes, List<Long> numbers) {
        Set<Long> seen = new HashSet<>();
        long repeated = 0;
        long invented = 0;
        long disordered = 0;
        long highest = 0;
        for (long number : numbers) {
            if (!seen.add(number)) {
                repeated++;
            } else if (number > changes) {
                invented++;
            } else if (number < highest) {
                disordered++;
            }
            highest = Math.max(highest, number);
        }
        long lost = changes - seen.stream().filter(number -> number <= changes).count();
        return new Recount(changes, lost, repeated, invented, disordered);
    }

    private Recount and(Recount other) {
        return new Recount(
                committed + other.committed,
                lost + other.lost,
                repeated + other.repeated,
                invented + other.invented,
                disordered + other.disordered);
    }

    boolean isExact() {
        return lost == 0 && repeated == 0 && invented == 0 && disordered == 0;
    }

    /** For a polled table: accounts that are there and whose last event is of another state. */
    static long stale(Map<Integer, Long> versions, List<Event> events) {
        Map<Integer, Long> last = new HashMap<>();
        events.forEach(event -> last.put(event.account(), event.number()));
        return versions.entrySet().stream()
                .filter(version -> !version.getValue().equals(last.get(version.getKey())))
                .count();
    }
}
