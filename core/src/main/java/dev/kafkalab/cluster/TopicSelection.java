package dev.kafkalab.cluster;

import dev.kafkalab.KafkaLabException;
import java.util.Set;
import java.util.TreeSet;

/**
 * Some partitions of a topic.
 *
 * @param partitions empty means all
 */
public record TopicSelection(String topic, Set<Integer> partitions) {
    public TopicSelection {
        if (topic.isEmpty()) {
            throw KafkaLabException.usage("a topic needs a name, such as access or access:0,1");
        }
        partitions = Set.copyOf(partitions);
    }

    /**
     * Reads {@code access} or {@code access:0,1}, as Kafka's consumer-groups tool takes them.
     *
     * @throws KafkaLabException if it is neither
     */
    public static TopicSelection parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new TopicSelection(text, Set.of());
        }
        Set<Integer> partitions = new TreeSet<>();
        for (String number : text.substring(colon + 1).split(",", -1)) {
            try {
                partitions.add(Integer.parseUnsignedInt(number.strip()));
            } catch (NumberFormatException e) {
                throw new KafkaLabException(
                        KafkaLabException.Reason.USAGE,
                        "'" + text + "' names no partitions: '" + number + "' is not a number; write access:0,1",
                        e);
            }
        }
        return new TopicSelection(text.substring(0, colon), partitions);
    }
}
