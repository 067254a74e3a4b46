package dev.kafkalab.bench.contestant;

import static java.util.Objects.requireNonNull;

import dev.kafkalab.ConsumerBuilder;
import dev.kafkalab.KafkaLab;
import dev.kafkalab.bench.Assignment;
import dev.kafkalab.bench.Contestant;
import dev.kafkalab.bench.Promise;
import dev.kafkalab.bench.Task;
import dev.kafkalab.consumer.Commits;
import dev.kafkalab.consumer.Ordering;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.IntegerDeserializer;

/**
 * kafka-lab.
 *
 * @param batch records handled in one call at most; 1 for a handler of single records
 */
public record Lab(Ordering ordering, Commits cadence, int batch) implements Contestant {
    @Override
    public Promise promise() {
        return switch (ordering) {
            case BY_PARTITION -> Promise.BY_PARTITION;
            case BY_KEY -> Promise.BY_KEY;
            case UNORDERED -> Promise.NONE;
        };
    }

    @Override
    public AutoCloseable start(Assignment assignment, Task task) {
        ConsumerBuilder<Integer, byte[]> builder = KafkaLab.connect(assignment.servers())
                .consumer(assignment.topic(), new IntegerDeserializer(), new ByteArrayDeserializer())
                .group(assignment.group())
                .startFrom("earliest")
                .property(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500)
                .ordering(ordering)
                .concurrency(assignment.concurrency())
                .commit(cadence);
        return batch == 1
                ? builder.handle((value, delivery) -> task.handle(requireNonNull(value)))
                        .start()
                : builder.handleBatch(
                                batch,
                                records -> records.forEach(record -> task.handle(requireNonNull(record.value()))))
                        .start();
    }
}
