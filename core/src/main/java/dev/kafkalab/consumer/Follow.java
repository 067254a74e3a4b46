package dev.kafkalab.consumer;

import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * Topics that follow the consumed ones. Whoever owns a partition of a consumed topic also reads the partition of the same
 * number of each topic that follows it, and commits both together: they change hands as one. No other member and no other
 * group reads them.
 *
 * <p>Asked by the poll thread.
 */
public interface Follow {
    /** No topic follows another. */
    Follow NONE = new Follow() {
        @Override
        public List<String> topics(String consumed) {
            return List.of();
        }

        @Override
        public Turns begin(TopicPartition consumed) {
            throw new IllegalStateException("nothing follows " + consumed);
        }
    };

    /** Those that follow a consumed topic; always the same. */
    List<String> topics(String consumed);

    /** Begins an assignment, with the partitions that follow in place. May block. */
    Turns begin(TopicPartition consumed);
}
