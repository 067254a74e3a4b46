package dev.kafkalab.labs.course.retry;

import dev.kafkalab.ConsumerBuilder;
import dev.kafkalab.KafkaLab;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.consumer.Ordering;
import dev.kafkalab.consumer.RecordHandler;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.deadletters.Redrive;
import dev.kafkalab.deadletters.RedriveRequest;
import dev.kafkalab.labs.frame.EffectCount;
import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Expectation;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.Notes;
import dev.kafkalab.labs.frame.SideBySide;
import dev.kafkalab.labs.frame.Table;
import dev.kafkalab.labs.frame.TopicContents;
import dev.kafkalab.retry.Recovery;
import dev.kafkalab.retry.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The way of one record from its topic to the dead letters and back: put back by a copying script, and by a redrive. */
final class RedriveExercise implements Exercise {
    private static final Deserializer<String> TEXT = new StringDeserializer();

    private enum Way {
        COPY,
        REDRIVE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String id() {
        return "redrive";
    }

    private static String orders(LabSite site, Way way) {
        return site.name(way + "-orders");
    }

    private static String letters(LabSite site, Way way) {
        return orders(site, way) + Recovery.SUFFIX;
    }

    private static String group(LabSite site, Way way) {
        return site.name(way.toString());
    }

    @Override
    public List<String> commands(LabSite site) {
        return List.of(
                "kafka-lab dlt show -t " + letters(site, Way.REDRIVE),
                "kafka-lab dlt redrive -t " + letters(site, Way.REDRIVE) + " --dry-run",
                "kafka-lab consume -t " + orders(site, Way.REDRIVE) + " -e -o " + Orders.COUNT + " -J");
    }

    @Override
    public List<String> scripts(LabSite site) {
        return List.of("kafka-console-consumer.sh --bootstrap-server " + site.bootstrapServers() + " --topic "
                + letters(site, Way.REDRIVE)
                + " --from-beginning --formatter-property print.headers=true --timeout-ms 5000");
    }

    @Override
    public void run(LabSite site) throws Exception {
        site.createTopics(
                1,
                orders(site, Way.COPY),
                orders(site, Way.REDRIVE),
                Handling.attempts(site, id()),
                Handling.done(site, id()));
        try (Handling handling = new Handling(site, id())) {
            SideBySide.run(List.of(Way.values()), way -> run(site, way, handling));
        }
    }

    /** Down for all attempts at one order; the letter is put back twice by somebody who is not sure; then the bank is back. */
    private static void run(LabSite site, Way way, Handling handling) throws Exception {
        Orders.fill(site, orders(site, way));
        try (RunningConsumer consumer = consumer(site, way, handling, true).start()) {
            Until.done(consumer);
        }
        for (int time = 1; time <= 2; time++) {
            if (way == Way.REDRIVE && site.cured()) {
                redrive(site, letters(site, way));
            } else {
                copy(site, letters(site, way), orders(site, way));
            }
        }
        long all =
                handling.done(way) + TopicContents.of(site, orders(site, way)).size() - Orders.COUNT;
        try (RunningConsumer consumer = consumer(site, way, handling, false).start()) {
            Until.met("what was put back is done", () -> !consumer.isRunning() || handling.done(way) >= all);
        }
    }

    private static ConsumerBuilder<String, String> consumer(
            LabSite site, Way way, Handling handling, boolean bankIsDown) {
        return consumer(site.kafka(), orders(site, way), group(site, way), (value, delivery) -> {
            String order = Orders.of(delivery);
            handling.handleUnlessDown(way, order, bankIsDown && order.equals(Orders.BROKEN));
        });
    }

    private static ConsumerBuilder<String, String> consumer(
            KafkaLab kafka, String topic, String group, RecordHandler<String, String> handler) {
        // cure
        return kafka.consumer(topic, TEXT, TEXT)
                .group(group)
                .startFrom("earliest")
                .ordering(Ordering.BY_KEY)
                .retry(RetryPolicy.exponential(Duration.ofMillis(100), 2)
                        .maxAttempts(2)
                        .giveUpOn(IllegalArgumentException.class))
                .retryLater(Duration.ofMillis(300))
                .deadLetter()
                .handle(handler);
        // end
    }

    /** What a console consumer piped into a console producer does: it remembers nothing. */
    private static void copy(LabSite site, String letters, String orders) {
        TopicContents.send(
                site,
                TopicContents.of(site, letters).stream()
                        .map(letter -> new ProducerRecord<>(
                                orders, TopicContents.text(letter.key()), TopicContents.text(letter.value())))
                        .toList());
    }

    private static void redrive(LabSite site, String letters) {
        try (Cluster cluster = site.connect()) {
            new Redrive(cluster, site.clientProperties()).run(RedriveRequest.of(letters));
        }
    }

    @Override
    public void observe(LabSite site, Notes notes) {
        Ledger attempts = Ledger.of(site, Handling.attempts(site, id()));
        Ledger done = Ledger.of(site, Handling.done(site, id()));
        Table table = Table.of("way", "letters", "back", "done", "repeated", "lost");
        for (Way way : Way.values()) {
            int letters = TopicContents.of(site, letters(site, way)).size();
            int back = TopicContents.of(site, orders(site, way)).size() - Orders.COUNT;
            EffectCount count = done.of(way).count();
            table.row(way.toString(), letters, back, count.effects(), count.repeated(), count.lost());
            notes.expect("letters", Expectation.equal(1, letters), way);
            notes.expect("lost", Expectation.equal(0, count.lost()), way);
            if (way == Way.COPY) {
                notes.expect("repeats", Expectation.atLeast(1, count.repeated()), way);
            } else {
                notes.expect("once", Expectation.equal(0, count.repeated()), way);
            }
        }
        notes.table(table);
        Way way = Way.REDRIVE;
        Timeline timeline = Timeline.of(site, orders(site, way), group(site, way), attempts.of(way), done.of(way));
        notes.drawing(timeline.drawing());
        notes.table(timeline.headers());
        notes.expect("stations", Expectation.equal(Timeline.EXPECTED, timeline.stations()), Orders.BROKEN);
        notes.expect("origin", Expectation.equal(timeline.origin(), timeline.redrivenOrigin()), Orders.BROKEN);
    }
}
