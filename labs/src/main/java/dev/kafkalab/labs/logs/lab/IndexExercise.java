package dev.kafkalab.labs.logs.lab;

import dev.kafkalab.labs.frame.ChildJvm;
import dev.kafkalab.labs.frame.DeadMembers;
import dev.kafkalab.labs.frame.EffectCount;
import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Expectation;
import dev.kafkalab.labs.frame.GroupProgress;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.Notes;
import dev.kafkalab.labs.frame.Table;
import java.time.Duration;
import java.util.List;

/** From records to documents: committed while it waits in memory, beside committed when it is a document with an id. */
final class IndexExercise implements Exercise {
    /** Records that are left when the kill comes: behind what the shipper repeats, so that nothing makes up for a loss. */
    private static final int LEFT = 1_200;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public String id() {
        return "index";
    }

    @Override
    public List<String> commands(LabSite site) {
        String prefix = site.prefix();
        return List.of(
                "kafka-lab group describe " + IndexedLines.group(prefix, Way.SAFE) + " "
                        + IndexedLines.group(prefix, Way.NAIVE),
                "kafka-lab chart-logs --index " + IndexedLines.index(prefix, Way.SAFE),
                "curl '" + site.store(IndexedLines.STORE) + "/" + prefix + "*/_count'");
    }

    @Override
    public List<String> scripts(LabSite site) {
        return List.of("kafka-consumer-groups.sh --bootstrap-server " + site.bootstrapServers() + " --describe --group "
                + IndexedLines.group(site.prefix(), Way.SAFE));
    }

    @Override
    public void run(LabSite site) throws Exception {
        int records = (int) IndexedLines.records(site, Way.SAFE).effects();
        try (ChildJvm victim = member(site, "indexer-first", records - LEFT)) {
            victim.awaitSaid(IndexMember.STANDS, Way.values().length, PATIENCE);
            victim.kill();
        }
        for (Way way : Way.values()) {
            DeadMembers.remove(site, IndexedLines.group(site.prefix(), way));
        }
        try (ChildJvm successor = member(site, "indexer-second", Integer.MAX_VALUE)) {
            successor.awaitSaid(IndexMember.DONE, Way.values().length, PATIENCE);
            if (site.cured()) {
                GroupProgress.awaitEnd(
                        site, IndexedLines.group(site.prefix(), Way.SAFE), Way.SAFE.topic(site.prefix()), PATIENCE);
            }
            successor.leave(PATIENCE);
        }
    }

    private static ChildJvm member(LabSite site, String name, int standsAfter) {
        return ChildJvm.start(
                site,
                name,
                IndexMember.class,
                site.prefix(),
                String.valueOf(site.cured()),
                String.valueOf(standsAfter));
    }

    @Override
    public void observe(LabSite site, Notes notes) {
        Table table = Table.of("way", "lines", "records", "documents", "missing", "twice");
        EffectCount records = IndexedLines.records(site, Way.SAFE);
        for (Way way : Way.values()) {
            EffectCount seen = IndexedLines.documents(site, way);
            table.row(way.toString(), seen.causes(), records.effects(), seen.effects(), seen.lost(), seen.repeated());
            if (way == Way.NAIVE) {
                notes.expect("misses", Expectation.atLeast(1, seen.lost()), way);
                notes.expect("doubles", Expectation.atLeast(1, seen.repeated()), way);
            } else {
                notes.expect("documents", Expectation.equal(LessonLog.LINES, seen.effects()), way);
                notes.expect("missing", Expectation.equal(0, seen.lost()), way);
                notes.expect("twice", Expectation.equal(0, seen.repeated()), way);
            }
        }
        notes.table(table);
    }
}
