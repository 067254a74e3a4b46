package dev.kafkalab.labs.course.partitions;

import dev.kafkalab.labs.course.partitions.KeyedSends.Keyed;
import dev.kafkalab.labs.frame.EffectTopic;
import dev.kafkalab.labs.frame.Exercise;
import dev.kafkalab.labs.frame.Expectation;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.Notes;
import dev.kafkalab.labs.frame.SideBySide;
import dev.kafkalab.labs.frame.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The same records spread in turn and by key; where each key lies, and the order in which one reader of all sees them. */
final class KeysExercise implements Exercise {
    private static final int PARTITIONS = 3;
    /** No multiple of the partitions, or else each key would meet the same partition each time by accident. */
    private static final List<String> KEYS = List.of("ann", "bob", "cy", "dee", "eve", "flo", "gus");

    private static final int RECORDS = 3 * KEYS.size();

    @Override
    public String id() {
        return "keys";
    }

    private static String topic(LabSite site, Spread spread) {
        return site.name("keys-" + spread);
    }

    /** Of one partition: what its reader saw, in that order. */
    private static String read(LabSite site, Spread spread) {
        return site.name("keys-" + spread + "-read");
    }

    @Override
    public List<String> commands(LabSite site) {
        return List.of(
                "kafka-lab consume -t " + topic(site, Spread.BY_KEY) + " -e -f '%k %p\\n' | sort | uniq -c",
                "kafka-lab consume -t " + topic(site, Spread.IN_TURN) + " -e -f '%k %p\\n' | sort | uniq -c",
                "kafka-lab consume -t " + read(site, Spread.BY_KEY) + " -e -f '%s %k\\n'");
    }

    @Override
    public List<String> scripts(LabSite site) {
        String at = " --bootstrap-server " + site.bootstrapServers();
        return List.of(
                "kafka-get-offsets.sh" + at + " --topic " + topic(site, Spread.BY_KEY),
                "kafka-console-consumer.sh" + at + " --topic " + topic(site, Spread.BY_KEY)
                        + " --from-beginning --timeout-ms 5000 --formatter-property print.partition=true"
                        + " --formatter-property print.key=true");
    }

    @Override
    public void run(LabSite site) throws Exception {
        List<Keyed> records = IntStream.range(0, RECORDS)
                .mapToObj(i -> new Keyed(KEYS.get(i % KEYS.size()), String.valueOf(i)))
                .toList();
        SideBySide.run(Arrays.asList(Spread.values()), spread -> {
            site.createTopics(PARTITIONS, topic(site, spread));
            site.createTopics(1, read(site, spread));
            Spread sent = site.cured() ? spread : Spread.IN_TURN;
            new KeyedSends(site, sent.settings()).send(topic(site, spread), PARTITIONS, records);
            readAll(site, spread);
        });
    }

    /** One thread, all partitions, everything lies there already: as after a night without a consumer. */
    private static void readAll(LabSite site, Spread spread) {
        Map<String, Object> properties = new HashMap<>(site.clientProperties());
        properties.put("group.id", site.name("keys-" + spread));
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", "false");
        try (KafkaConsumer<String, String> consumer =
                        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
                EffectTopic seen = new EffectTopic(site.clientProperties(), read(site, spread))) {
            consumer.subscribe(List.of(topic(site, spread)));
            for (int done = 0; done < RECORDS; ) {
                ConsumerRecords<String, String> records = consumer.poll(Duration.ofMillis(100));
                records.forEach(record -> seen.add(record.key(), record.value()));
                consumer.commitSync();
                done += records.count();
            }
        }
    }

    @Override
    public void observe(LabSite site, Notes notes) {
        KeyedRecords inTurn = KeyedRecords.of(site, topic(site, Spread.IN_TURN));
        KeyedRecords byKey = KeyedRecords.of(site, topic(site, Spread.BY_KEY));
        KeyedRecords readInTurn = KeyedRecords.of(site, read(site, Spread.IN_TURN));
        KeyedRecords readByKey = KeyedRecords.of(site, read(site, Spread.BY_KEY));

        Table places = Table.of("key", "numbers", "in-turn-partitions", "by-key-partitions");
        byKey.keys()
                .forEach(key -> places.row(
                        key,
                        words(new TreeSet<>(byKey.ofKey(key).numbers())),
                        words(inTurn.ofKey(key).partitions()),
                        words(byKey.ofKey(key).partitions())));
        notes.table(places);
        notes.drawing(drawing(byKey, readByKey, notes));
        notes.table(Table.of("way", "records", "keys", "scattered", "reordered", "back")
                .row(row(Spread.IN_TURN, inTurn, readInTurn))
                .row(row(Spread.BY_KEY, byKey, readByKey)));

        notes.expect("read", Expectation.equal(RECORDS, readInTurn.size()), Spread.IN_TURN);
        notes.expect("scatters", Expectation.atLeast(1, inTurn.scattered()), Spread.IN_TURN);
        notes.expect("reorders", Expectation.atLeast(1, readInTurn.reordered()), Spread.IN_TURN);
        notes.expect("read", Expectation.equal(RECORDS, readByKey.size()), Spread.BY_KEY);
        notes.expect("scattered", Expectation.equal(0, byKey.scattered()), Spread.BY_KEY);
        notes.expect("reordered", Expectation.equal(0, readByKey.reordered()), Spread.BY_KEY);
        notes.expect("within", Expectation.equal(0, backWithinPartitions(byKey)), Spread.BY_KEY);
        notes.expect("across", Expectation.atLeast(1, readByKey.stepsBack()), Spread.BY_KEY);
    }

    private static Object[] row(Spread spread, KeyedRecords stored, KeyedRecords read) {
        return new Object[] {
            spread.toString(),
            stored.size(),
            stored.keys().size(),
            stored.scattered(),
            read.reordered(),
            read.stepsBack()
        };
    }

    private static long backWithinPartitions(KeyedRecords stored) {
        return stored.partitions().stream()
                .mapToLong(partition -> stored.ofPartition(partition).stepsBack())
                .sum();
    }

    /** The numbers in each partition, by offset, and as the reader saw them. */
    private static List<String> drawing(KeyedRecords stored, KeyedRecords read, Notes notes) {
        List<String> lines = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            lines.add(notes.text("partition", partition) + " "
                    + aligned(stored.ofPartition(partition).numbers()));
        }
        lines.add(notes.text("reader") + " " + aligned(read.numbers()));
        return lines;
    }

    private static String aligned(List<Integer> numbers) {
        return numbers.stream().map("%2d"::formatted).collect(Collectors.joining(" "));
    }

    private static String words(Collection<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
