package dev.kafkalab.deadletters;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.reading.ReadRequest;
import dev.kafkalab.reading.RecordSink;
import dev.kafkalab.reading.TopicChoice;
import dev.kafkalab.reading.TopicReader;
import dev.kafkalab.topics.TopicSpec;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Remembers which letters of a dead letter topic were put back: a compacted topic {@code <dlt>-redrive} with a record for
 * each partition, its key the number of the partition, its value the id of the dead letter topic, a space, and {@link
 * TakenOffsets}. Written in the transaction that puts letters back. An entry with the id of another topic is ignored: it
 * speaks of one that was deleted since.
 */
final class RedriveProgress {
    static final String SUFFIX = "-redrive";

    private final String topic;
    private final String id;
    private final Map<Integer, TakenOffsets> partitions = new HashMap<>();

    private RedriveProgress(TopicDescription deadLetters) {
        this.topic = deadLetters.name() + SUFFIX;
        this.id = deadLetters.topicId().toString();
    }

    /** Makes the topic if it is not there. */
    static void prepare(Cluster cluster, String deadLetterTopic) {
        TargetTopics.create(
                cluster,
                new TopicSpec(
                        deadLetterTopic + SUFFIX,
                        Optional.of(1),
                        Optional.empty(),
                        Map.of("cleanup.policy", "compact")));
    }

    /** What is remembered now; nothing if the topic is not there. */
    static RedriveProgress read(Cluster cluster, Map<String, Object> properties, TopicDescription deadLetters) {
        RedriveProgress progress = new RedriveProgress(deadLetters);
        if (TargetTopics.partitions(cluster, progress.topic) > 0) {
            Map<String, Object> committed = new HashMap<>(properties);
            committed.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
            ReadRequest request = ReadRequest.of(new TopicChoice.Named(Set.of(progress.topic)))
                    .untilEnd()
                    .build();
            try (TopicReader reader = new TopicReader(committed, request, notice -> {})) {
                reader.read(progress.new Entries());
            }
        }
        return progress;
    }

    boolean taken(ConsumerRecord<?, ?> letter) {
        TakenOffsets taken = partitions.get(letter.partition());
        return taken != null && taken.contains(letter.offset());
    }

    /** What is remembered of a partition, to add to. */
    TakenOffsets copy(int partition) {
        TakenOffsets taken = partitions.get(partition);
        return taken == null ? new TakenOffsets() : taken.copy();
    }

    ProducerRecord<byte[], byte[]> entry(int partition, TakenOffsets taken) {
        return new ProducerRecord<>(
                topic,
                0,
                Integer.toString(partition).getBytes(StandardCharsets.UTF_8),
                (id + " " + taken).getBytes(StandardCharsets.UTF_8));
    }

    void remember(int partition, TakenOffsets taken) {
        partitions.put(partition, taken);
    }

    /** Takes up entries. */
    private final class Entries implements RecordSink {
        @Override
        public boolean accept(ConsumerRecord<byte[], byte[]> entry) {
            if (entry.key() == null || entry.value() == null) {
                return false;
            }
            String[] parts = new String(entry.value(), StandardCharsets.UTF_8).split(" ", 2);
            try {
                int partition = Integer.parseInt(new String(entry.key(), StandardCharsets.UTF_8));
                if (parts.length == 2 && parts[0].equals(id)) {
                    partitions.put(partition, TakenOffsets.parse(parts[1]));
                }
            } catch (IllegalArgumentException e) {
                throw new KafkaLabException(
                        KafkaLabException.Reason.PRECONDITION,
                        "record %s-%d@%d says nothing of a redrive; what was put back is not known, so nothing is. Delete the topic to forget it"
                                .formatted(entry.topic(), entry.partition(), entry.offset()),
                        e);
            }
            return true;
        }

        @Override
        public void flush() {}
    }
}
