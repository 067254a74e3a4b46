package dev.kafkalab.consumer.torture;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the ledger of a member shows after its death.
 *
 * @param moment what it was killed in the middle of
 * @param worked milliseconds from its first record to its last event
 * @param unfinished records begun and not ended; the kill counts if there are any
 * @param uncommitted records ended that no confirmed commit covers: neither below its offset nor in its metadata
 */
record Kill(String member, Moment moment, long worked, int unfinished, int uncommitted) {
    enum Moment {
        /** It had just begun. */
        START,
        /** It worked. */
        WORK,
        /** Another was joining or leaving. */
        REBALANCE
    }

    static Kill of(History dead, Moment moment) {
        Set<Sent.Place> begun = new HashSet<>();
        Set<Sent.Place> ended = new HashSet<>();
        Map<Integer, Event.Committed> committed = new HashMap<>();
        long from = Long.MAX_VALUE;
        long to = 0;
        for (Event event : dead.events()) {
            to = event.nanos();
            if (event instanceof Event.Begin begin) {
                from = Math.min(from, begin.nanos());
                begun.add(new Sent.Place(begin.partition(), begin.offset()));
            } else if (event instanceof Event.End end) {
                Sent.Place place = new Sent.Place(end.partition(), end.offset());
                begun.remove(place);
                ended.add(place);
            } else if (event instanceof Event.Committed commit) {
                committed.put(commit.partition(), commit);
            }
        }
        int uncommitted = (int) ended.stream()
                .filter(place -> {
                    Event.Committed commit = committed.get(place.partition());
                    return commit == null || !commit.covers(place.offset());
                })
                .count();
        return new Kill(dead.member(), moment, Math.max(0, (to - from) / 1_000_000), begun.size(), uncommitted);
    }

    /** Whether a record was begun and not ended when the ledger was read last. */
    static boolean isInFlight(List<Event> events) {
        long begun =
                events.stream().filter(event -> event instanceof Event.Begin).count();
        long ended = events.stream().filter(event -> event instanceof Event.End).count();
        return begun > ended;
    }

    boolean counts() {
        return unfinished > 0;
    }

    @Override
    public String toString() {
        return "%-6s %-9s after %5d ms of work: %3d in flight, %4d done and not committed"
                .formatted(member, moment.name().toLowerCase(java.util.Locale.ROOT), worked, unfinished, uncommitted);
    }
}
