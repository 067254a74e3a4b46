package dev.kafkalab.metrics;

import dev.kafkalab.consumer.Progress;
import dev.kafkalab.consumer.RunningConsumer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * Meters over {@link RunningConsumer#progress()}, read when the registry asks:
 *
 * <table>
 *   <caption>All begin with {@code kafkalab.consumer.}</caption>
 *   <tr><td>{@code lag}</td><td>gauge: records that are not done, as far as the ends are known</td></tr>
 *   <tr><td>{@code in.flight}, {@code in.flight.bytes}</td><td>gauges: records in memory that are not done</td></tr>
 *   <tr><td>{@code partitions}, {@code partitions.paused}</td><td>gauges: those owned; those at the bound of their intake</td></tr>
 *   <tr><td>{@code refused}</td><td>gauge: dead letters and retry records that are refused and tried again</td></tr>
 *   <tr><td>{@code delayed}</td><td>gauge: records that wait in retry topics</td></tr>
 *   <tr><td>{@code since.progress}</td><td>gauge of time: since a record was done last</td></tr>
 *   <tr><td>{@code handled}, {@code failures}, {@code commits}</td><td>counters, since the consumer started</td></tr>
 *   <tr><td>{@code commits.failing}</td><td>gauge: commits that failed since one was taken last</td></tr>
 * </table>
 *
 * <p>Kafka's own client metrics are not among them; Micrometer has {@code KafkaClientMetrics} for those. Thread-safe. The
 * registry holds the consumer weakly.
 */
public final class ConsumerMetrics implements MeterBinder {
    private static final String PREFIX = "kafkalab.consumer.";

    private final RunningConsumer consumer;
    private final Iterable<Tag> tags;

    /** @param tags that tell this consumer from others in the registry: {@code Tags.of("group", "billing")} */
    public ConsumerMetrics(RunningConsumer consumer, Iterable<Tag> tags) {
        this.consumer = consumer;
        this.tags = Tags.of(tags);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "lag", "records", Progress::lag);
        gauge(registry, "in.flight", "records", Progress::inFlight);
        gauge(registry, "in.flight.bytes", "bytes", Progress::inFlightBytes);
        gauge(
                registry,
                "partitions",
                "partitions",
                progress -> progress.partitions().size());
        gauge(registry, "partitions.paused", "partitions", Progress::paused);
        gauge(registry, "refused", "records", Progress::refused);
        gauge(registry, "delayed", "records", Progress::delayed);
        gauge(registry, "commits.failing", "commits", Progress::failedCommits);
        counter(registry, "handled", "records", Progress::handled);
        counter(registry, "failures", "attempts", Progress::failures);
        counter(registry, "commits", "commits", Progress::commits);
        TimeGauge.builder(
                        PREFIX + "since.progress",
                        consumer,
                        TimeUnit.NANOSECONDS,
                        running -> running.progress().sinceProgress().toNanos())
                .tags(tags)
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String unit, ToLongFunction<Progress> value) {
        Gauge.builder(PREFIX + name, consumer, running -> value.applyAsLong(running.progress()))
                .baseUnit(unit)
                .tags(tags)
                .register(registry);
    }

    private void counter(MeterRegistry registry, String name, String unit, ToLongFunction<Progress> value) {
        FunctionCounter.builder(PREFIX + name, consumer, running -> value.applyAsLong(running.progress()))
                .baseUnit(unit)
                .tags(tags)
                .register(registry);
    }
}
