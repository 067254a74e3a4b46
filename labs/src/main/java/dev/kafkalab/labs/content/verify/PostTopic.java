package dev.kafkalab.labs.content.verify;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.labs.content.ContentJson;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.reading.ReadRequest;
import dev.kafkalab.reading.RecordSink;
import dev.kafkalab.reading.StartPosition;
import dev.kafkalab.reading.TopicChoice;
import dev.kafkalab.reading.TopicReader;
import dev.kafkalab.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads a topic of posts from its beginning to the end it has now, as workers read it. Of one thread. */
final class PostTopic<V> {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** Those of the writer and the brokers, at most. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final ContentStores stores;
    private final String name;
    private final Deserializer<V> decoder;

    PostTopic(ContentStores stores, String name, Class<V> type) {
        this.stores = stores;
        this.name = name;
        this.decoder = ContentJson.serdes().deserializer(type);
    }

    /**
     * Each event, those of a post in their order. What cannot be read is a dead letter of the workers', and left out. A topic
     * that is not there is empty.
     *
     * @throws KafkaLabException if the brokers do not answer
     */
    void read(Consumer<V> events) {
        read(new StartPosition.Beginning(), record -> true, (event, record) -> events.accept(event));
    }

    /** The events of one post. @param since when it was written first; empty: not known */
    void read(long postId, Optional<Instant> since, BiConsumer<V, ConsumerRecord<byte[], byte[]>> events) {
        byte[] key = Long.toString(postId).getBytes(StandardCharsets.UTF_8);
        StartPosition start = since.<StartPosition>map(time -> new StartPosition.AtTime(time.minus(CLOCKS_DIFFER)))
                .orElseGet(StartPosition.Beginning::new);
        read(start, record -> Arrays.equals(key, record.key()), events);
    }

    private void read(
            StartPosition start,
            Predicate<ConsumerRecord<byte[], byte[]>> wanted,
            BiConsumer<V, ConsumerRecord<byte[], byte[]>> events) {
        ReadRequest request = ReadRequest.of(new TopicChoice.Named(Set.of(name)))
                .startAt(start)
                .untilEnd()
                .patience(PATIENCE)
                .build();
        Map<String, Object> properties = new HashMap<>(stores.kafka());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20); // a reader at the end asks on before it knows
        try (TopicReader reader = new TopicReader(properties, request, notice -> {})) {
            reader.read(new RecordSink() {
                @Override
                public boolean accept(ConsumerRecord<byte[], byte[]> record) {
                    if (wanted.test(record)) {
                        decode(record).ifPresent(event -> events.accept(event, record));
                    }
                    return true;
                }

                @Override
                public void flush() {}
            });
        } catch (KafkaLabException e) {
            if (e.reason() != KafkaLabException.Reason.NOT_FOUND) {
                throw e;
            }
            // Nothing was written yet.
        } catch (TimeoutException e) {
            throw new KafkaLabException(
                    KafkaLabException.Reason.UNREACHABLE,
                    "Kafka does not answer; topic " + name + " cannot be read",
                    e);
        }
    }

    private Optional<V> decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            return record.value() == null
                    ? Optional.empty()
                    : Optional.ofNullable(decoder.deserialize(record.topic(), record.value()));
        } catch (SerializationException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether events were deleted from its beginning, as its retention wants it: then it cannot tell of all posts. */
    boolean isTrimmed() {
        try (Cluster cluster = Cluster.connect(stores.kafka())) {
            return new Topics(cluster)
                    .describe(List.of(name)).get(0).partitions().stream().anyMatch(partition -> partition.start() > 0);
        } catch (KafkaLabException e) {
            if (e.reason() == KafkaLabException.Reason.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }
}
