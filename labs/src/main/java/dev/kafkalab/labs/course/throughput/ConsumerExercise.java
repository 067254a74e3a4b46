package dev.kafkalab.labs.course.throughput;

import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.labs.frame.EffectCount;
import dev.kafkalab.labs.frame.EffectTopic;
import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Expectation;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.Notes;
import dev.kafkalab.labs.frame.Table;
import dev.kafkalab.labs.frame.TopicContents;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The same records, each of which waits, handled in every way, one after another. */
final class ConsumerExercise implements Exercise {
    private static final int RECORDS = 600;
    private static final int KEYS = 40;

    @Override
    public String id() {
        return "consumer";
    }

    private static String source(LabSite site, int partitions) {
        return site.name("consumer-in-" + partitions);
    }

    private static String group(LabSite site, ConsumerWay way) {
        return site.name("consumer-" + way);
    }

    /** Each way has a partition of its own there. */
    private static String effects(LabSite site) {
        return site.name("consumer-done");
    }

    private static Results results(LabSite site) {
        return new Results(site, site.name("consumer-results"));
    }

    @Override
    public List<String> commands(LabSite site) {
        return List.of(
                "kafka-lab consume -t " + effects(site) + " -p " + ConsumerWay.BY_KEY.ordinal()
                        + " -e -f '%T %s %k\\n' | sort -k2,2 -s | head -20",
                "kafka-lab group describe " + group(site, ConsumerWay.BY_KEY));
    }

    @Override
    public List<String> scripts(LabSite site) {
        String at = " --bootstrap-server " + site.bootstrapServers();
        return List.of(
                "kafka-consumer-perf-test.sh" + at + " --topic " + source(site, 3) + " --num-records " + RECORDS
                        + " --timeout 5000",
                "kafka-consumer-groups.sh" + at + " --describe --group " + group(site, ConsumerWay.BY_KEY));
    }

    @Override
    public void run(LabSite site) throws Exception {
        site.createTopic(effects(site), ConsumerWay.values().length, Appended.TOPIC);
        site.createTopics(1, results(site).topic());
        List<byte[]> lines = LogLines.of(RECORDS);
        for (int partitions : new int[] {3, 12}) {
            site.createTopics(partitions, source(site, partitions));
            TopicContents.send(
                    site,
                    IntStream.range(0, RECORDS)
                            .mapToObj(i -> new ProducerRecord<>(
                                    source(site, partitions),
                                    i % KEYS % partitions,
                                    "client" + i % KEYS,
                                    TopicContents.text(lines.get(i))))
                            .toList());
        }
        List<Measurement> measured = new ArrayList<>();
        for (ConsumerWay way : ConsumerWay.values()) {
            int atOnce = new ConsumerRun(
                            site, way, source(site, way.partitions()), group(site, way), effects(site), RECORDS)
                    .handleAll();
            measured.add(new Measurement(way.toString(), RECORDS, 0, 0, 0, atOnce));
        }
        results(site).add(measured);
    }

    @Override
    public void observe(LabSite site, Notes notes) throws Exception {
        Map<String, Measurement> measured = results(site).read();
        Map<Integer, List<ConsumerRecord<byte[], byte[]>>> effects = TopicContents.of(site, effects(site)).stream()
                .collect(Collectors.groupingBy(ConsumerRecord::partition));
        List<Appended> appended;
        try (Cluster cluster = site.connect()) {
            appended = Appended.of(cluster, effects(site), ConsumerWay.values().length);
        }
        long slow = Math.max(1, appended.get(ConsumerWay.ONE_THREAD.ordinal()).rate());
        Table table = Table.of(
                "way", "partitions", "concurrency", "at-once", "rate", "times", "lost", "repeated", "disordered");
        List<BarChart.Bar> bars = new ArrayList<>();
        for (ConsumerWay way : ConsumerWay.values()) {
            List<ConsumerRecord<byte[], byte[]>> done = effects.getOrDefault(way.ordinal(), List.of());
            EffectCount count = EffectCount.of(causes(site, way), causesOf(done));
            long rate = appended.get(way.ordinal()).rate();
            long disordered = KeyOrder.broken(done);
            table.row(
                    way,
                    way.partitions(),
                    way.concurrency(),
                    Objects.requireNonNull(measured.get(way.toString())).atOnce(),
                    rate,
                    decimal((double) rate / slow),
                    count.lost(),
                    count.repeated(),
                    disordered);
            bars.add(new BarChart.Bar(
                    way + ", " + way.partitions() + " partitions, up to " + way.concurrency() + " at once",
                    rate,
                    String.format(Locale.ROOT, "%,d/s", rate),
                    way == ConsumerWay.ONE_THREAD));
            notes.expect("once", Expectation.equal(0, count.lost() + count.repeated()), way);
            if (way.ordered()) {
                notes.expect("order", Expectation.equal(0, disordered), way);
            } else {
                notes.expect("disorder", Expectation.atLeast(1, disordered), way);
            }
            if (way != ConsumerWay.ONE_THREAD) {
                notes.expect("times", times(way.times(), (double) rate / slow), way);
            }
        }
        notes.table(table);
        BarChart.show(
                notes,
                site.folder().resolve("consumer.png"),
                "Consumers: records a second, each of which waits for 2 ms",
                bars);
    }

    private static Expectation times(double least, double actual) {
        return new Expectation("≥ " + decimal(least), decimal(actual), actual >= least);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static List<String> causes(LabSite site, ConsumerWay way) {
        return TopicContents.of(site, source(site, way.partitions())).stream()
                .map(record -> EffectTopic.place(record.partition(), record.offset()))
                .toList();
    }

    private static List<String> causesOf(List<ConsumerRecord<byte[], byte[]>> effects) {
        return effects.stream().map(effect -> TopicContents.text(effect.key())).toList();
    }
}
