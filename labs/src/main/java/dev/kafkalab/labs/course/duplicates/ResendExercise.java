package dev.kafkalab.labs.course.duplicates;

import dev.kafkalab.labs.frame.Await;
import dev.kafkalab.labs.frame.EffectCount;
import dev.kafkalab.labs.frame.EffectTopic;
import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Expectation;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.Notes;
import dev.kafkalab.labs.frame.Table;
import dev.kafkalab.labs.frame.TopicContents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Two producers, with and without idempotence, from whom the broker's answer to the fourth of their records is kept. */
final class ResendExercise implements Exercise {
    private static final int ORDERS = 6;
    private static final int UNANSWERED = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private enum Way {
        PLAIN,
        IDEMPOTENT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String id() {
        return "producer";
    }

    private static String topic(LabSite site, Way way) {
        return site.name("producer-" + way);
    }

    /** How often each producer had to send again, as its own metrics said: without that there is nothing to see. */
    private static String retries(LabSite site) {
        return site.name("producer-retries");
    }

    private static String order(int number) {
        return "order-" + number;
    }

    /** The broker of this exercise is not the one that commands mean, and its port is known when it runs. */
    private static String onItsBroker(String command) {
        return "(eval \"$(kafka-lab sandbox env --name " + FaultyBroker.SANDBOX + ")\"; " + command + ")";
    }

    @Override
    public List<String> commands(LabSite site) {
        return List.of(
                "kafka-lab sandbox fault --name " + FaultyBroker.SANDBOX + " status",
                onItsBroker("kafka-lab consume -t " + topic(site, Way.PLAIN) + " -e -f '%o %k\\n'"),
                onItsBroker("kafka-lab consume -t " + topic(site, Way.IDEMPOTENT) + " -e -f '%o %k\\n'"));
    }

    @Override
    public List<String> scripts(LabSite site) {
        return List.of(
                onItsBroker("kafka-console-consumer.sh --bootstrap-server \"$KAFKA_LAB_BOOTSTRAP_SERVER\" --topic "
                        + topic(site, Way.PLAIN)
                        + " --from-beginning --formatter-property print.offset=true --timeout-ms 5000"));
    }

    @Override
    public void run(LabSite site) throws Exception {
        FaultyBroker broker = FaultyBroker.up(site);
        LabSite there = broker.site();
        there.createTopics(1, topic(site, Way.PLAIN), topic(site, Way.IDEMPOTENT), retries(site));
        try (RetryingProducer plain = producer(there, Way.PLAIN);
                RetryingProducer idempotent = producer(there, Way.IDEMPOTENT);
                EffectTopic retries = new EffectTopic(there.clientProperties(), retries(site))) {
            List<RetryingProducer> producers = List.of(plain, idempotent);
            send(producers, 1, UNANSWERED);
            broker.fallSilent();
            List<Future<RecordMetadata>> unanswered = new ArrayList<>();
            try {
                producers.forEach(producer -> unanswered.add(producer.send(order(UNANSWERED))));
                awaitRetries(producers);
            } finally {
                broker.answer();
            }
            unanswered.forEach(RetryingProducer::await);
            send(producers, UNANSWERED + 1, ORDERS + 1);
            retries.add(Way.PLAIN.toString(), String.valueOf(plain.retries()));
            retries.add(Way.IDEMPOTENT.toString(), String.valueOf(idempotent.retries()));
        }
    }

    private static RetryingProducer producer(LabSite there, Way way) {
        return new RetryingProducer(
                there.clientProperties(), topic(there, way), way == Way.IDEMPOTENT && there.cured());
    }

    private static void send(List<RetryingProducer> producers, int from, int to) {
        for (int number = from; number < to; number++) {
            for (RetryingProducer producer : producers) {
                RetryingProducer.await(producer.send(order(number)));
            }
        }
    }

    private static void awaitRetries(List<RetryingProducer> producers) throws InterruptedException, TimeoutException {
        Await.until(
                "each producer sending again, as no answer came",
                PATIENCE,
                () -> producers.stream().allMatch(producer -> producer.retries() > 0));
    }

    @Override
    public void observe(LabSite site, Notes notes) {
        LabSite there = FaultyBroker.up(site).site();
        List<String> orders =
                IntStream.rangeClosed(1, ORDERS).mapToObj(ResendExercise::order).toList();
        Table table = Table.of("way", "sent", "retried", "stored", "lost", "repeated");
        List<String> drawing = new ArrayList<>();
        drawing.add(line(
                "",
                IntStream.rangeClosed(0, ORDERS)
                        .mapToObj(offset -> "@" + offset)
                        .toList()));
        for (Way way : Way.values()) {
            List<String> stored = EffectCount.keys(there, topic(site, way));
            EffectCount count = EffectCount.of(orders, stored);
            long retried = retried(there, way);
            table.row(way.toString(), ORDERS, retried, count.effects(), count.lost(), count.repeated());
            drawing.add(line(way.toString(), stored));
            notes.expect("retried", Expectation.atLeast(1, retried), way);
            notes.expect("lost", Expectation.equal(0, count.lost()), way);
            if (way == Way.PLAIN) {
                notes.expect("repeats", Expectation.atLeast(1, count.repeated()), way);
            } else {
                notes.expect("once", Expectation.equal(0, count.repeated()), way);
            }
        }
        notes.table(table);
        notes.drawing(drawing);
    }

    private static long retried(LabSite there, Way way) {
        return TopicContents.of(there, retries(there)).stream()
                .filter(record -> TopicContents.text(record.key()).equals(way.toString()))
                .mapToLong(record -> Long.parseLong(TopicContents.text(record.value())))
                .sum();
    }

    private static String line(String head, List<String> cells) {
        return "%-12s".formatted(head)
                + cells.stream()
                        .map("%-9s"::formatted)
                        .collect(Collectors.joining())
                        .stripTrailing();
    }
}
