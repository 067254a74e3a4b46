package dev.kafkalab.deadletters;

import dev.kafkalab.cluster.Cluster;
import dev.kafkalab.retry.DeadLetterRecords;
import dev.kafkalab.retry.Recovery;
import dev.kafkalab.retry.StubDelivery;
import dev.kafkalab.topics.TopicSpec;
import dev.kafkalab.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic with its dead letter topic on real brokers, and letters as a consumer would publish them. */
public final class Graveyard implements AutoCloseable {
    public final String topic = "grave-" + Long.toHexString(new Random().nextLong());
    public final String dead = topic + "-dlt";
    public final Map<String, Object> properties;
    public final Cluster cluster;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Queue<Future<?>> sent = new ConcurrentLinkedQueue<>();

    public Graveyard(String servers) {
        this.properties = Map.of("bootstrap.servers", servers);
        this.cluster = Cluster.connect(servers, Duration.ofSeconds(20));
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "max.request.size", 8 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public void create(String name, int partitions) {
        create(name, partitions, Map.of());
    }

    public void create(String name, int partitions, Map<String, String> configs) {
        new Topics(cluster).create(new TopicSpec(name, Optional.of(partitions), Optional.of(1), configs));
    }

    public void delete(String name) {
        cluster.await(cluster.admin().deleteTopics(List.of(name)).all());
    }

    /** The record of a topic dies. */
    public void bury(ConsumerRecord<byte[], byte[]> record, Throwable failure) {
        send(new DeadLetterRecords("billing", name -> 0)
                .create(StubDelivery.of(record), failure, new Recovery.DeadLetter(Optional.empty())));
    }

    /** A record at that place dies. */
    public void bury(int partition, long offset, String key, String value, Throwable failure) {
        bury(new ConsumerRecord<>(topic, partition, offset, utf8(key), utf8(value)), failure);
    }

    public void send(ProducerRecord<byte[], byte[]> record) {
        sent.add(producer.send(record));
    }

    /** Waits until all letters are there. */
    public void flush() {
        producer.flush();
        for (Future<?> each; (each = sent.poll()) != null; ) {
            try {
                each.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public Redrive redrive() {
        flush();
        return new Redrive(cluster, properties);
    }

    /** Everything in a topic that is committed. */
    public List<ConsumerRecord<byte[], byte[]>> read(String name) {
        flush();
        Map<String, Object> committed = new HashMap<>(properties);
        committed.put("isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(committed, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(info -> new TopicPartition(name, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    public List<String> values(String name) {
        return read(name).stream().map(record -> text(record.value())).toList();
    }

    public static String header(ConsumerRecord<?, ?> record, String name) {
        return text(record.headers().lastHeader(name).value());
    }

    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
        cluster.close();
    }
}
