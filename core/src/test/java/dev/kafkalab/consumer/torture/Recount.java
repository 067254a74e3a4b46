package dev.kafkalab.consumer.torture;

import dev.kafkalab.consumer.torture.Finding.Kind;
import dev.kafkalab.consumer.torture.Sent.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Compares what was sent with what members say they did. Promised in every mode, and looked for here:
 *
 * <ul>
 *   <li>every record is finished at least once;
 *   <li>of a lane (a key, a partition), a record is begun only when all before it were handled, by whomever;
 *   <li>of a lane, never two handlers at the same time, by whomever;
 *   <li>within one assignment a member never goes back in a lane;
 *   <li>what was finished is repeated only if it was finished by a member that was killed, and as {@link Repeats} allows;
 *   <li>effects that are promised exactly once are there exactly once, in the order of their lane.
 * </ul>
 */
final class Recount {
    private final Mode mode;
    private final Map<Place, Sent> sent = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private final Map<Place, Long> firstEnds = new HashMap<>();
    private final Map<Place, Long> firstHandled = new HashMap<>();
    /** By lane, for each record when the last of those before it was handled for the first time. */
    private final Map<String, Map<Place, Long>> lanes = new HashMap<>();

    private final Repeats repeats;
    private int repeated;

    private Recount(Mode mode, Collection<Sent> sent, List<History> members) {
        this.mode = mode;
        sent.forEach(record -> this.sent.put(record.place(), record));
        for (History member : members) {
            attempts.addAll(Attempts.of(mode, member, this.sent, findings::add));
        }
        attempts.sort(Comparator.comparingLong(Attempt::begin));
        for (Attempt attempt : attempts) {
            firstEnds.merge(attempt.record().place(), attempt.end(), Math::min);
            // What was acknowledged may have been killed just before its handler returned.
            firstHandled.merge(attempt.record().place(), Math.min(attempt.handled(), attempt.end()), Math::min);
        }
        repeats = new Repeats(mode, members);
    }

    /** @param members those that ran, each with all it did */
    static Verdict of(Mode mode, Collection<Sent> sent, List<History> members) {
        Recount recount = new Recount(mode, sent, members);
        recount.lineUp();
        recount.findLost();
        recount.findRepeats();
        recount.attempts.stream()
                .collect(Collectors.groupingBy(attempt -> mode.lane(attempt.record())))
                .values()
                .forEach(recount::checkLane);
        return new Verdict(
                sent.size(),
                recount.attempts.size(),
                (int) recount.attempts.stream().filter(a -> !a.finished()).count(),
                recount.repeated,
                recount.findings);
    }

    private void findLost() {
        for (Sent record : sent.values()) {
            if (firstEnds.getOrDefault(record.place(), Attempt.NEVER) == Attempt.NEVER) {
                findings.add(new Finding(Kind.LOST, record.toString()));
            }
        }
    }

    /** @param lane in the order of their beginnings */
    private void checkLane(List<Attempt> lane) {
        Map<Place, Long> allBeforeHandled =
                lanes.getOrDefault(mode.lane(lane.get(0).record()), Map.of());
        Map<String, Attempt> latest = new HashMap<>();
        Attempt longest = lane.get(0);
        for (Attempt attempt : lane) {
            if (attempt != longest && attempt.begin() < longest.over()) {
                findings.add(new Finding(Kind.AT_ONCE, longest + ", meanwhile " + attempt));
            }
            longest = attempt.over() > longest.over() ? attempt : longest;
            long allowedFrom = allBeforeHandled.getOrDefault(attempt.record().place(), Long.MIN_VALUE);
            if (attempt.begin() < allowedFrom) {
                findings.add(new Finding(
                        Kind.OUT_OF_ORDER,
                        attempt + ", before the records in front of it were done at " + allowedFrom));
            }
            Attempt before = latest.put(attempt.by().member() + " " + attempt.epoch(), attempt);
            // An aborted transaction is handled again by the same member.
            if (before != null
                    && mode.commit() != Mode.Commit.IN_TRANSACTION
                    && before.record().offset() >= attempt.record().offset()) {
                findings.add(new Finding(Kind.OUT_OF_ORDER, attempt + ", after " + before));
            }
        }
    }

    private void lineUp() {
        Map<String, Long> soFar = new HashMap<>();
        sent.values().stream().sorted(Comparator.comparingLong(Sent::offset)).forEach(record -> {
            String lane = mode.lane(record);
            long before = soFar.getOrDefault(lane, Long.MIN_VALUE);
            lanes.computeIfAbsent(lane, absent -> new HashMap<>()).put(record.place(), before);
            soFar.put(lane, Math.max(before, firstHandled.getOrDefault(record.place(), Attempt.NEVER)));
        });
    }

    private void findRepeats() {
        Map<Place, Attempt> finished = new HashMap<>();
        for (Attempt attempt : attempts) {
            Attempt before = finished.get(attempt.record().place());
            if (before != null) {
                repeated++;
                repeats.objection(before, attempt)
                        .ifPresent(why -> findings.add(
                                new Finding(Kind.WRONG_REPEAT, attempt + ", though " + why + "; before: " + before)));
            }
            if (attempt.finished()) {
                finished.put(attempt.record().place(), attempt);
            }
        }
        repeats.objections().forEach(why -> findings.add(new Finding(Kind.WRONG_REPEAT, why)));
    }
}
