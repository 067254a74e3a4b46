package dev.kafkalab.bench.decaton;

import com.linecorp.decaton.processor.DecatonProcessor;
import com.linecorp.decaton.processor.runtime.ProcessorProperties;
import com.linecorp.decaton.processor.runtime.ProcessorSubscription;
import com.linecorp.decaton.processor.runtime.ProcessorsBuilder;
import com.linecorp.decaton.processor.runtime.Property;
import com.linecorp.decaton.processor.runtime.StaticPropertySupplier;
import com.linecorp.decaton.processor.runtime.SubscriptionBuilder;
import dev.kafkalab.bench.Assignment;
import dev.kafkalab.bench.BuiltApart;
import dev.kafkalab.bench.Promise;
import dev.kafkalab.bench.Task;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** LINE's Decaton with its defaults; its threads belong to partitions, so the concurrency is divided, rounded up. */
public final class DecatonByKey implements BuiltApart {
    @Override
    public String name() {
        return "decaton-key";
    }

    @Override
    public String title() {
        return "Decaton, by key";
    }

    @Override
    public Promise promise() {
        return Promise.BY_KEY;
    }

    @Override
    public AutoCloseable start(Assignment assignment, Task task) {
        int threads = (assignment.concurrency() + assignment.partitions() - 1) / assignment.partitions();
        DecatonProcessor<byte[]> processor = (context, value) -> task.handle(value);
        ProcessorSubscription subscription = SubscriptionBuilder.newBuilder("bench")
                .processorsBuilder(ProcessorsBuilder.consuming(assignment.topic(), new ByteArrayDeserializer())
                        .thenProcess(processor))
                .consumerConfig(assignment.propertiesOfStrings())
                .addProperties(StaticPropertySupplier.of(
                        Property.ofStatic(ProcessorProperties.CONFIG_PARTITION_CONCURRENCY, threads),
                        // By default it does not wait for what is being handled when it is closed.
                        Property.ofStatic(ProcessorProperties.CONFIG_SHUTDOWN_TIMEOUT_MS, 10_000L)))
                .buildAndStart();
        return subscription::close;
    }
}
