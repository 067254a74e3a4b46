package dev.kafkalab.labs.course.partitions;

import dev.kafkalab.labs.course.partitions.KeyedSends.Keyed;
import dev.kafkalab.labs.frame.EffectCount;
import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Expectation;
import dev.kafkalab.labs.frame.GroupProgress;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.Notes;
import dev.kafkalab.labs.frame.SideBySide;
import dev.kafkalab.labs.frame.Table;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A third partition for keys that have records in two: added in place, and by moving to a new topic. */
final class GrowExercise implements Exercise {
    /** The number of each key's record in two partitions. */
    static final int FIRST = 1;
    /** The number of each key's record in three. */
    private static final int SECOND = 2;

    private static final List<String> KEYS =
            IntStream.rangeClosed(1, 12).mapToObj(i -> "user%02d".formatted(i)).toList();

    @Override
    public String id() {
        return "grow";
    }

    private static String topic(LabSite site, Growth growth) {
        return site.name("grow-" + growth);
    }

    private static String larger(LabSite site) {
        return site.name("grow-new-topic-larger");
    }

    private static String group(LabSite site, Growth growth) {
        return site.name("grow-" + growth);
    }

    /** Of one partition, so that it holds the effects in the order in which they came. */
    private static String effects(LabSite site, Growth growth) {
        return site.name("grow-" + growth + "-done");
    }

    @Override
    public List<String> commands(LabSite site) {
        return List.of(
                "kafka-lab topic describe " + topic(site, Growth.IN_PLACE),
                "kafka-lab consume -t " + topic(site, Growth.IN_PLACE) + " -e -f '%k %s %p\\n' | sort",
                "kafka-lab consume -t " + effects(site, Growth.IN_PLACE) + " -e -f '%k %s\\n'",
                "kafka-lab consume -t " + effects(site, Growth.NEW_TOPIC) + " -e -f '%k %s\\n'");
    }

    @Override
    public List<String> scripts(LabSite site) {
        String at = " --bootstrap-server " + site.bootstrapServers();
        return List.of(
                "kafka-topics.sh" + at + " --describe --topic " + topic(site, Growth.IN_PLACE),
                "kafka-console-consumer.sh" + at + " --topic " + effects(site, Growth.IN_PLACE)
                        + " --from-beginning --timeout-ms 5000 --formatter-property print.key=true");
    }

    @Override
    public void run(LabSite site) throws Exception {
        List<Keyed> earlier =
                KEYS.stream().map(key -> new Keyed(key, String.valueOf(FIRST))).toList();
        List<Keyed> later =
                KEYS.stream().map(key -> new Keyed(key, String.valueOf(SECOND))).toList();
        SideBySide.run(Arrays.asList(Growth.values()), growth -> {
            site.createTopics(Move.BEFORE, topic(site, growth));
            site.createTopics(1, effects(site, growth));
            Move move = new Move(site, topic(site, growth), larger(site), group(site, growth), effects(site, growth));
            if (growth == Growth.NEW_TOPIC && site.cured()) {
                move.toLargerTopic(earlier, later);
            } else {
                move.inPlace(earlier, later);
            }
        });
        if (!site.cured()) {
            site.createTopics(Move.AFTER, larger(site)); // it stays empty
        }
    }

    @Override
    public void observe(LabSite site, Notes notes) {
        Outcome inPlace = outcome(site, Growth.IN_PLACE);
        Outcome newTopic = outcome(site, Growth.NEW_TOPIC);
        Table keys = Table.of("key", "before", "after", "in-place-order", "new-topic-order");
        KEYS.forEach(key -> keys.row(
                key,
                words(inPlace.partitions(key, FIRST)),
                words(inPlace.partitions(key, SECOND)),
                words(inPlace.done().ofKey(key).numbers()),
                words(newTopic.done().ofKey(key).numbers())));
        notes.table(keys);
        Table ways = Table.of("way", "records", "effects", "lost", "moved", "to-new", "reordered", "lag");
        for (Outcome outcome : List.of(inPlace, newTopic)) {
            Growth growth = outcome.growth();
            EffectCount count =
                    EffectCount.of(outcome.sent().names(), outcome.done().names());
            long moved = outcome.moved();
            long reordered = outcome.done().reordered();
            ways.row(
                    growth.toString(),
                    count.causes(),
                    count.effects(),
                    count.lost(),
                    moved,
                    outcome.movedToTheNewOne(),
                    reordered,
                    outcome.lag());
            notes.expect("lost", Expectation.equal(0, count.lost()), growth);
            notes.expect("lag", Expectation.equal(0, outcome.lag()), growth);
            notes.expect("moved", Expectation.atLeast(1, moved), growth);
            if (growth == Growth.IN_PLACE) {
                long atLeast = Math.max(1, outcome.movedToTheNewOne());
                notes.expect("reorders", Expectation.atLeast(atLeast, reordered), growth);
            } else {
                notes.expect("reordered", Expectation.equal(0, reordered), growth);
            }
        }
        notes.table(ways);
    }

    /**
     * What the stores say of one way.
     *
     * @param done the effects, in the order in which they came
     */
    private record Outcome(Growth growth, KeyedRecords sent, KeyedRecords done, long lag) {
        SortedSet<Integer> partitions(String key, int number) {
            return sent.ofKey(key).ofNumber(number).partitions();
        }

        /** Keys whose later record lies in another partition. */
        long moved() {
            return KEYS.stream()
                    .filter(key -> !partitions(key, FIRST).equals(partitions(key, SECOND)))
                    .count();
        }

        long movedToTheNewOne() {
            return sent.ofNumber(SECOND).ofPartition(Move.AFTER - 1).size();
        }
    }

    private static Outcome outcome(LabSite site, Growth growth) {
        KeyedRecords sent = KeyedRecords.of(site, topic(site, growth));
        KeyedRecords done = KeyedRecords.of(site, effects(site, growth));
        long lag = GroupProgress.left(site, group(site, growth), topic(site, growth));
        if (growth == Growth.IN_PLACE) {
            return new Outcome(growth, sent, done, lag);
        }
        return new Outcome(
                growth,
                sent.and(KeyedRecords.of(site, larger(site))),
                done,
                lag + GroupProgress.left(site, group(site, growth), larger(site)));
    }

    private static String words(Collection<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
