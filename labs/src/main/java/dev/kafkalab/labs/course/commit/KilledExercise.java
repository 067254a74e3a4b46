package dev.kafkalab.labs.course.commit;

import dev.kafkalab.labs.frame.ChildJvm;
import dev.kafkalab.labs.frame.DeadMembers;
import dev.kafkalab.labs.frame.EffectCount;
import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Expectation;
import dev.kafkalab.labs.frame.GroupProgress;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.Notes;
import dev.kafkalab.labs.frame.SideBySide;
import dev.kafkalab.labs.frame.Table;
import dev.kafkalab.labs.frame.TopicContents;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Consumers that differ in how they commit, each killed with -9 midway, each replaced by another that goes to the end. */
final class KilledExercise implements Exercise {
    static final int RECORDS = 240;
    /** So many effects are there when the kill comes. */
    private static final int DONE = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String id;
    private final List<Way> ways;

    KilledExercise(String id, List<Way> ways) {
        this.id = id;
        this.ways = List.copyOf(ways);
    }

    @Override
    public String id() {
        return id;
    }

    private String source(LabSite site) {
        return site.name(id + "-in");
    }

    private String group(LabSite site, Way way) {
        return site.name(id + "-" + way);
    }

    private String effects(LabSite site, Way way) {
        return site.name(id + "-" + way + "-done");
    }

    @Override
    public List<String> commands(LabSite site) {
        Way first = ways.get(0);
        return List.of(
                "kafka-lab group describe " + group(site, first),
                "kafka-lab consume -t " + effects(site, first) + " -e -f '%k %s\\n' | sort | uniq -c");
    }

    @Override
    public List<String> scripts(LabSite site) {
        Way first = ways.get(0);
        String at = " --bootstrap-server " + site.bootstrapServers();
        return List.of(
                "kafka-consumer-groups.sh" + at + " --describe --group " + group(site, first),
                "kafka-console-consumer.sh" + at + " --topic " + effects(site, first)
                        + " --from-beginning --formatter-property print.key=true --timeout-ms 5000");
    }

    @Override
    public void run(LabSite site) throws Exception {
        site.createTopics(CommitMember.PARTITIONS, source(site));
        TopicContents.send(
                site,
                IntStream.range(0, RECORDS)
                        .mapToObj(i -> new ProducerRecord<>(
                                source(site), i % CommitMember.PARTITIONS, "key" + i % 20, "record " + i))
                        .toList());
        SideBySide.run(ways, way -> killAndReplace(site, way));
    }

    private void killAndReplace(LabSite site, Way way) throws Exception {
        site.createTopics(1, effects(site, way));
        try (ChildJvm victim = member(site, way, "first")) {
            victim.awaitSaid(CommitMember.DONE, DONE, PATIENCE);
            victim.kill();
        }
        DeadMembers.remove(site, group(site, way));
        try (ChildJvm successor = member(site, way, "second")) {
            successor.awaitSaid(CommitMember.JOINED, 1, PATIENCE);
            GroupProgress.awaitEnd(site, group(site, way), source(site), PATIENCE);
            successor.leave(PATIENCE);
        }
    }

    private ChildJvm member(LabSite site, Way way, String name) {
        Way run = site.cured() || way.loses() ? way : way.uncured();
        return ChildJvm.start(
                site,
                id + "-" + way + "-" + name,
                CommitMember.class,
                run.toString(),
                source(site),
                group(site, way),
                effects(site, way),
                name);
    }

    @Override
    public void observe(LabSite site, Notes notes) {
        Table table = Table.of("way", "records", "effects", "lost", "repeated", "lag");
        for (Way way : ways) {
            EffectCount count = EffectCount.of(site, source(site), effects(site, way));
            long lag = GroupProgress.left(site, group(site, way), source(site));
            table.row(way.toString(), count.causes(), count.effects(), count.lost(), count.repeated(), lag);
            notes.expect("lag", Expectation.equal(0, lag), way);
            if (way.loses()) {
                notes.expect("loses", Expectation.atLeast(1, count.lost()), way);
            } else {
                notes.expect("lost", Expectation.equal(0, count.lost()), way);
                if (way.most() < RECORDS) {
                    notes.expect("repeats", Expectation.atMost(way.most(), count.repeated()), way);
                }
                if (way.fewest() > 0) {
                    notes.expect("repeats", Expectation.atLeast(way.fewest(), count.repeated()), way);
                }
            }
        }
        notes.table(table);
    }
}
