package dev.kafkalab.labs.course.throughput;

import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Expectation;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.Notes;
import dev.kafkalab.labs.frame.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The same lines sent in every combination of settings, one after another, so that none slows another down. */
final class ProducerExercise implements Exercise {
    private static final int RECORDS = 10_000;
    private static final Duration LIMIT = Duration.ofMillis(300);
    /** What is asked of batches, in records a second beside one record at a time. */
    private static final long AT_LEAST_TIMES = 5;

    private static final long AT_MOST_PERCENT = 60;

    @Override
    public String id() {
        return "producer";
    }

    private static String topic(LabSite site) {
        return site.name("producer-lines");
    }

    private static String warmUp(LabSite site) {
        return site.name("producer-warm-up");
    }

    private static Results results(LabSite site) {
        return new Results(site, site.name("producer-results"));
    }

    @Override
    public List<String> commands(LabSite site) {
        return List.of(
                "kafka-lab consume -t " + topic(site) + " -p " + ProducerWay.BATCHES.partition()
                        + " -n 3 -f '%T %s\\n'",
                "kafka-lab consume -t " + results(site).topic() + " -e -f '%s\\n'");
    }

    @Override
    public List<String> scripts(LabSite site) {
        return List.of("kafka-producer-perf-test.sh --bootstrap-server " + site.bootstrapServers() + " --topic "
                + warmUp(site) + " --num-records 10000 --record-size 300 --throughput -1"
                + " --command-property acks=all linger.ms=10 batch.size=131072 compression.type=zstd");
    }

    @Override
    public void run(LabSite site) throws Exception {
        String warmUp = warmUp(site);
        site.createTopics(1, warmUp);
        site.createTopic(topic(site), ProducerWay.GRID.size(), Appended.TOPIC);
        site.createTopics(1, results(site).topic());
        List<byte[]> lines = LogLines.of(RECORDS);
        new ProducerRun(site, warmUp, lines, LIMIT).measure(ProducerWay.BATCHES, 0);
        new ProducerRun(site, warmUp, lines, LIMIT).measure(ProducerWay.COMPRESSED, 0);
        ProducerRun run = new ProducerRun(site, topic(site), lines, LIMIT);
        List<Measurement> measured = new ArrayList<>();
        for (ProducerWay way : ProducerWay.GRID) {
            measured.add(run.measure(way, way.partition()));
        }
        results(site).add(measured);
    }

    @Override
    public void observe(LabSite site, Notes notes) throws Exception {
        Map<String, Measurement> measured = results(site).read();
        List<Appended> appended;
        Map<Integer, Long> stored;
        try (Cluster cluster = site.connect()) {
            appended = Appended.of(cluster, topic(site), ProducerWay.GRID.size());
            stored = StoredBytes.of(cluster, topic(site));
        }
        Table table = Table.of(
                "way",
                "acks",
                "linger",
                "batch",
                "compression",
                "records",
                "rate",
                "megabytes",
                "stored",
                "p50",
                "p99");
        List<BarChart.Bar> bars = new ArrayList<>();
        long missing = 0;
        for (ProducerWay way : ProducerWay.GRID) {
            Appended there = appended.get(way.partition());
            Measurement told = Objects.requireNonNull(measured.get(way.toString()));
            double megabytes = 1.0 * there.rate() * told.bytes() / told.records() / 1e6;
            missing += Math.max(0, told.records() - there.records());
            table.row(
                    way.partition(),
                    way.acks(),
                    way.awaited() ? notes.text("one-by-one") : way.linger().toMillis() + " ms",
                    way.batch(),
                    way.compression(),
                    there.records(),
                    there.rate(),
                    decimal(megabytes, 1),
                    percent(stored.get(way.partition()), told.bytes()),
                    decimal(told.p50Micros() / 1e3, 2),
                    decimal(told.p99Micros() / 1e3, 2));
            bars.add(new BarChart.Bar(
                    way.toString(),
                    there.rate(),
                    String.format(
                            Locale.ROOT,
                            "%,d/s   %.1f MB/s   p99 %.1f ms",
                            there.rate(),
                            megabytes,
                            told.p99Micros() / 1e3),
                    way.awaited()));
        }
        notes.table(table);
        BarChart.show(
                notes,
                site.folder().resolve("producer.png"),
                "Producers: records a second, as the broker appended them",
                bars);
        long slow = Math.max(1, appended.get(ProducerWay.ONE_BY_ONE.partition()).rate());
        notes.expect(
                "batches",
                Expectation.atLeast(
                        AT_LEAST_TIMES,
                        appended.get(ProducerWay.BATCHES.partition()).rate() / slow));
        notes.expect("missing", Expectation.equal(0, missing));
        Long plain = stored.get(ProducerWay.BATCHES.partition());
        Long compressed = stored.get(ProducerWay.COMPRESSED.partition());
        if (plain != null && compressed != null) {
            notes.expect("compressed", Expectation.atMost(AT_MOST_PERCENT, compressed * 100 / plain));
        }
    }

    private static String decimal(double value, int places) {
        return String.format(Locale.ROOT, "%." + places + "f", value);
    }

    private static @Nullable String percent(@Nullable Long part, long of) {
        return part == null ? null : part * 100 / of + "%";
    }
}
