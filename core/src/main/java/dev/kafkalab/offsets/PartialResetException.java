package dev.kafkalab.offsets;

import dev.kafkalab.KafkaLabException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;

/** The coordinator took the new offsets of some partitions and refused those of others. */
public final class PartialResetException extends KafkaLabException {
    private static final long serialVersionUID = 1L;

    private final transient List<TopicPartition> applied;
    private final transient Map<TopicPartition, ApiException> refused;

    PartialResetException(String group, List<TopicPartition> applied, Map<TopicPartition, ApiException> refused) {
        super(
                Reason.PARTLY_FAILED,
                "group '%s' was reset for %s, but not for %s"
                        .formatted(
                                group,
                                applied.stream().map(Object::toString).collect(Collectors.joining(", ")),
                                refused.entrySet().stream()
                                        .map(entry -> entry.getKey() + " ("
                                                + entry.getValue().getMessage() + ")")
                                        .collect(Collectors.joining(", "))),
                refused.values().iterator().next());
        this.applied = List.copyOf(applied);
        this.refused = Map.copyOf(refused);
    }

    /** Partitions whose new offset is committed. */
    public List<TopicPartition> applied() {
        return applied;
    }

    /** Partitions whose old offset stands, and why. */
    public Map<TopicPartition, ApiException> refused() {
        return refused;
    }
}
