package dev.kafkalab.bench.contestant;

import dev.kafkalab.bench.Assignment;
import dev.kafkalab.bench.Contestant;
import dev.kafkalab.bench.Promise;
import dev.kafkalab.bench.Task;
import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.CommitMode;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Confluent's parallel-consumer with its default commits, asynchronous every five seconds. */
public record ParallelConsumer(ProcessingOrder order) implements Contestant {
    @Override
    public Promise promise() {
        return order == ProcessingOrder.KEY ? Promise.BY_KEY : Promise.NONE;
    }

    @Override
    public AutoCloseable start(Assignment assignment, Task task) {
        var options = ParallelConsumerOptions.<Integer, byte[]>builder()
                .consumer(new KafkaConsumer<>(assignment.properties()))
                .ordering(order)
                .maxConcurrency(assignment.concurrency())
                .commitMode(CommitMode.PERIODIC_CONSUMER_ASYNCHRONOUS)
                .build();
        var processor = ParallelStreamProcessor.createEosStreamProcessor(options);
        processor.subscribe(List.of(assignment.topic()));
        processor.poll(context -> task.handle(context.getSingleConsumerRecord().value()));
        return processor::closeDontDrainFirst;
    }
}
