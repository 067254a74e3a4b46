package dev.kafkalab.labs.coupon.topic;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.labs.coupon.CouponStores;
import dev.kafkalab.topics.TopicSpec;
import dev.kafkalab.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topic of admitted requests: made, fenced, read. Stateless; connects anew in each call. */
public record RequestTopic(CouponStores stores) {
    private static final int PARTITIONS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration GLANCE = Duration.ofMillis(200);

    /** Told of each record that is read, in the order of its partition. */
    @FunctionalInterface
    public interface Sink {
        void accept(int partition, long offset, CouponRecord said);
    }

    private String name() {
        return stores.names().topic();
    }

    /** Makes it unless it is there. It is the record of who was admitted, so nothing is deleted from it with time. */
    public void create() {
        try (Cluster cluster = Cluster.connect(stores.kafka())) {
            Topics topics = new Topics(cluster);
            if (topics.list(false).stream().noneMatch(topic -> topic.name().equals(name()))) {
                topics.create(
                        new TopicSpec(name(), Optional.of(PARTITIONS), Optional.empty(), Map.of("retention.ms", "-1")));
            }
        } catch (org.apache.kafka.common.errors.TopicExistsException e) {
            // falls through: another process was faster
        }
    }

    /**
     * Passes if it is there. Makes it on no cluster, unlike a producer's first question.
     *
     * @throws KafkaLabException if it is not
     */
    public void requireThere() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            partitions(consumer);
        }
    }

    /** By partition, where the next record goes. */
    public Map<Integer, Long> end() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return end(consumer);
        }
    }

    private Map<Integer, Long> end(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.endOffsets(assigned(consumer)).entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().partition(), Map.Entry::getValue));
    }

    /** All partitions; a client that asks for offsets of what is not assigned to it warns. */
    private List<TopicPartition> assigned(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        return partitions;
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(name()).stream()
                .map(info -> new TopicPartition(name(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw KafkaLabException.notFound("no topic '" + name() + "'; make an event first: coupon create");
        }
        return partitions;
    }

    /**
     * Puts up a fence in every partition.
     *
     * @return where; by partition
     */
    public Map<Integer, Long> fence(Fence fence) {
        Map<Integer, Long> offsets = new TreeMap<>();
        try (KafkaProducer<byte[], byte[]> producer = producer(PATIENCE)) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            producer.partitionsFor(name())
                    .forEach(info -> sent.add(
                            producer.send(new ProducerRecord<>(name(), info.partition(), null, CouponJson.of(fence)))));
            for (Future<RecordMetadata> each : sent) {
                RecordMetadata place = each.get();
                offsets.put(place.partition(), place.offset());
            }
            return offsets;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        }
    }

    /**
     * A producer of acknowledged records, which the caller closes.
     *
     * @param patience how long a record may take
     */
    public KafkaProducer<byte[], byte[]> producer(Duration patience) {
        Map<String, Object> properties = new HashMap<>(stores.kafka());
        int millis = (int) patience.toMillis();
        properties.put("acks", "all");
        properties.put("enable.idempotence", true);
        // Nothing waits for others to come, but what comes while a request is under way goes together with the next.
        properties.put("linger.ms", 0);
        properties.put("max.in.flight.requests.per.connection", 1);
        properties.put("batch.size", 128 << 10);
        properties.put("delivery.timeout.ms", millis);
        properties.put("request.timeout.ms", millis / 2);
        properties.put("max.block.ms", millis);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Reads everything between two places; records that cannot be read are passed over, as workers do.
     *
     * @param from by partition; the beginning where none is named, or where it is deleted
     * @param until by partition; others are not read
     * @param unreadable told of records that are neither
     */
    public void read(
            Map<Integer, Long> from,
            Map<Integer, Long> until,
            Consumer<ConsumerRecord<byte[], byte[]>> unreadable,
            Sink sink) {
        CouponJson json = new CouponJson();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = until.keySet().stream()
                    .map(partition -> new TopicPartition(name(), partition))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
            beginnings.forEach((partition, beginning) ->
                    consumer.seek(partition, Math.max(beginning, from.getOrDefault(partition.partition(), 0L))));
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (partitions.stream()
                    .anyMatch(each -> consumer.position(each) < until.getOrDefault(each.partition(), 0L))) {
                var records = consumer.poll(GLANCE);
                if (!records.isEmpty()) {
                    deadline = System.nanoTime() + PATIENCE.toNanos();
                } else if (System.nanoTime() - deadline > 0) {
                    throw new TimeoutException("topic " + name() + " cannot be read to its end");
                }
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    if (record.offset() >= until.getOrDefault(record.partition(), 0L)) {
                        continue;
                    }
                    CouponRecord said;
                    try {
                        said = json.deserialize(name(), record.value());
                    } catch (org.apache.kafka.common.errors.SerializationException e) {
                        unreadable.accept(record);
                        continue;
                    }
                    sink.accept(record.partition(), record.offset(), said);
                }
            }
        }
    }

    /** By partition, the first record that is still there. */
    public Map<Integer, Long> beginning() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return consumer.beginningOffsets(assigned(consumer)).entrySet().stream()
                    .collect(Collectors.toMap(entry -> entry.getKey().partition(), Map.Entry::getValue));
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>(stores.kafka());
        properties.put("enable.auto.commit", false);
        properties.put("allow.auto.create.topics", false);
        properties.put("auto.offset.reset", "earliest");
        properties.put("fetch.max.wait.ms", 20);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
