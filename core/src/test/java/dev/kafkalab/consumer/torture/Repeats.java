package dev.kafkalab.consumer.torture;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which records a mode may handle again after they were finished: only those of members that were killed or whose commit
 * was refused; never what a confirmed commit
 * covers, by its offset or by its metadata; and beyond it
 *
 * <ul>
 *   <li>committing each record: the last of each lane that the dead member handled, and of all of them no more than
 *       twice what it handles at once: those that wait for their commit, and those done while it is made;
 *   <li>committing at intervals: what was finished after the last commit but one, since the last one said all that was
 *       finished when the one before was confirmed;
 *   <li>otherwise (Kafka's own commits, open transactions): anything.
 * </ul>
 */
final class Repeats {
    /** A record's end is written by its handler, a moment before the loop hears of it. */
    private static final long HEARSAY = Duration.ofMillis(250).toNanos();

    private final Mode mode;
    /** By partition: what was confirmed when, the highest offset so far. */
    private final Map<Integer, NavigableMap<Long, Event.Committed>> confirmed = new HashMap<>();
    /** By member and partition: when the last commit but one was confirmed. */
    private final Map<String, Long> lastButOne = new HashMap<>();

    /** By member that was killed: what it had finished and others repeated. */
    private final Map<String, Set<Sent>> ofDead = new HashMap<>();

    Repeats(Mode mode, List<History> members) {
        this.mode = mode;
        TreeMap<Long, Event.Committed> all = new TreeMap<>();
        for (History member : members) {
            Map<Integer, Long> last = new HashMap<>();
            for (Event event : member.events()) {
                if (event instanceof Event.Committed committed) {
                    all.put(committed.nanos(), committed);
                    Long before = last.put(committed.partition(), committed.nanos());
                    if (before != null) {
                        lastButOne.put(member.member() + " " + committed.partition(), before);
                    }
                }
            }
        }
        all.values().forEach(committed -> {
            NavigableMap<Long, Event.Committed> partition =
                    confirmed.computeIfAbsent(committed.partition(), absent -> new TreeMap<>());
            if (partition.isEmpty() || partition.lastEntry().getValue().offset() <= committed.offset()) {
                partition.put(committed.nanos(), committed);
            }
        });
    }

    /** Why this repeat must not be. */
    Optional<String> objection(Attempt before, Attempt again) {
        if (!before.by().killed() && isCommittedAtTheEnd(before)) {
            return Optional.of("the member that finished it was not killed, and no commit of it was refused");
        }
        Sent record = before.record();
        Map.Entry<Long, Event.Committed> commit =
                confirmed.getOrDefault(record.partition(), new TreeMap<>()).lowerEntry(again.begin());
        if (commit != null && commit.getValue().covers(record.offset())) {
            return Optional.of("it was committed by " + commit.getKey() + ": " + commit.getValue());
        }
        switch (mode.commit()) {
            case EACH -> {
                if (!before.by().killed()) {
                    return Optional.empty();
                }
                ofDead.computeIfAbsent(before.by().member(), absent -> new HashSet<>())
                        .add(record);
                if (!before.lastOfLane()) {
                    return Optional.of("that member had gone on in its lane, which says it was committed");
                }
            }
            case AFTER_PROCESSING, MANUAL -> {
                Long said = lastButOne.get(before.by().member() + " " + record.partition());
                if (said != null && said < again.begin() && before.end() + HEARSAY < said) {
                    return Optional.of("it was finished long before two commits, the first confirmed at " + said);
                }
            }
            case AUTO, IN_TRANSACTION -> {}
        }
        return Optional.empty();
    }

    /**
     * Whether a member that gives a partition away has surely committed what it did. Not with commits of Kafka's client,
     * which are tried once; not in transactions, which a rebalance aborts; not if the commit was refused, because yet
     * another rebalance was under way.
     */
    private boolean isCommittedAtTheEnd(Attempt attempt) {
        return switch (mode.commit()) {
            case AUTO, IN_TRANSACTION -> false;
            case EACH, AFTER_PROCESSING, MANUAL ->
                attempt.by().events().stream()
                        .noneMatch(event -> event instanceof Event.CommitFailed && event.nanos() > attempt.end());
        };
    }

    /** What is wrong with their number. */
    List<String> objections() {
        int most = 2 * mode.concurrency() * (mode.batch() ? Mode.BATCH_SIZE : 1);
        return ofDead.entrySet().stream()
                .filter(dead -> dead.getValue().size() > most)
                .map(dead -> dead.getKey() + " left " + dead.getValue().size()
                        + " finished records to be repeated, in flight are at most " + most)
                .toList();
    }
}
