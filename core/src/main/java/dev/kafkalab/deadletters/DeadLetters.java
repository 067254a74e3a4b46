package dev.kafkalab.deadletters;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.cluster.NearestName;
import dev.kafkalab.cluster.Partitions;
import dev.kafkalab.reading.ReadRequest;
import dev.kafkalab.reading.RecordSink;
import dev.kafkalab.reading.TopicChoice;
import dev.kafkalab.reading.TopicReader;
import dev.kafkalab.retry.Recovery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What lies in dead letter topics. Reads them up to the end that they have when it begins, commits nothing, changes
 * nothing. Used by one thread. Holds nothing to close.
 */
public final class DeadLetters {
    private final Cluster cluster;
    private final Map<String, Object> properties;

    /** @param properties any property of Kafka's consumer, with {@code bootstrap.servers} */
    public DeadLetters(Cluster cluster, Map<String, Object> properties) {
        this.cluster = cluster;
        this.properties = new HashMap<>(properties);
        this.properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    }

    /** Every topic whose name ends with {@link Recovery#SUFFIX}, by name. Reads all their records. */
    public List<DeadLetterTopic> list() {
        return names(cluster).stream().sorted().map(this::summary).toList();
    }

    private DeadLetterTopic summary(String topic) {
        Tally tally = new Tally(progress(describe(cluster, topic)));
        read(topic, OptionalLong.empty(), tally);
        return tally.summary(topic);
    }

    /**
     * Reads letters in the order of each partition.
     *
     * @param limit how many the sink counts at most
     * @throws KafkaLabException if the topic does not exist, or has records of which none is a dead letter
     */
    public void read(String topic, Predicate<DeadLetter> filter, OptionalLong limit, LetterSink sink) {
        RedriveProgress progress = progress(describe(cluster, topic));
        long[] lettersAndOthers = new long[2];
        read(topic, limit, new RecordSink() {
            @Override
            public boolean accept(ConsumerRecord<byte[], byte[]> record) {
                Optional<DeadLetter> letter = DeadLetter.of(record);
                lettersAndOthers[letter.isPresent() ? 0 : 1]++;
                return letter.isPresent()
                        && filter.test(letter.get())
                        && sink.accept(letter.get(), progress.taken(record));
            }

            @Override
            public void flush() {}
        });
        requireLetters(topic, lettersAndOthers[0], lettersAndOthers[1]);
    }

    private RedriveProgress progress(TopicDescription topic) {
        return RedriveProgress.read(cluster, properties, topic);
    }

    private void read(String topic, OptionalLong limit, RecordSink sink) {
        ReadRequest.Builder request =
                ReadRequest.of(new TopicChoice.Named(Set.of(topic))).untilEnd();
        limit.ifPresent(request::limit);
        try (TopicReader reader = new TopicReader(properties, request.build(), notice -> {})) {
            reader.read(sink);
        }
    }

    /** @throws KafkaLabException if it does not exist, naming the dead letter topic whose name is nearest */
    static TopicDescription describe(Cluster cluster, String topic) {
        if (TargetTopics.partitions(cluster, topic) == 0) {
            throw KafkaLabException.notFound("topic '" + topic + "' does not exist; "
                    + NearestName.of(topic, names(cluster))
                            .map(near -> "is it '" + near + "'? ")
                            .orElse("") + "See: dlt list");
        }
        return Objects.requireNonNull(
                new Partitions(cluster).describe(List.of(topic)).get(topic));
    }

    private static List<String> names(Cluster cluster) {
        return cluster.await(cluster.admin().listTopics().names()).stream()
                .filter(name -> name.endsWith(Recovery.SUFFIX))
                .toList();
    }

    /** @throws KafkaLabException if there are records and none is a letter */
    static void requireLetters(String topic, long letters, long others) {
        if (letters == 0 && others > 0) {
            throw KafkaLabException.precondition(
                    "'%s' is no dead letter topic: none of the %d records read says which topic it came from; see: dlt list"
                            .formatted(topic, others));
        }
    }
}
