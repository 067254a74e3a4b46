package dev.kafkalab.bench.contestant;

import dev.kafkalab.bench.Assignment;
import dev.kafkalab.bench.Contestant;
import dev.kafkalab.bench.Promise;
import dev.kafkalab.bench.Task;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.MessageListener;

/**
 * spring-kafka's container with one consumer thread for each partition, which is all the parallelism it has.
 *
 * @param batch a batch listener, committing after each batch; otherwise a record listener, committing after each record
 */
public record SpringKafka(boolean batch) implements Contestant {
    @Override
    public Promise promise() {
        return Promise.BY_PARTITION;
    }

    @Override
    public AutoCloseable start(Assignment assignment, Task task) {
        ContainerProperties properties = new ContainerProperties(assignment.topic());
        properties.setGroupId(assignment.group());
        properties.setAckMode(batch ? AckMode.BATCH : AckMode.RECORD);
        properties.setMessageListener(
                batch
                        ? (BatchMessageListener<Integer, byte[]>)
                                records -> records.forEach(record -> task.handle(record.value()))
                        : (MessageListener<Integer, byte[]>) record -> task.handle(record.value()));
        var container = new ConcurrentMessageListenerContainer<Integer, byte[]>(
                new DefaultKafkaConsumerFactory<>(assignment.properties()), properties);
        container.setConcurrency(assignment.partitions());
        container.start();
        return container::stop;
    }
}
