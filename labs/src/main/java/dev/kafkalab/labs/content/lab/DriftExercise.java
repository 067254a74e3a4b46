package dev.kafkalab.labs.content.lab;

import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.verify.ContentVerify;
import dev.kafkalab.labs.content.verify.Difference;
import dev.kafkalab.labs.content.verify.Store;
import dev.kafkalab.labs.content.work.Worker;
import dev.kafkalab.labs.frame.ChildJvm;
import dev.kafkalab.labs.frame.Database;
import dev.kafkalab.labs.frame.DeadMembers;
import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Expectation;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.Notes;
import dev.kafkalab.labs.frame.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Three authors write at once when the application is killed; then all stores are compared. */
final class DriftExercise implements Exercise {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 3;

    @Override
    public String id() {
        return "drift";
    }

    @Override
    public List<String> commands(LabSite site) {
        ContentNames drifted = Way.ONE_BY_ONE.names(site.prefix());
        return List.of(
                "kafka-lab content verify --prefix " + drifted.prefix(),
                "kafka-lab content verify --prefix "
                        + Way.BY_EVENTS.names(site.prefix()).prefix(),
                "kafka-lab content trace 3 --prefix " + drifted.prefix(),
                "kafka-lab consume -t " + drifted.inspected() + " -e -f '%k %s\\n'",
                Database.of(site).command("SELECT id, version, deleted_at, title FROM " + drifted.table("post")));
    }

    @Override
    public List<String> scripts(LabSite site) {
        return List.of("kafka-console-consumer.sh --bootstrap-server " + site.bootstrapServers() + " --topic "
                + Way.BY_EVENTS.names(site.prefix()).inspected()
                + " --from-beginning --isolation-level read_committed --formatter-property print.key=true"
                + " --timeout-ms 5000");
    }

    @Override
    public void run(LabSite site) throws Exception {
        for (Way way : Way.values()) {
            ContentNames names = way.names(site.prefix());
            site.createTopics(PARTITIONS, names.original(), names.inspected());
        }
        try (ChildJvm victim = application(site, "first", true)) {
            victim.awaitSaid(Application.STANDS, Way.values().length * Application.REQUESTS, PATIENCE);
            victim.kill();
        }
        for (Worker worker : Worker.values()) {
            DeadMembers.remove(site, Way.BY_EVENTS.names(site.prefix()).group(worker.id()));
        }
        try (ChildJvm successor = application(site, "second", false)) {
            successor.awaitSaid(Application.DONE, 1, PATIENCE);
            successor.leave(PATIENCE);
        }
    }

    private static ChildJvm application(LabSite site, String name, boolean dies) {
        return ChildJvm.start(
                site,
                "application-" + name,
                Application.class,
                site.prefix(),
                String.valueOf(site.cured()),
                String.valueOf(dies));
    }

    @Override
    public void observe(LabSite site, Notes notes) {
        Table table = Table.of("way", "posts", "topics", "redis", "mongodb", "elasticsearch");
        List<String> which = new ArrayList<>();
        ContentStores stores = ContentStores.of(site.clientProperties(), site.stores());
        for (Way way : Way.values()) {
            ContentNames names = way.names(site.prefix());
            List<Difference> found = new ArrayList<>();
            ContentVerify.Report report = ContentVerify.run(stores, names, found::add, posts -> {});
            long topics = count(found, Store.ORIGINAL) + count(found, Store.INSPECTED);
            table.row(
                    way.toString(),
                    report.posts(),
                    topics,
                    count(found, Store.REDIS),
                    count(found, Store.MONGODB),
                    count(found, Store.ELASTICSEARCH));
            for (Difference difference : found) {
                which.add(notes.text(
                        "difference",
                        way,
                        difference.postId(),
                        difference.store().title(ContentNames.standard()),
                        difference.expected(),
                        difference.found()));
            }
            notes.expect("posts", Expectation.equal(Application.ALL, report.posts()), way);
            if (way == Way.ONE_BY_ONE) {
                notes.expect("untold", Expectation.atLeast(1, topics), way);
                notes.expect("inboxes", Expectation.atLeast(1, count(found, Store.MONGODB)), way);
                notes.expect("index", Expectation.atLeast(1, count(found, Store.ELASTICSEARCH)), way);
            } else {
                notes.expect("agreed", Expectation.equal(0, report.differences()), way);
            }
        }
        notes.table(table);
        notes.drawing(which);
    }

    private static long count(List<Difference> found, Store store) {
        return found.stream().filter(difference -> difference.store() == store).count();
    }
}
