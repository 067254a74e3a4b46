package dev.kafkalab.labs.course.partitions;

import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.TopicContents;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What lies in a topic: records with a key and a number that rises in the order of sending. Each keeps the order that
 * Kafka gave it.
 */
record KeyedRecords(List<Entry> entries) {
    KeyedRecords {
        entries = List.copyOf(entries);
    }

    /** @param number the first word of the value */
    record Entry(String key, int number, int partition) {
        static Entry of(ConsumerRecord<byte[], byte[]> record) {
            String value = TopicContents.text(record.value());
            return new Entry(
                    TopicContents.text(record.key()), Integer.parseInt(value.split(" ", 2)[0]), record.partition());
        }
    }

    /** Partition by partition. */
    static KeyedRecords of(LabSite site, String topic) {
        return new KeyedRecords(
                TopicContents.of(site, topic).stream().map(Entry::of).toList());
    }

    KeyedRecords and(KeyedRecords more) {
        return new KeyedRecords(
                Stream.concat(entries.stream(), more.entries.stream()).toList());
    }

    int size() {
        return entries.size();
    }

    SortedSet<String> keys() {
        return entries.stream().map(Entry::key).collect(Collectors.toCollection(TreeSet::new));
    }

    KeyedRecords ofKey(String key) {
        return new KeyedRecords(
                entries.stream().filter(entry -> entry.key().equals(key)).toList());
    }

    KeyedRecords ofPartition(int partition) {
        return new KeyedRecords(
                entries.stream().filter(entry -> entry.partition() == partition).toList());
    }

    KeyedRecords ofNumber(int number) {
        return new KeyedRecords(
                entries.stream().filter(entry -> entry.number() == number).toList());
    }

    /** One that comes again, as after a rebalance, counts where it came first. */
    List<Integer> numbers() {
        return entries.stream().map(Entry::number).distinct().toList();
    }

    SortedSet<Integer> partitions() {
        return entries.stream().map(Entry::partition).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Keys that lie in more than one partition. */
    long scattered() {
        return keys().stream().filter(key -> ofKey(key).partitions().size() > 1).count();
    }

    /** Keys whose numbers do not rise. */
    long reordered() {
        return keys().stream().filter(key -> ofKey(key).stepsBack() > 0).count();
    }

    /** How often a number is lower than the one before. */
    long stepsBack() {
        List<Integer> numbers = numbers();
        long steps = 0;
        for (int i = 1; i < numbers.size(); i++) {
            if (numbers.get(i) < numbers.get(i - 1)) {
                steps++;
            }
        }
        return steps;
    }

    /** The key and number of each, to tell which have an effect. */
    List<String> names() {
        return entries.stream().map(entry -> entry.key() + " " + entry.number()).toList();
    }
}
