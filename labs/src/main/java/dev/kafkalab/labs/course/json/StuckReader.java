package dev.kafkalab.labs.course.json;

import dev.kafkalab.labs.frame.Child;
import dev.kafkalab.labs.frame.EffectTopic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The mistake: the client decodes, and throws from {@code poll()} at the same record for ever. A process of its own, since
 * the client fills its log with it.
 */
public final class StuckReader {
    /** How often its consumer is started. */
    static final int STARTS = 2;
    /** How often it meets the record until it gives up. */
    static final int REFUSALS = 3;

    private StuckReader() {}

    /** Arguments: topic, group, topic of effects, topic of refusals. */
    public static void main(String[] arguments) {
        Map<String, Object> clientProperties = Child.begin().clientProperties();
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put("group.id", arguments[1]);
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", "false");
        try (EffectTopic effects = new EffectTopic(clientProperties, arguments[2]);
                EffectTopic refusals = new EffectTopic(clientProperties, arguments[3])) {
            for (int start = 0; start < STARTS; start++) {
                read(properties, arguments[0], effects, refusals);
            }
        }
    }

    private static void read(Map<String, Object> properties, String topic, EffectTopic effects, EffectTopic refusals) {
        try (KafkaConsumer<String, Order> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), Order.FROM_JSON)) {
            consumer.subscribe(List.of(topic));
            for (int refused = 0; refused < REFUSALS; ) {
                try {
                    consumer.poll(Duration.ofMillis(100)).forEach(record -> effects.add(record, "order"));
                    consumer.commitSync();
                } catch (RecordDeserializationException e) {
                    refused++;
                    refusals.add(EffectTopic.place(e.topicPartition().partition(), e.offset()), "refused");
                }
            }
        }
    }
}
