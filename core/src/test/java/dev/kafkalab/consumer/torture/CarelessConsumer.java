package dev.kafkalab.consumer.torture;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The mistake that the engine is there to prevent: Kafka commits what was polled, while threads still work on it. The
 * torture must convict it.
 */
final class CarelessConsumer implements AutoCloseable {
    private final ExecutorService workers = Executors.newFixedThreadPool(8);
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread loop;
    private volatile boolean closing;

    CarelessConsumer(MemberSettings settings, String instance, Work work) {
        Map<String, Object> properties = new HashMap<>(settings.properties(Optional.of(instance)));
        properties.put("bootstrap.servers", settings.bootstrapServers());
        properties.put("group.id", settings.group());
        properties.put("enable.auto.commit", "true");
        properties.put("auto.commit.interval.ms", "20");
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        loop = new Thread(() -> run(settings, work), "careless");
        loop.start();
    }

    private void run(MemberSettings settings, Work work) {
        consumer.subscribe(List.of(settings.topic()));
        try {
            while (!closing) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    workers.execute(() -> {
                        work.begin(record, work.newUnit());
                        Work.takeAWhile();
                        work.end(record);
                    });
                }
            }
        } catch (WakeupException closed) {
            // falls through
        } finally {
            consumer.close();
        }
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        consumer.wakeup();
        loop.join();
        workers.shutdown();
        workers.awaitTermination(1, TimeUnit.MINUTES);
    }
}
