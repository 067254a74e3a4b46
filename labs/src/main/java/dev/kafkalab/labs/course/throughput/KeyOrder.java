package dev.kafkalab.labs.course.throughput;

import dev.kafkalab.labs.frame.TopicContents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Whether records of a key were handled in their order. */
final class KeyOrder {
    private KeyOrder() {}

    /**
     * How many were done after a later one of their key.
     *
     * @param effects in the order in which they came to be; the value is the key of the cause, the key its place
     */
    static long broken(List<ConsumerRecord<byte[], byte[]>> effects) {
        Map<String, Long> furthest = new HashMap<>();
        long broken = 0;
        for (ConsumerRecord<byte[], byte[]> effect : effects) {
            String place = TopicContents.text(effect.key());
            long offset = Long.parseLong(place.substring(place.indexOf('@') + 1));
            Long before = furthest.merge(TopicContents.text(effect.value()), offset, Math::max);
            if (before > offset) {
                broken++;
            }
        }
        return broken;
    }
}
