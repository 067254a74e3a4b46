package dev.kafkalab.groups;

import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a group stands in one partition.
 *
 * @param committed the offset the group goes on from; empty if it never committed one
 * @param end the offset the next record will get; empty if the partition has no leader
 * @param owner the member it is assigned to
 */
public record GroupPartition(
        TopicPartition partition, OptionalLong committed, OptionalLong end, Optional<Member> owner) {
    /**
     * Offsets between committed and end; at most as many records, since markers and compacted records leave gaps. Empty
     * where one of the two is.
     */
    public OptionalLong lag() {
        return committed.isPresent() && end.isPresent()
                ? OptionalLong.of(Math.max(0, end.getAsLong() - committed.getAsLong()))
                : OptionalLong.empty();
    }
}
