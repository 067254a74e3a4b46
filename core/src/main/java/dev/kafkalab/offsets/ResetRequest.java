package dev.kafkalab.offsets;

import dev.kafkalab.KafkaLabException;
import dev.kafkalab.cluster.TopicSelection;
import java.util.List;

/**
 * What to plan.
 *
 * @param topics which partitions; empty means all that the group has committed, or all of the file
 * @param newGroup whether the group may be one that does not exist yet, to give it its first offsets
 */
public record ResetRequest(String group, List<TopicSelection> topics, ResetScope scope, boolean newGroup) {
    public ResetRequest {
        topics = List.copyOf(topics);
        if (group.isEmpty()) {
            throw KafkaLabException.usage("a group needs a name");
        }
    }
}
