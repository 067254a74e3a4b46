package dev.kafkalab.labs.course.cdc;

import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.cdc.ChangeLog;
import dev.kafkalab.cdc.RunningRelay;
import dev.kafkalab.labs.frame.Database;
import dev.kafkalab.labs.frame.EffectTopic;
import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Expectation;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.Notes;
import dev.kafkalab.labs.frame.SideBySide;
import dev.kafkalab.labs.frame.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Events from a hook of the repository, beside a change log that triggers write. */
final class HookExercise implements Exercise {
    private static final List<Way> WAYS = List.of(Way.ENTITY_HOOK, Way.CHANGE_LOG);
    private static final int CONNECTIONS = 3;

    @Override
    public String id() {
        return "hook";
    }

    @Override
    public List<String> commands(LabSite site) {
        Names names = Names.of(site);
        return List.of(
                "kafka-lab consume -t " + names.topic(Way.ENTITY_HOOK) + " -e -f '%k %s\\n'",
                "kafka-lab consume -t " + names.topic(Way.CHANGE_LOG)
                        + " --isolation-level read_committed -e -f '%k %s\\n'",
                Database.of(site).command("SELECT op, row_key, after_image FROM " + names.log() + " ORDER BY id"));
    }

    @Override
    public List<String> scripts(LabSite site) {
        return List.of("kafka-console-consumer.sh --bootstrap-server " + site.bootstrapServers() + " --topic "
                + Names.of(site).topic(Way.CHANGE_LOG)
                + " --from-beginning --isolation-level read_committed --formatter-property print.key=true"
                + " --timeout-ms 5000");
    }

    @Override
    public void run(LabSite site) throws Exception {
        SideBySide.run(WAYS, way -> {
            site.createTopics(1, Names.of(site).topic(way));
            try (HikariDataSource database = Database.of(site).pool(CONNECTIONS)) {
                try (Connection connection = database.getConnection()) {
                    Names.of(site).orders(way).create(connection);
                }
                if (way == Way.CHANGE_LOG && site.cured()) {
                    capture(site, database);
                } else {
                    sendFromHook(site, way, database);
                }
            }
        });
    }

    private static void sendFromHook(LabSite site, Way way, HikariDataSource database) throws SQLException {
        try (EffectTopic events =
                new EffectTopic(site.clientProperties(), Names.of(site).topic(way))) {
            pass(site, way, database, order -> events.add(order.key(), order.json()));
        }
    }

    private static void capture(LabSite site, HikariDataSource database) throws Exception {
        Names names = Names.of(site);
        ChangeLog log = ChangeLog.table(names.log());
        log.install(database, names.orders(Way.CHANGE_LOG).name());
        pass(site, Way.CHANGE_LOG, database, order -> {});
        try (RunningRelay relay = site.kafka()
                .relay(database, log)
                .name(names.relay(Way.CHANGE_LOG))
                .topics(names.topic(Way.CHANGE_LOG))
                .positionTopic(names.positions())
                .once()
                .start()) {
            relay.awaitStopped();
        }
    }

    private static void pass(LabSite site, Way way, HikariDataSource database, OrderRepository.Hook hook)
            throws SQLException {
        OrderTable table = Names.of(site).orders(way);
        try (Connection connection = database.getConnection()) {
            new BusinessDay(table, new OrderRepository(table, hook)).pass(connection);
        }
    }

    @Override
    public void observe(LabSite site, Notes notes) throws Exception {
        Table table = Table.of("way", "orders", "events", "lost", "deletes", "invented", "repeated");
        List<String> which = new ArrayList<>();
        for (Way way : WAYS) {
            Reconciliation seen = Reconciliation.of(site, way);
            table.row(
                    way.toString(),
                    seen.orders(),
                    seen.events(),
                    seen.lost().size(),
                    seen.deletesLost().size(),
                    seen.invented().size(),
                    seen.repeated());
            notes.expect(
                    "orders",
                    Expectation.equal(
                            BusinessDay.ORDERS - BusinessDay.REFUSED.size() - BusinessDay.DELETED, seen.orders()),
                    way);
            if (way == Way.ENTITY_HOOK) {
                which.add(notes.text("lost", way, Change.listed(seen.lost())));
                which.add(notes.text("deleted", way, Change.listed(seen.deletesLost())));
                which.add(notes.text("invented", way, Change.listed(seen.invented())));
                notes.expect("invents", Expectation.atLeast(1, seen.invented().size()), way);
                notes.expect("loses", Expectation.atLeast(1, seen.lost().size()), way);
                notes.expect("unseen", Expectation.atLeast(1, seen.deletesLost().size()), way);
            } else {
                notes.expect("lost", Expectation.equal(0, seen.lost().size()), way);
                notes.expect("deletes", Expectation.equal(0, seen.deletesLost().size()), way);
                notes.expect("invented", Expectation.equal(0, seen.invented().size()), way);
                notes.expect("repeated", Expectation.equal(0, seen.repeated()), way);
            }
        }
        notes.table(table);
        notes.drawing(which);
    }
}
