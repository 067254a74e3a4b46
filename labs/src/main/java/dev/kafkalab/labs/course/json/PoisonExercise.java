package dev.kafkalab.labs.course.json;

import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.deadletters.DeadLetter;
import dev.kafkalab.groups.Groups;
import dev.kafkalab.labs.frame.ChildJvm;
import dev.kafkalab.labs.frame.EffectCount;
import dev.kafkalab.labs.frame.EffectTopic;
import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Expectation;
import dev.kafkalab.labs.frame.GroupProgress;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.Notes;
import dev.kafkalab.labs.frame.SideBySide;
import dev.kafkalab.labs.frame.Table;
import dev.kafkalab.labs.frame.TopicContents;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** One record among many is no JSON; a consumer that decodes in the client, beside one that decodes in the lane. */
final class PoisonExercise implements Exercise {
    private static final int RECORDS = 60;
    private static final int PARTITIONS = 3;
    /** Which of them was cut off on its way. */
    private static final int CUT_OFF = 30;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public String id() {
        return "poison";
    }

    private static String source(LabSite site) {
        return site.name("poison-in");
    }

    private static String letters(LabSite site) {
        return site.name("poison-in-dlt");
    }

    private static String group(LabSite site, Decoding decoding) {
        return site.name("poison-" + decoding);
    }

    private static String effects(LabSite site, Decoding decoding) {
        return site.name("poison-" + decoding + "-done");
    }

    private static String refusals(LabSite site, Decoding decoding) {
        return site.name("poison-" + decoding + "-refused");
    }

    @Override
    public List<String> commands(LabSite site) {
        return List.of(
                "kafka-lab group describe " + group(site, Decoding.IN_CLIENT),
                "kafka-lab group describe " + group(site, Decoding.IN_LANE),
                "kafka-lab dlt show -t " + letters(site));
    }

    @Override
    public List<String> scripts(LabSite site) {
        String at = " --bootstrap-server " + site.bootstrapServers();
        return List.of(
                "kafka-consumer-groups.sh" + at + " --describe --group " + group(site, Decoding.IN_CLIENT),
                "kafka-console-consumer.sh" + at + " --topic " + letters(site)
                        + " --from-beginning --timeout-ms 5000 --formatter-property print.headers=true");
    }

    @Override
    public void run(LabSite site) throws Exception {
        site.createTopics(PARTITIONS, source(site));
        site.createTopics(1, letters(site));
        TopicContents.send(
                site,
                IntStream.range(0, RECORDS)
                        .mapToObj(i -> record(source(site), i))
                        .toList());
        SideBySide.run(Arrays.asList(Decoding.values()), decoding -> read(site, decoding));
    }

    private static ProducerRecord<String, String> record(String topic, int number) {
        Order order = Order.numbered(number);
        String json = order.text();
        return new ProducerRecord<>(
                topic,
                number % PARTITIONS,
                order.customer(),
                number == CUT_OFF ? json.substring(0, json.length() / 2) : json);
    }

    private static void read(LabSite site, Decoding decoding) throws Exception {
        site.createTopics(1, effects(site, decoding), refusals(site, decoding));
        if (decoding == Decoding.IN_CLIENT || !site.cured()) {
            try (ChildJvm stuck = ChildJvm.start(
                    site,
                    "poison-" + decoding,
                    StuckReader.class,
                    source(site),
                    group(site, decoding),
                    effects(site, decoding),
                    refusals(site, decoding))) {
                stuck.awaitExit(PATIENCE);
            }
            return;
        }
        try (EffectTopic effects = new EffectTopic(site.clientProperties(), effects(site, decoding));
                RunningConsumer consumer = new PoisonReader(
                                site.kafka(), source(site), group(site, decoding), effects, letters(site))
                        .start()) {
            GroupProgress.awaitEnd(site, group(site, decoding), source(site), PATIENCE);
        }
    }

    @Override
    public void observe(LabSite site, Notes notes) {
        List<ConsumerRecord<byte[], byte[]>> sent = TopicContents.of(site, source(site));
        ConsumerRecord<byte[], byte[]> poison = sent.stream()
                .filter(record -> Order.read(record.topic(), record.value()).isEmpty())
                .findFirst()
                .orElseThrow();
        List<String> orders = sent.stream()
                .filter(record -> record != poison)
                .map(PoisonExercise::place)
                .toList();
        Table table = Table.of("way", "orders", "effects", "lost", "refused", "committed", "lag");
        for (Decoding decoding : Decoding.values()) {
            List<String> effects = EffectCount.keys(site, effects(site, decoding));
            EffectCount count = EffectCount.of(orders, effects);
            long refused = EffectCount.keys(site, refusals(site, decoding)).stream()
                    .filter(place(poison)::equals)
                    .count();
            long committed = committed(site, decoding, poison);
            long lag = GroupProgress.left(site, group(site, decoding), source(site));
            table.row(decoding.toString(), orders.size(), effects.size(), count.lost(), refused, committed, lag);
            if (decoding == Decoding.IN_CLIENT) {
                notes.expect("stands", Expectation.equal(poison.offset(), committed), decoding);
                notes.expect("lag-left", Expectation.atLeast(1, lag), decoding);
                notes.expect("behind", Expectation.equal(0, behind(sent, poison, Set.copyOf(effects))), decoding);
                notes.expect(
                        "refused", Expectation.atLeast(StuckReader.STARTS * StuckReader.REFUSALS, refused), decoding);
            } else {
                notes.expect("lost", Expectation.equal(0, count.lost()), decoding);
                notes.expect("repeated", Expectation.equal(0, count.repeated()), decoding);
                notes.expect("lag", Expectation.equal(0, lag), decoding);
            }
        }
        notes.table(table);
        observeLetters(site, poison, notes);
    }

    /** Records after it in its partition that had an effect. */
    private static long behind(
            List<ConsumerRecord<byte[], byte[]>> sent, ConsumerRecord<byte[], byte[]> poison, Set<String> effects) {
        return sent.stream()
                .filter(record -> record.partition() == poison.partition() && record.offset() > poison.offset())
                .filter(record -> effects.contains(place(record)))
                .count();
    }

    private static String place(ConsumerRecord<?, ?> record) {
        return EffectTopic.place(record.partition(), record.offset());
    }

    private static long committed(LabSite site, Decoding decoding, ConsumerRecord<?, ?> poison) {
        try (Cluster cluster = site.connect()) {
            return new Groups(cluster)
                    .committed(group(site, decoding))
                    .getOrDefault(new TopicPartition(poison.topic(), poison.partition()), -1L);
        }
    }

    private static void observeLetters(LabSite site, ConsumerRecord<byte[], byte[]> poison, Notes notes) {
        List<DeadLetter> letters = TopicContents.of(site, letters(site)).stream()
                .flatMap(record -> DeadLetter.of(record).stream())
                .toList();
        Table table = Table.of("from", "reason", "value");
        letters.forEach(letter -> table.row(
                letter.place().partition() + "@" + letter.place().offset(),
                letter.reason().substring(letter.reason().lastIndexOf('.') + 1),
                TopicContents.text(letter.record().value())));
        notes.table(table);
        long raw = letters.stream()
                .filter(letter -> letter.place().partition() == poison.partition()
                        && letter.place().offset() == poison.offset()
                        && Arrays.equals(letter.record().value(), poison.value()))
                .count();
        notes.expect("letter", Expectation.equal(1, raw));
        notes.expect("letters", Expectation.equal(1, letters.size()));
    }
}
