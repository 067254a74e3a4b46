package dev.kafkalab.labs.course.cdc;

import com.zaxxer.hikari.HikariDataSource;
import dev.kafkalab.cdc.RunningRelay;
import dev.kafkalab.cdc.TablePoll;
import dev.kafkalab.labs.frame.Await;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** A table that one may not touch, asked for what is new: with a bare watermark, and by a relay that knows who still writes. */
final class PollExercise implements Exercise {
    private static final List<Way> WAYS = List.of(Way.WATERMARK, Way.TABLE_POLL);
    private static final int CONNECTIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public String id() {
        return "poll";
    }

    @Override
    public List<String> commands(LabSite site) {
        Names names = Names.of(site);
        return List.of(
                "kafka-lab consume -t " + names.topic(Way.WATERMARK) + " -e -f '%k %s\\n'",
                "kafka-lab consume -t " + names.topic(Way.TABLE_POLL)
                        + " --isolation-level read_committed -e -f '%k %s\\n'",
                Database.of(site)
                        .command("SELECT id, status, updated_at FROM "
                                + names.orders(Way.TABLE_POLL).name()));
    }

    @Override
    public List<String> scripts(LabSite site) {
        return List.of("kafka-console-consumer.sh --bootstrap-server " + site.bootstrapServers() + " --topic "
                + Names.of(site).topic(Way.TABLE_POLL)
                + " --from-beginning --isolation-level read_committed --timeout-ms 5000");
    }

    @Override
    public void run(LabSite site) throws Exception {
        SideBySide.run(WAYS, way -> {
            site.createTopics(1, Names.of(site).topic(way));
            OrderTable table = Names.of(site).orders(way);
            try (HikariDataSource database = Database.of(site).pool(CONNECTIONS);
                    Connection late = database.getConnection();
                    Connection others = database.getConnection()) {
                table.create(others);
                LateCommit orders = new LateCommit(table, late, others);
                if (way == Way.TABLE_POLL && site.cured()) {
                    relay(site, database, orders);
                } else {
                    poll(site, way, orders);
                }
            }
        });
    }

    private static void poll(LabSite site, Way way, LateCommit orders) throws SQLException {
        try (EffectTopic events =
                new EffectTopic(site.clientProperties(), Names.of(site).topic(way))) {
            Watermark watermark = new Watermark(orders.table(), events);
            orders.placeAll();
            watermark.look(orders.others());
            orders.commitLate();
            watermark.look(orders.others());
        }
    }

    private static void relay(LabSite site, HikariDataSource database, LateCommit orders) throws Exception {
        Names names = Names.of(site);
        try (RunningRelay relay = site.kafka()
                .relay(database, TablePoll.of(orders.table().name(), "updated_at"))
                .name(names.relay(Way.TABLE_POLL))
                .topics(names.topic(Way.TABLE_POLL))
                .positionTopic(names.positions())
                .start()) {
            orders.placeAll();
            Await.until(
                    "the orders that are committed, in Kafka",
                    PATIENCE,
                    () -> stopped(relay) || relay.status().sent() >= LateCommit.SEEN_AT_ONCE);
            orders.commitLate();
            String now = orders.now();
            Await.until(
                    "a relay that is past the late commit",
                    PATIENCE,
                    () -> stopped(relay) || isPast(relay.status().position(), now));
        }
    }

    /** Throws what it stopped for. */
    private static boolean stopped(RunningRelay relay) {
        try {
            return relay.awaitStopped(Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** @param position a time, once there is one */
    private static boolean isPast(String position, String time) {
        return Character.isDigit(position.charAt(0)) && position.compareTo(time) >= 0;
    }

    @Override
    public void observe(LabSite site, Notes notes) throws Exception {
        Table table = Table.of("way", "orders", "events", "stale", "skipped", "deletes", "repeated");
        List<String> which = new ArrayList<>();
        for (Way way : WAYS) {
            Reconciliation seen = Reconciliation.of(site, way);
            SortedSet<Change> skipped = new TreeSet<>(seen.lost());
            skipped.removeAll(seen.stale());
            table.row(
                    way.toString(),
                    seen.orders(),
                    seen.events(),
                    seen.stale().size(),
                    skipped.size(),
                    seen.deletesLost().size(),
                    seen.repeated());
            if (!seen.stale().isEmpty()) {
                which.add(notes.text("lost", way, Change.listed(seen.stale())));
            }
            which.add(notes.text("skipped", way, Change.listed(skipped)));
            which.add(notes.text("deleted", way, Change.listed(seen.deletesLost())));
            notes.expect("orders", Expectation.equal(LateCommit.ORDERS - 1, seen.orders()), way);
            if (way == Way.WATERMARK) {
                notes.expect("late", Expectation.atLeast(1, seen.stale().size()), way);
            } else {
                notes.expect("last", Expectation.equal(0, seen.stale().size()), way);
                notes.expect("skipped", Expectation.equal(1, skipped.size()), way);
                notes.expect("blind", Expectation.equal(1, seen.deletesLost().size()), way);
            }
        }
        notes.table(table);
        notes.drawing(which);
    }
}
