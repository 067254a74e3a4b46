package dev.kafkalab.labs.course.cdc;

import dev.kafkalab.cdc.Outbox;
import dev.kafkalab.labs.frame.Await;
import dev.kafkalab.labs.frame.ChildJvm;
import dev.kafkalab.labs.frame.Database;
import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Expectation;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.Notes;
import dev.kafkalab.labs.frame.Table;
import dev.kafkalab.labs.frame.TopicContents;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sending before the commit and after it, beside an outbox: payments are refused, and the application is killed. */
final class SendExercise implements Exercise {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Override
    public String id() {
        return "send";
    }

    @Override
    public List<String> commands(LabSite site) {
        Names names = Names.of(site);
        return List.of(
                "kafka-lab consume -t " + names.topic(Way.INSIDE_TRANSACTION) + " -e -f '%k %s\\n'",
                Database.of(site)
                        .command("SELECT id, status FROM "
                                + names.orders(Way.INSIDE_TRANSACTION).name()),
                "kafka-lab consume -t " + names.topic(Way.OUTBOX)
                        + " --isolation-level read_committed -e -f '%k %h\\n'",
                "kafka-lab consume -t " + names.positions() + " -e -f '%k %s\\n'");
    }

    @Override
    public List<String> scripts(LabSite site) {
        Names names = Names.of(site);
        String at = " --bootstrap-server " + site.bootstrapServers();
        return List.of(
                "kafka-console-consumer.sh" + at + " --topic " + names.topic(Way.OUTBOX)
                        + " --from-beginning --isolation-level read_committed --timeout-ms 5000",
                "kafka-transactions.sh" + at + " list");
    }

    @Override
    public void run(LabSite site) throws Exception {
        Names names = Names.of(site);
        makeTables(site, names);
        for (Way way : Shop.WAYS) {
            site.createTopics(1, names.topic(way));
        }
        try (ChildJvm victim = shop(site, "first", true)) {
            victim.awaitSaid(Shop.STANDS, Shop.WAYS.size() + (site.cured() ? 1 : 0), PATIENCE);
            if (site.cured()) {
                Await.until(
                        "the records of an open transaction",
                        PATIENCE,
                        () -> uncommitted(site, names).size() >= MidwayStop.RECORDS);
            }
            victim.kill();
        }
        try (ChildJvm successor = shop(site, "second", false)) {
            successor.awaitSaid(Shop.DONE, 1, PATIENCE);
            successor.leave(PATIENCE);
        }
    }

    private static void makeTables(LabSite site, Names names) throws SQLException {
        try (Connection connection = Database.of(site).connect();
                Statement statement = connection.createStatement()) {
            statement.execute(Outbox.table(names.outbox()).ddl());
            for (Way way : Shop.WAYS) {
                names.orders(way).create(connection);
            }
        }
    }

    private static ChildJvm shop(LabSite site, String name, boolean dies) {
        return ChildJvm.start(
                site, "shop-" + name, Shop.class, site.prefix(), String.valueOf(site.cured()), String.valueOf(dies));
    }

    /** Also those of transactions that were never committed. */
    private static List<?> uncommitted(LabSite site, Names names) {
        return TopicContents.of(site, names.topic(Way.OUTBOX), "read_uncommitted");
    }

    @Override
    public void observe(LabSite site, Notes notes) throws Exception {
        Table table = Table.of("way", "orders", "events", "lost", "invented", "repeated");
        List<String> which = new ArrayList<>();
        for (Way way : Shop.WAYS) {
            Reconciliation seen = Reconciliation.of(site, way);
            table.row(
                    way.toString(),
                    seen.orders(),
                    seen.events(),
                    seen.lost().size(),
                    seen.invented().size(),
                    seen.repeated());
            if (!seen.lost().isEmpty()) {
                which.add(notes.text("lost", way, Change.listed(seen.lost())));
            }
            if (!seen.invented().isEmpty()) {
                which.add(notes.text("invented", way, Change.listed(seen.invented())));
            }
            expect(notes, way, seen);
        }
        Names names = Names.of(site);
        notes.expect(
                "aborted",
                Expectation.atLeast(
                        1,
                        uncommitted(site, names).size()
                                - TopicContents.of(site, names.topic(Way.OUTBOX))
                                        .size()));
        notes.table(table);
        notes.drawing(which);
    }

    /** Whoever is killed before the commit has one order less. */
    private static void expect(Notes notes, Way way, Reconciliation seen) {
        int committed = Shop.ORDERS - Shop.REFUSED.size() - (way == Way.AFTER_COMMIT ? 0 : 1);
        notes.expect("orders", Expectation.equal(committed, seen.orders()), way);
        switch (way) {
            case INSIDE_TRANSACTION ->
                notes.expect("invents", Expectation.atLeast(1, seen.invented().size()), way);
            case AFTER_COMMIT ->
                notes.expect("loses", Expectation.atLeast(1, seen.lost().size()), way);
            default -> {
                notes.expect("lost", Expectation.equal(0, seen.lost().size()), way);
                notes.expect("invented", Expectation.equal(0, seen.invented().size()), way);
                notes.expect("repeated", Expectation.equal(0, seen.repeated()), way);
            }
        }
    }
}
