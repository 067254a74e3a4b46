package dev.kafkalab.labs.course.offsets;

import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.cluster.Partitions;
import dev.kafkalab.groups.Groups;
import dev.kafkalab.labs.frame.EffectTopic;
import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Expectation;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.Notes;
import dev.kafkalab.labs.frame.SideBySide;
import dev.kafkalab.labs.frame.TopicContents;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Two groups on one topic, one of them with a member that leaves behind what it had not committed, drawn as a ruler. */
final class RulerExercise implements Exercise {
    private static final int PARTITIONS = 2;
    private static final long RECORDS = 12;
    /** What is deleted of partition 0, so that its log does not start with 0. */
    private static final long DELETED = 2;

    private static final Map<Integer, Long> END = Map.of(0, RECORDS, 1, RECORDS);
    private static final Map<Integer, Long> COMMITTED = Map.of(0, 5L, 1, 4L);
    private static final String FIRST = "billing first";
    private static final String SECOND = "billing second";
    private static final String ONLY = "audit only";

    @Override
    public String id() {
        return "ruler";
    }

    private static String source(LabSite site) {
        return site.name("ruler-in");
    }

    private static String billing(LabSite site) {
        return site.name("ruler-billing");
    }

    private static String audit(LabSite site) {
        return site.name("ruler-audit");
    }

    private static String effects(LabSite site) {
        return site.name("ruler-done");
    }

    @Override
    public List<String> commands(LabSite site) {
        return List.of(
                "kafka-lab offsets start " + source(site),
                "kafka-lab offsets end " + source(site),
                "kafka-lab group describe " + billing(site),
                "kafka-lab group describe " + audit(site));
    }

    @Override
    public List<String> scripts(LabSite site) {
        String at = " --bootstrap-server " + site.bootstrapServers();
        return List.of(
                "kafka-get-offsets.sh" + at + " --topic " + source(site) + " --time earliest",
                "kafka-get-offsets.sh" + at + " --topic " + source(site) + " --time latest",
                "kafka-consumer-groups.sh" + at + " --describe --group " + billing(site));
    }

    @Override
    public void run(LabSite site) throws Exception {
        site.createTopics(PARTITIONS, source(site));
        site.createTopics(1, effects(site));
        TopicContents.send(
                site,
                IntStream.range(0, PARTITIONS * (int) RECORDS)
                        .mapToObj(i ->
                                new ProducerRecord<>(source(site), i % PARTITIONS, "customer" + i % 6, "order " + i))
                        .toList());
        try (Cluster cluster = site.connect()) {
            cluster.await(cluster.admin()
                    .deleteRecords(Map.of(new TopicPartition(source(site), 0), RecordsToDelete.beforeOffset(DELETED)))
                    .all());
        }
        try (EffectTopic effects = new EffectTopic(site.clientProperties(), effects(site))) {
            SideBySide.run(
                    List.of(
                            List.of(
                                    new StepReader(FIRST, billing(site), COMMITTED, Map.of(0, 9L, 1, 7L)),
                                    new StepReader(SECOND, billing(site), Map.of(), END)),
                            List.of(new StepReader(ONLY, audit(site), END, END))),
                    readers -> readers.forEach(reader -> reader.read(site, source(site), effects)));
        }
    }

    @Override
    public void observe(LabSite site, Notes notes) {
        List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(number -> new TopicPartition(source(site), number))
                .toList();
        List<String> causes = TopicContents.of(site, source(site)).stream()
                .map(record -> EffectTopic.place(record.partition(), record.offset()))
                .toList();
        Handled handled = Handled.of(TopicContents.of(site, effects(site)));
        try (Cluster cluster = site.connect()) {
            Map<TopicPartition, Long> starts = new Partitions(cluster).start(partitions);
            Map<TopicPartition, Long> ends = new Partitions(cluster).end(partitions);
            Map<TopicPartition, Long> billed = new Groups(cluster).committed(billing(site));
            Map<TopicPartition, Long> audited = new Groups(cluster).committed(audit(site));
            for (TopicPartition each : partitions) {
                int number = each.partition();
                notes.drawing(new Ruler("partition " + number, in(ends, each))
                        .log(in(starts, each))
                        .mark("billing", in(billed, each), 'C')
                        .handled("  first", handled.from(FIRST, number), handled.position(FIRST, number))
                        .handled("  second", handled.from(SECOND, number), handled.position(SECOND, number))
                        .mark("audit", in(audited, each), 'C')
                        .handled("  only", handled.from(ONLY, number), handled.position(ONLY, number))
                        .lines());
            }
            notes.drawing(List.of(notes.text("legend")));
            notes.expect("own", equal(partitions, each -> in(ends, each), each -> in(audited, each)), "audit");
            notes.expect(
                    "own",
                    equal(partitions, each -> COMMITTED.get(each.partition()), each -> in(billed, each)),
                    "billing");
            notes.expect(
                    "begins",
                    equal(partitions, each -> in(billed, each), each -> handled.from(SECOND, each.partition())));
            long beyond = partitions.stream()
                    .mapToLong(each -> handled.position(FIRST, each.partition()) - in(billed, each))
                    .sum();
            notes.expect(
                    "again", Expectation.equal(beyond, handled.count(FIRST) + handled.count(SECOND) - causes.size()));
            notes.expect("all", Expectation.equal(causes.size(), handled.count(ONLY)));
        }
    }

    private static long in(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition), () -> "no offset of " + partition);
    }

    private static Expectation equal(
            List<TopicPartition> partitions,
            Function<TopicPartition, Long> expected,
            Function<TopicPartition, Long> actual) {
        return Expectation.equal(text(partitions, expected), text(partitions, actual));
    }

    private static String text(List<TopicPartition> partitions, Function<TopicPartition, Long> offsets) {
        return partitions.stream().map(offsets).map(String::valueOf).collect(Collectors.joining(" "));
    }
}
