package dev.kafkalab.groups;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * One consumer of a group.
 *
 * @param instanceId {@code group.instance.id} of a static member
 * @param host the address the broker sees
 */
public record Member(
        String id, Optional<String> instanceId, String clientId, String host, List<TopicPartition> partitions) {
    public Member {
        partitions = List.copyOf(partitions);
    }

    /** A name a person can find the process by. */
    public String label() {
        return "%s (client %s at %s)".formatted(id, clientId, host);
    }
}
