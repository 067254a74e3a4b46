package dev.kafkalab.consumer.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ledgers written by hand, a millisecond between any two events. */
final class Timeline {
    private final List<Sent> sent = new ArrayList<>();
    private final Map<String, List<Event>> members = new LinkedHashMap<>();
    private final List<History> ended = new ArrayList<>();
    private long now = 1_000_000_000L;
    private long unit;

    private long tick() {
        return now += 1_000_000;
    }

    Timeline later(Duration duration) {
        now += duration.toNanos();
        return this;
    }

    /** @param key its records all lie in partition 0 */
    Sent sent(String key) {
        long sequence = sent.stream().filter(s -> s.key().equals(key)).count();
        Sent record = new Sent(0, sent.size(), key, sequence);
        sent.add(record);
        return record;
    }

    private Timeline add(String member, Event event) {
        members.computeIfAbsent(member, absent -> new ArrayList<>()).add(event);
        return this;
    }

    Timeline begin(String member, Sent record) {
        unit++;
        return add(
                member,
                new Event.Begin(tick(), record.partition(), record.offset(), record.key(), record.sequence(), unit));
    }

    /** Begun in the same call of the handler as the one before. */
    Timeline beginInBatch(String member, Sent record) {
        unit--;
        return begin(member, record);
    }

    /** The handler returned; the end is another matter. */
    Timeline returned(String member, Sent record) {
        return add(member, new Event.Returned(tick(), record.partition(), record.offset()));
    }

    Timeline end(String member, Sent record) {
        return add(member, new Event.End(tick(), record.partition(), record.offset()));
    }

    Timeline does(String member, Sent... records) {
        for (Sent record : records) {
            begin(member, record).returned(member, record).end(member, record);
        }
        return this;
    }

    Timeline committed(String member, long offset) {
        return committed(member, offset, "");
    }

    Timeline committed(String member, long offset, String metadata) {
        return add(member, new Event.Committed(tick(), 0, offset, metadata));
    }

    Timeline commitFailed(String member) {
        return add(member, new Event.CommitFailed(tick(), -1));
    }

    Timeline assigned(String member) {
        return add(member, new Event.Assigned(tick(), 0));
    }

    Timeline killed(String member) {
        return over(member, true);
    }

    Timeline closed(String member) {
        return over(member, false);
    }

    private Timeline over(String member, boolean killed) {
        List<Event> events = members.remove(member);
        ended.add(new History(member, events == null ? List.of() : events, tick(), killed));
        return this;
    }

    /** Whoever still runs is closed. */
    Verdict recount(String mode) {
        List.copyOf(members.keySet()).forEach(this::closed);
        return Recount.of(Mode.of(mode), sent, ended);
    }
}
