package dev.kafkalab.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.consumer.Progress;
import dev.kafkalab.consumer.Progress.PartitionProgress;
import dev.kafkalab.consumer.RunningConsumer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConsumerMetricsTest {
    @Test
    void everyMeterShowsItsPartOfTheProgress() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        RunningConsumer consumer = new Standing(new Progress(
                List.of(
                        new PartitionProgress("orders", 0, 20, 10, 12, 8, 800, 30, true),
                        new PartitionProgress("orders", 1, 5, 5, 5, 0, 0, -1, false)),
                1_000,
                7,
                40,
                2,
                1,
                3,
                Duration.ofMillis(1_500)));
        new ConsumerMetrics(consumer, Tags.of("group", "billing")).bindTo(registry);

        Map<String, Double> values = registry.getMeters().stream()
                .collect(Collectors.toMap(
                        meter -> meter.getId().getName(),
                        meter -> meter.measure().iterator().next().getValue()));
        assertThat(values)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("kafkalab.consumer.lag", 30.0),
                        Map.entry("kafkalab.consumer.in.flight", 8.0),
                        Map.entry("kafkalab.consumer.in.flight.bytes", 800.0),
                        Map.entry("kafkalab.consumer.partitions", 2.0),
                        Map.entry("kafkalab.consumer.partitions.paused", 1.0),
                        Map.entry("kafkalab.consumer.refused", 1.0),
                        Map.entry("kafkalab.consumer.delayed", 3.0),
                        Map.entry("kafkalab.consumer.commits.failing", 2.0),
                        Map.entry("kafkalab.consumer.handled", 1_000.0),
                        Map.entry("kafkalab.consumer.failures", 7.0),
                        Map.entry("kafkalab.consumer.commits", 40.0),
                        Map.entry("kafkalab.consumer.since.progress", 1.5)));
        assertThat(registry.getMeters())
                .extracting(Meter::getId)
                .allSatisfy(id -> assertThat(id.getTag("group")).isEqualTo("billing"));
    }

    private record Standing(Progress progress) implements RunningConsumer {
        @Override
        public void awaitStopped() {}

        @Override
        public boolean awaitStopped(Duration limit) {
            return false;
        }

        @Override
        public boolean isRunning() {
            return true;
        }

        @Override
        public void close() {}
    }
}
