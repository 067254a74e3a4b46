package dev.kafkalab.labs.course.partitions;

import dev.kafkalab.consumer.Commits;
import dev.kafkalab.consumer.RunningConsumer;
import dev.kafkalab.labs.frame.EffectTopic;
import dev.kafkalab.labs.frame.LabSite;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Two members of a group that read one topic and leave the effect of each record, under its key, in another. Their
 * handlers stall at a key's first record until the {@link #gate} is opened, as if a database did not answer.
 *
 * <p>Used by one thread, which closes it.
 */
final class Members implements AutoCloseable {
    private static final List<String> NAMES = List.of("a", "b");
    private static final StringDeserializer TEXT = new StringDeserializer();

    private final CountDownLatch gate;
    private final EffectTopic effects;
    private final List<RunningConsumer> consumers;

    Members(LabSite site, String topic, String group, String effectTopic, CountDownLatch gate) {
        this.gate = gate;
        this.effects = new EffectTopic(site.clientProperties(), effectTopic);
        this.consumers =
                NAMES.stream().map(name -> start(site, topic, group, name)).toList();
    }

    private RunningConsumer start(LabSite site, String topic, String group, String name) {
        return site.kafka()
                .consumer(topic, TEXT, TEXT)
                .group(group)
                .startFrom("earliest")
                // So soon a new partition is seen, and so soon the other member hears of it.
                .property("metadata.max.age.ms", 200)
                .property("heartbeat.interval.ms", 200)
                .concurrency(4)
                .commit(Commits.afterProcessing().every(Duration.ofMillis(100)))
                .handle((number, delivery) -> {
                    if (Integer.parseInt(number) == GrowExercise.FIRST) {
                        gate.await();
                    }
                    effects.add(
                            delivery.key(),
                            number + " " + name + " " + delivery.record().partition());
                })
                .start();
    }

    /** Opens the gate too: what stalls could not be finished otherwise. */
    @Override
    public void close() {
        gate.countDown();
        consumers.forEach(RunningConsumer::close);
        effects.close();
    }
}
