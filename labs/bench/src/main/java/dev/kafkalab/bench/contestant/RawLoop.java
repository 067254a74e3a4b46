package dev.kafkalab.bench.contestant;

import dev.kafkalab.bench.Assignment;
import dev.kafkalab.bench.Contestant;
import dev.kafkalab.bench.Promise;
import dev.kafkalab.bench.Task;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;

/**
 * {@code poll}, handle, {@code commitAsync}, in one thread.
 *
 * @param cadence how often it commits; zero after each poll
 */
public record RawLoop(Duration cadence) implements Contestant {
    @Override
    public Promise promise() {
        return Promise.BY_PARTITION;
    }

    @Override
    public AutoCloseable start(Assignment assignment, Task task) {
        KafkaConsumer<Integer, byte[]> consumer = new KafkaConsumer<>(assignment.properties());
        consumer.subscribe(List.of(assignment.topic()));
        Thread thread = new Thread(() -> loop(consumer, task), "raw");
        thread.start();
        return () -> {
            consumer.wakeup();
            thread.join();
        };
    }

    private void loop(KafkaConsumer<Integer, byte[]> consumer, Task task) {
        long committed = System.nanoTime();
        try (consumer) {
            try {
                while (true) {
                    ConsumerRecords<Integer, byte[]> records = consumer.poll(Duration.ofMillis(100));
                    for (ConsumerRecord<Integer, byte[]> record : records) {
                        task.handle(record.value());
                    }
                    if (!records.isEmpty() && System.nanoTime() - committed >= cadence.toNanos()) {
                        consumer.commitAsync();
                        committed = System.nanoTime();
                    }
                }
            } catch (WakeupException stop) {
                consumer.commitSync();
            }
        }
    }
}
