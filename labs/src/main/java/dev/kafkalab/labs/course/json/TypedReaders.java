package dev.kafkalab.labs.course.json;

import dev.kafkalab.ConsumerBuilder;
import dev.kafkalab.consumer.Commits;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.labs.frame.EffectTopic;
import dev.kafkalab.labs.frame.Expectation;
import dev.kafkalab.labs.frame.GroupProgress;
import dev.kafkalab.labs.frame.LabSite;
import dev.kafkalab.labs.frame.Notes;
import dev.kafkalab.labs.frame.Table;
import dev.kafkalab.labs.frame.TopicContents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Two groups that read orders typed, one by one and in batches, and write down what their handlers were given besides the
 * order: where the record stands, when it was made, its headers.
 */
final class TypedReaders {
    private static final int BATCH = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LabSite site;
    private final String topic;

    /** How many records a handler is given in one call. */
    enum Pace {
        ONE_BY_ONE,
        IN_BATCHES;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    TypedReaders(LabSite site, String topic) {
        this.site = site;
        this.topic = topic;
    }

    private String seen(Pace pace) {
        return site.name("orders-" + pace + "-seen");
    }

    private String group(Pace pace) {
        return site.name("orders-" + pace);
    }

    private String unreadable() {
        return site.name("orders-dlt");
    }

    void createTopics() {
        site.createTopics(1, seen(Pace.ONE_BY_ONE), seen(Pace.IN_BATCHES), unreadable());
    }

    void readToTheEnd(Pace pace) throws Exception {
        ConsumerBuilder<String, Order> builder = site.kafka()
                .consumer(topic, new StringDeserializer(), Order.FROM_JSON)
                .group(group(pace))
                .startFrom("earliest")
                .commit(Commits.afterProcessing().every(Duration.ofMillis(100)))
                .deadLetter(unreadable());
        AtomicInteger calls = new AtomicInteger();
        try (EffectTopic seen = new EffectTopic(site.clientProperties(), seen(pace));
                RunningConsumer consumer = (pace == Pace.ONE_BY_ONE
                                ? builder.handle(
                                        (order, delivery) -> write(delivery.record(), calls.incrementAndGet(), seen))
                                : builder.handleBatch(BATCH, batch -> {
                                    int call = calls.incrementAndGet();
                                    batch.forEach(received ->
                                            write(received.delivery().record(), call, seen));
                                }))
                        .start()) {
            GroupProgress.awaitEnd(site, group(pace), topic, PATIENCE);
        }
    }

    private static void write(ConsumerRecord<byte[], byte[]> record, int call, EffectTopic seen) {
        seen.add(record, call + " " + metadata(record));
    }

    private static String metadata(ConsumerRecord<byte[], byte[]> record) {
        return timestamp(record) + " " + headers(record);
    }

    static String timestamp(ConsumerRecord<byte[], byte[]> record) {
        return Instant.ofEpochMilli(record.timestamp()) + " " + record.timestampType();
    }

    static String headers(ConsumerRecord<byte[], byte[]> record) {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .map(header -> header.key() + "=" + TopicContents.text(header.value()))
                .collect(Collectors.joining(" "));
    }

    /** Compares what the handlers wrote down with what is stored. */
    void observe(List<ConsumerRecord<byte[], byte[]>> stored, Notes notes) {
        Table table = Table.of("way", "records", "calls", "largest", "lag");
        for (Pace pace : Pace.values()) {
            Map<String, String> metadata = new TreeMap<>();
            Map<Integer, List<String>> calls = new TreeMap<>();
            TopicContents.of(site, seen(pace)).forEach(effect -> {
                String place = TopicContents.text(effect.key());
                String[] callAndMetadata = TopicContents.text(effect.value()).split(" ", 2);
                metadata.put(place, callAndMetadata[1]);
                calls.computeIfAbsent(Integer.valueOf(callAndMetadata[0]), any -> new ArrayList<>())
                        .add(place);
            });
            long largest = calls.values().stream().mapToLong(List::size).max().orElse(0);
            table.row(
                    pace.toString(),
                    metadata.size(),
                    calls.size(),
                    largest,
                    GroupProgress.left(site, group(pace), topic));
            long asStored = stored.stream()
                    .filter(record -> metadata(record)
                            .equals(metadata.get(EffectTopic.place(record.partition(), record.offset()))))
                    .count();
            notes.expect("metadata", Expectation.equal(stored.size(), asStored), pace);
            notes.expect(
                    "largest",
                    pace == Pace.ONE_BY_ONE ? Expectation.equal(1, largest) : Expectation.atLeast(2, largest),
                    pace);
        }
        notes.table(table);
    }
}
