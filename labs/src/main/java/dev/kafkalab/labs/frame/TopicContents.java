package dev.kafkalab.labs.frame;

import dev.kafkalab.reading.ReadRequest;
import dev.kafkalab.reading.RecordSink;
import dev.kafkalab.reading.TopicChoice;
import dev.kafkalab.reading.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Reads a topic from its beginning to the end it has now, and fills one. */
public final class TopicContents {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private TopicContents() {}

    /** Every record that a reader of committed records sees, partition by partition in order. */
    public static List<ConsumerRecord<byte[], byte[]>> of(LabSite site, String topic) {
        return of(site, topic, "read_committed");
    }

    /** @param isolation Kafka's {@code isolation.level} */
    public static List<ConsumerRecord<byte[], byte[]>> of(LabSite site, String topic, String isolation) {
        Map<String, Object> properties = new HashMap<>(site.clientProperties());
        properties.put("isolation.level", isolation);
        // A reader at the end asks on before it knows; closing it waits for that answer.
        properties.put("fetch.max.wait.ms", 20);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        ReadRequest request = ReadRequest.of(new TopicChoice.Named(Set.of(topic)))
                .untilEnd()
                .patience(PATIENCE)
                .build();
        try (TopicReader reader = new TopicReader(properties, request, notice -> {})) {
            reader.read(new RecordSink() {
                @Override
                public boolean accept(ConsumerRecord<byte[], byte[]> record) {
                    return records.add(record);
                }

                @Override
                public void flush() {}
            });
        }
        return records;
    }

    /** As text. */
    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Sends all and waits until the brokers have all of them. */
    public static void send(LabSite site, List<ProducerRecord<String, String>> records) {
        Map<String, Object> properties = new HashMap<>(site.clientProperties());
        // Somebody watches: what is not taken by then is a failure.
        properties.put("max.block.ms", (int) PATIENCE.toMillis());
        properties.put("request.timeout.ms", (int) PATIENCE.toMillis() / 2);
        properties.put("delivery.timeout.ms", (int) PATIENCE.toMillis());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (ProducerRecord<String, String> record : records) {
                sent.add(producer.send(record));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        }
    }
}
