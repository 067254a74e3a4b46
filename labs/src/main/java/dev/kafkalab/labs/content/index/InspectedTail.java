package dev.kafkalab.labs.content.index;

import dev.kafkalab.labs.content.ContentJson;
import dev.kafkalab.labs.content.ContentNames;
import dev.kafkalab.labs.content.ContentStores;
import dev.kafkalab.labs.content.InspectedPost;
import dev.kafkalab.labs.content.work.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * What was inspected since the index workers' last commit. Commits nothing, and is no member of their group. Of one thread,
 * which closes it.
 */
final class InspectedTail implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Deserializer<InspectedPost> decoder = ContentJson.serdes().deserializer(InspectedPost.class);
    private final List<TopicPartition> partitions;

    private InspectedTail(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        this.consumer = consumer;
        this.partitions = partitions;
    }

    /** Begins where the group of the index workers is committed, or at the beginning. */
    static InspectedTail behind(ContentStores stores, ContentNames names) {
        return from(stores, names, consumer -> consumer.committed(consumer.assignment()));
    }

    static InspectedTail fromBeginning(ContentStores stores, ContentNames names) {
        return from(stores, names, consumer -> Map.of());
    }

    private static InspectedTail from(
            ContentStores stores,
            ContentNames names,
            Function<KafkaConsumer<byte[], byte[]>, Map<TopicPartition, OffsetAndMetadata>> places) {
        Map<String, Object> properties = new HashMap<>(stores.kafka());
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, names.group(Worker.INDEX.id()));
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(names.inspected()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, OffsetAndMetadata> found = places.apply(consumer);
            for (TopicPartition partition : partitions) {
                OffsetAndMetadata at = found.get(partition);
                if (at == null) {
                    consumer.seekToBeginning(List.of(partition));
                } else {
                    consumer.seek(partition, at.offset());
                }
            }
            // Now, and not at the first poll: it is the place of this moment that is meant.
            partitions.forEach(consumer::position);
            return new InspectedTail(consumer, partitions);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** Goes on to what is the end now. @return how many events were written */
    long follow(PostDocuments documents, IndexRebuild.Sink sink) throws InterruptedException {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long followed = 0;
        Set<TopicPartition> behind = behind(ends);
        while (!behind.isEmpty()) {
            List<BulkItem> items = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                add(record, documents, items);
            }
            if (!items.isEmpty()) {
                sink.write(items);
                followed += items.size();
            }
            behind = behind(ends);
        }
        return followed;
    }

    private Set<TopicPartition> behind(Map<TopicPartition, Long> ends) {
        Set<TopicPartition> behind = new HashSet<>();
        ends.forEach((partition, end) -> {
            if (consumer.position(partition) < end) {
                behind.add(partition);
            }
        });
        return behind;
    }

    /** What cannot be read is a dead letter of the workers', and in no index. */
    private void add(ConsumerRecord<byte[], byte[]> record, PostDocuments documents, List<BulkItem> items) {
        try {
            InspectedPost post = decoder.deserialize(record.topic(), record.value());
            if (post != null) {
                items.add(documents.item(post));
            }
        } catch (SerializationException unreadable) {
            // see above
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
