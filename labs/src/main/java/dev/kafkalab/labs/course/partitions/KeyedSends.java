package dev.kafkalab.labs.course.partitions;

import dev.kafkalab.labs.frame.LabSite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends records with keys in the order given; the partitioner says where each goes. */
final class KeyedSends {
    private static final int GLANCE_MILLIS = 50;

    private final LabSite site;
    private final Map<String, Object> settings;

    /** @param settings of the producer, such as {@code partitioner.class} */
    KeyedSends(LabSite site, Map<String, Object> settings) {
        this.site = site;
        this.settings = Map.copyOf(settings);
    }

    /** A key and what is sent with it. */
    record Keyed(String key, String value) {}

    /**
     * Waits until the brokers have all of them.
     *
     * @param partitions how many partitions of the topic the producer must know; it learns of a new one later than the
     *     brokers do
     */
    void send(String topic, int partitions, List<Keyed> records) throws InterruptedException {
        Map<String, Object> properties = new HashMap<>(site.clientProperties());
        properties.put(ProducerConfig.METADATA_MAX_AGE_CONFIG, GLANCE_MILLIS);
        properties.putAll(settings);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            while (producer.partitionsFor(topic).size() < partitions) {
                TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
            }
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (Keyed record : records) {
                sent.add(producer.send(new ProducerRecord<>(topic, record.key(), record.value())));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException("a record was not taken", e.getCause());
        }
    }
}
