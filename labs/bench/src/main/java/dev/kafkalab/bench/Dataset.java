package dev.kafkalab.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.IntegerSerializer;

/** The topics that contestants read: made once, read by all of them. */
final class Dataset {
    private static final int VALUE_BYTES = 100;

    private final String servers;

    Dataset(String servers) {
        this.servers = servers;
    }

    String topic(Keys keys, long records) {
        return "bench-" + keys.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-" + records;
    }

    /** Records of each partition. */
    List<Long> sizes(String topic) throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            return sizes(admin, topic);
        }
    }

    private static List<Long> sizes(Admin admin, String topic) throws ExecutionException, InterruptedException {
        List<Long> sizes = new ArrayList<>();
        for (int i = 0; i < Assignment.PARTITIONS; i++) {
            TopicPartition partition = new TopicPartition(topic, i);
            sizes.add(admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset());
        }
        return sizes;
    }

    /** Creates and fills the topic unless it is there. */
    void prepare(Keys keys, long records) throws ExecutionException, InterruptedException {
        String topic = topic(keys, records);
        try (Admin admin = admin()) {
            if (admin.listTopics().names().get().contains(topic)) {
                return;
            }
            admin.createTopics(Set.of(new NewTopic(topic, Assignment.PARTITIONS, (short) 1)))
                    .all()
                    .get();
            long[] offsets = fill(topic, keys, records);
            List<Long> written =
                    IntStream.range(0, offsets.length).mapToObj(i -> offsets[i]).toList();
            if (!sizes(admin, topic).equals(written)) {
                throw new IllegalStateException(topic + " holds " + sizes(admin, topic) + " instead of " + written);
            }
        }
    }

    private long[] fill(String topic, Keys keys, long records) {
        long[] offsets = new long[Assignment.PARTITIONS];
        long[] sequences = new long[keys.count()];
        AtomicReference<Exception> failure = new AtomicReference<>();
        Random random = new Random(1);
        Map<String, Object> properties =
                Map.of("bootstrap.servers", servers, "batch.size", 65_536, "linger.ms", 5, "buffer.memory", 16 << 20);
        try (var producer = new KafkaProducer<>(properties, new IntegerSerializer(), new ByteArraySerializer())) {
            for (long i = 0; i < records; i++) {
                int key = keys.of(i);
                int partition = Keys.partition(key, Assignment.PARTITIONS);
                byte[] value = new byte[VALUE_BYTES];
                random.nextBytes(value);
                new Place(key, partition, offsets[partition]++, sequences[key]++).writeTo(value);
                producer.send(new ProducerRecord<>(topic, partition, key, value), (sent, exception) -> {
                    if (exception != null) {
                        failure.set(exception);
                    }
                });
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException("cannot fill " + topic, failure.get());
        }
        return offsets;
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", servers));
    }
}
