package dev.kafkalab.labs.course.retry;

import dev.kafkalab.labs.frame.EffectCount;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.TopicContents;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@link Handling} left behind, read back from the brokers.
 *
 * @param entries in the order in which they were written
 */
record Ledger(List<Entry> entries) {
    /** @param millis since 1970 UTC */
    record Entry(String order, String way, long millis) {}

    static Ledger of(LabSite site, String topic) {
        return new Ledger(TopicContents.of(site, topic).stream()
                .map(record -> new Entry(
                        TopicContents.text(record.key()), TopicContents.text(record.value()), record.timestamp()))
                .toList());
    }

    /** Of one way. */
    Ledger of(Object way) {
        return new Ledger(entries.stream()
                .filter(entry -> entry.way().equals(way.toString()))
                .toList());
    }

    /** As often as each is there. */
    List<String> orders() {
        return entries.stream().map(Entry::order).toList();
    }

    /** When this order was. */
    List<Long> times(String order) {
        return entries.stream()
                .filter(entry -> entry.order().equals(order))
                .map(Entry::millis)
                .toList();
    }

    /** Milliseconds from one time of an order to the next. */
    List<Long> gaps(String order) {
        List<Long> times = times(order);
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            gaps.add(times.get(i) - times.get(i - 1));
        }
        return gaps;
    }

    /** Compared with all orders there are. */
    EffectCount count() {
        return EffectCount.of(Orders.all(), orders());
    }
}
