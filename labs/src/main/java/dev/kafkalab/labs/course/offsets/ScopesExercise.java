package dev.kafkalab.labs.course.offsets;

import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.cluster.TopicSelection;
import dev.kafkalab.groups.Groups;
import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Expectation;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.Notes;
import dev.kafkalab.labs.frame.Table;
import dev.kafkalab.labs.frame.TopicContents;
import dev.kafkalab.offsets.OffsetFile;
import dev.kafkalab.offsets.OffsetPlan;
import dev.kafkalab.offsets.OffsetResets;
import dev.kafkalab.offsets.PlannedOffset;
import dev.kafkalab.offsets.ResetRequest;
import dev.kafkalab.offsets.ResetScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A group for each scope, all from the same place, each left where the scope put it. */
final class ScopesExercise implements Exercise {
    /** Records of each partition, an hour apart. */
    private static final List<Integer> RECORDS = List.of(12, 12, 14);
    /** How much older than the others the records of the last partition are. */
    private static final Duration OLDER = Duration.ofHours(8);

    private static final long DELETED = 4;
    private static final ResetScope.FromFile NO_FILE = new ResetScope.FromFile(Map.of());

    @Override
    public String id() {
        return "scopes";
    }

    private static String source(LabSite site) {
        return site.name("scopes-in");
    }

    private static String before(LabSite site) {
        return site.name("scopes-before");
    }

    @Override
    public List<String> commands(LabSite site) {
        return List.of(
                "kafka-lab group describe " + site.name(Scope.BY_DURATION.toString()),
                "kafka-lab reset-offsets -g " + before(site) + " --all-topics " + Scope.SHIFT_BY.option()
                        + " --dry-run",
                "kafka-lab reset-offsets -g " + before(site) + " --all-topics --to-latest --export");
    }

    @Override
    public List<String> scripts(LabSite site) {
        String at = "kafka-consumer-groups.sh --bootstrap-server " + site.bootstrapServers();
        return List.of(
                at + " --describe --group " + site.name(Scope.BY_DURATION.toString()),
                at + " --group " + before(site) + " --all-topics --reset-offsets " + Scope.SHIFT_BY.option()
                        + " --dry-run",
                at + " --group " + before(site) + " --all-topics --reset-offsets --to-latest --export");
    }

    @Override
    public void run(LabSite site) throws Exception {
        site.createTopic(source(site), RECORDS.size(), Map.of("message.timestamp.type", "CreateTime"));
        TopicContents.send(site, records(site, Instant.now()));
        try (Cluster cluster = site.connect()) {
            cluster.await(cluster.admin()
                    .deleteRecords(Map.of(new TopicPartition(source(site), 0), RecordsToDelete.beforeOffset(DELETED)))
                    .all());
            Facts facts = Facts.of(site, source(site));
            OffsetResets resets = new OffsetResets(cluster, Clock.systemUTC());
            place(resets, site, before(site));
            for (Scope scope : Scope.values()) { // the file comes last, when there is something to export
                String group = site.name(scope.toString());
                place(resets, site, group);
                resets.apply(resets.plan(request(group, scope.asked(facts, file(site, resets, scope)))));
            }
        }
    }

    private static List<ProducerRecord<String, String>> records(LabSite site, Instant now) {
        List<ProducerRecord<String, String>> records = new ArrayList<>();
        for (int partition = 0; partition < RECORDS.size(); partition++) {
            int count = RECORDS.get(partition);
            Instant newest = partition == RECORDS.size() - 1 ? now.minus(OLDER) : now;
            for (int i = 0; i < count; i++) {
                long timestamp = newest.minus(Duration.ofHours(count - 1L - i)).toEpochMilli();
                records.add(
                        new ProducerRecord<>(source(site), partition, timestamp, "sensor" + partition, "hour " + i));
            }
        }
        return records;
    }

    /** The offsets a group begins with. */
    private static void place(OffsetResets resets, LabSite site, String group) {
        TopicSelection everything = new TopicSelection(source(site), Set.of());
        resets.apply(
                resets.plan(new ResetRequest(group, List.of(everything), new ResetScope.ToOffset(Scope.BEFORE), true)));
    }

    private static ResetRequest request(String group, ResetScope scope) {
        return new ResetRequest(group, List.of(), scope, false);
    }

    /** Exports where one group stands and reads it again for another, as a user does with a file. */
    private static ResetScope.FromFile file(LabSite site, OffsetResets resets, Scope scope) throws IOException {
        if (scope != Scope.FROM_FILE) {
            return NO_FILE;
        }
        Path file = site.folder().resolve("offsets.csv");
        String model = site.name(Scope.TO_DATETIME.toString());
        Files.writeString(file, OffsetFile.write(resets.plan(request(model, new ResetScope.ToCurrent()))));
        return new ResetScope.FromFile(
                OffsetFile.read(Files.readString(file), site.name(scope.toString()), file.toString()));
    }

    @Override
    public void observe(LabSite site, Notes notes) {
        Facts facts = Facts.of(site, source(site));
        Table table = Table.of("scope", "before", "after", "expected", "replays", "skips", "note");
        try (Cluster cluster = site.connect()) {
            OffsetResets resets = new OffsetResets(cluster, Clock.systemUTC());
            Groups groups = new Groups(cluster);
            Map<Integer, Long> before = committed(groups, before(site));
            for (Scope scope : Scope.values()) {
                Map<Integer, Long> after = committed(groups, site.name(scope.toString()));
                Map<Integer, Long> expected = facts.partitions().stream()
                        .collect(Collectors.toMap(each -> each, each -> scope.expected(facts, each)));
                OffsetPlan plan = scope.clamps()
                        ? resets.plan(request(before(site), scope.asked(facts, NO_FILE)))
                        : new OffsetPlan(before(site), List.of());
                table.row(
                        scope,
                        text(before),
                        text(after),
                        text(expected),
                        moved(after, before),
                        moved(before, after),
                        aloud(notes, plan));
                notes.expect("placed", Expectation.equal(text(expected), text(after)), scope);
                if (scope.clamps()) {
                    notes.expect("clamped", Expectation.equal(outside(scope, facts), clamped(plan)), scope);
                }
            }
        }
        notes.table(table);
    }

    /** By number of the partition. */
    private static Map<Integer, Long> committed(Groups groups, String group) {
        return groups.committed(group).entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().partition(), Map.Entry::getValue));
    }

    private static String text(Map<Integer, Long> offsets) {
        return new TreeMap<>(offsets).values().stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static long moved(Map<Integer, Long> lower, Map<Integer, Long> higher) {
        return higher.entrySet().stream()
                .mapToLong(
                        entry -> Math.max(0, entry.getValue() - lower.getOrDefault(entry.getKey(), entry.getValue())))
                .sum();
    }

    /** Partitions whose records say that the log does not have the offset asked for. */
    private static long outside(Scope scope, Facts facts) {
        return facts.partitions().stream()
                .filter(each -> scope.expected(facts, each) != scope.wanted(facts, each))
                .count();
    }

    private static long clamped(OffsetPlan plan) {
        return plan.rows().stream().filter(PlannedOffset::clamped).count();
    }

    private static @Nullable String aloud(Notes notes, OffsetPlan plan) {
        String said = plan.rows().stream()
                .filter(PlannedOffset::clamped)
                .map(row -> notes.text("clamped", row.partition().partition(), row.asked(), row.next()))
                .collect(Collectors.joining("; "));
        return said.isEmpty() ? null : said;
    }
}
