package dev.kafkalab.labs.course.retry;

import dev.kafkalab.labs.frame.LabSite;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Loops over Kafka's own consumer as they are often written. Each has its hole. */
final class HandmadeLoop {
    private static final Duration POLL = Duration.ofMillis(50);

    private final LabSite site;
    private final String topic;
    private final String group;
    /** Handles an order, or throws. */
    private final Consumer<String> handler;

    private long deadline;

    HandmadeLoop(LabSite site, String topic, String group, Consumer<String> handler) {
        this.site = site;
        this.topic = topic;
        this.group = group;
        this.handler = handler;
    }

    /** Catches and goes on: what failed is committed with the others. */
    void ignoring() throws TimeoutException {
        try (KafkaConsumer<String, String> consumer = polling(topic)) {
            int seen = 0;
            while (seen < Orders.COUNT) {
                for (ConsumerRecord<String, String> record : poll(consumer)) {
                    tried(record);
                    seen++;
                }
                consumer.commitSync();
            }
        }
    }

    /** Never goes past what fails: it comes again at once, and again. Somebody ends it after so many failures. */
    void insisting(int failures) throws TimeoutException {
        try (KafkaConsumer<String, String> consumer = polling(topic)) {
            int failed = 0;
            while (failed < failures) {
                for (ConsumerRecord<String, String> record : poll(consumer)) {
                    if (!tried(record)) {
                        failed++;
                        consumer.seek(new TopicPartition(record.topic(), record.partition()), record.offset());
                        break;
                    }
                }
                consumer.commitSync(); // as far as the one that failed, never past it
            }
        }
    }

    /** Puts what fails into a topic for later and goes on with the key's next. */
    void puttingOff(String later) throws InterruptedException, ExecutionException, TimeoutException {
        try (KafkaConsumer<String, String> consumer = polling(topic, later);
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(site.clientProperties(), new StringSerializer(), new StringSerializer())) {
            int done = 0;
            while (done < Orders.COUNT) {
                for (ConsumerRecord<String, String> record : poll(consumer)) {
                    if (tried(record)) {
                        done++;
                    } else {
                        producer.send(new ProducerRecord<>(later, record.key(), record.value()))
                                .get();
                    }
                }
                consumer.commitSync();
            }
        }
    }

    private boolean tried(ConsumerRecord<String, String> record) {
        try {
            handler.accept(record.value());
            return true;
        } catch (IllegalArgumentException | IllegalStateException failed) {
            return false; // here such a loop writes a line to its log
        }
    }

    private Iterable<ConsumerRecord<String, String>> poll(KafkaConsumer<String, String> consumer)
            throws TimeoutException {
        if (System.nanoTime() > deadline) {
            throw new TimeoutException("group " + group + " did not come to the end");
        }
        return consumer.poll(POLL);
    }

    private KafkaConsumer<String, String> polling(String... topics) {
        deadline = System.nanoTime() + Until.PATIENCE.toNanos();
        Map<String, Object> properties = new HashMap<>(site.clientProperties());
        properties.put("group.id", group);
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", "false");
        KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
        consumer.subscribe(List.of(topics));
        return consumer;
    }
}
