package dev.kafkalab.labs.logs.lab;

import dev.kafkalab.labs.frame.Await;
import dev.kafkalab.labs.frame.ChildJvm;
import dev.kafkalab.labs.frame.EffectCount;
import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Expectation;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.Notes;
import dev.kafkalab.labs.frame.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** From lines to records: a place noted when something is read, beside one noted when it has arrived. */
final class ShipExercise implements Exercise {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public String id() {
        return "ship";
    }

    private static Path log(LabSite site) {
        return site.folder().resolve(site.prefix() + "access.log");
    }

    @Override
    public List<String> commands(LabSite site) {
        String topic = Way.SAFE.topic(site.prefix());
        return List.of(
                "kafka-lab ship-logs --once '" + log(site) + "' -t " + topic + " --registry " + place(site),
                "kafka-lab consume -t " + topic + " -o -3 -e",
                "kafka-lab offsets end " + topic + " " + Way.NAIVE.topic(site.prefix()));
    }

    private static Path place(LabSite site) {
        return places(site).resolve("place-" + Way.SAFE);
    }

    private static Path places(LabSite site) {
        return site.folder().resolve(site.prefix() + "places");
    }

    @Override
    public List<String> scripts(LabSite site) {
        return List.of("kafka-console-consumer.sh --bootstrap-server " + site.bootstrapServers() + " --topic "
                + Way.SAFE.topic(site.prefix()) + " --from-beginning --timeout-ms 5000 | wc -l");
    }

    @Override
    public void run(LabSite site) throws Exception {
        Path log = log(site);
        Path places = Files.createDirectories(places(site));
        LessonLog.write(log);
        for (Way way : Way.values()) {
            site.createTopics(1, way.topic(site.prefix()));
        }
        try (ChildJvm victim = member(site, "shipper-first", log, places, true)) {
            victim.awaitSaid(ShipMember.STANDS, Way.values().length, PATIENCE);
            if (site.cured()) {
                Await.until(
                        "records of the safe shipper",
                        PATIENCE,
                        () -> IndexedLines.records(site, Way.SAFE).effects() >= ShipMember.ARRIVED);
            }
            victim.kill();
        }
        try (ChildJvm successor = member(site, "shipper-second", log, places, false)) {
            successor.awaitSaid(ShipMember.DONE, 1, PATIENCE);
            successor.leave(PATIENCE);
        }
    }

    private static ChildJvm member(LabSite site, String name, Path log, Path places, boolean dies) {
        return ChildJvm.start(
                site,
                name,
                ShipMember.class,
                site.prefix(),
                log.toString(),
                places.toString(),
                String.valueOf(site.cured()),
                String.valueOf(dies));
    }

    @Override
    public void observe(LabSite site, Notes notes) {
        Table table = Table.of("way", "lines", "records", "lost", "repeated");
        for (Way way : Way.values()) {
            EffectCount seen = IndexedLines.records(site, way);
            table.row(way.toString(), seen.causes(), seen.effects(), seen.lost(), seen.repeated());
            if (way == Way.NAIVE) {
                notes.expect("loses", Expectation.atLeast(1, seen.lost()), way);
            } else {
                notes.expect("lost", Expectation.equal(0, seen.lost()), way);
            }
        }
        notes.table(table);
    }
}
