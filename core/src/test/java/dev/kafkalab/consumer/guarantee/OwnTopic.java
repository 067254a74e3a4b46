package dev.kafkalab.consumer.guarantee;

import dev.kafkalab.ConsumerBuilder;
import dev.kafkalab.FreshTopics;
import dev.kafkalab.KafkaLab;
import dev.kafkalab.sandbox.Sandbox;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic and a group of its own for one test. */
final class OwnTopic implements AutoCloseable {
    private final String bootstrapServers;
    private final Admin admin;
    private final KafkaProducer<String, String> producer;
    private final KafkaLab kafka;
    final String topic;
    final String group;

    OwnTopic(Sandbox sandbox, int partitions) throws Exception {
        bootstrapServers = sandbox.bootstrapServers().orElseThrow();
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new StringSerializer());
        kafka = KafkaLab.connect(bootstrapServers);
        topic = "guarantee-" + UUID.randomUUID();
        group = topic;
        FreshTopics.create(admin, new NewTopic(topic, Optional.of(partitions), Optional.empty()));
    }

    Admin admin() {
        return admin;
    }

    /** Sends and waits for the brokers. */
    void send(int partition, String key, String... values) {
        for (String value : values) {
            produce(partition, key, value);
        }
        producer.flush();
    }

    void produce(int partition, String key, String value) {
        producer.send(new ProducerRecord<>(topic, partition, key, value));
    }

    /** Waits for the brokers. */
    void flush() {
        producer.flush();
    }

    ConsumerBuilder<String, String> consumer() {
        return kafka.consumer(topic, new StringDeserializer(), new StringDeserializer())
                .group(group)
                .startFrom("earliest");
    }

    /** -1 if nothing is committed. */
    long committed(int partition) throws Exception {
        OffsetAndMetadata offset = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(new TopicPartition(topic, partition));
        return offset == null ? -1 : offset.offset();
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
