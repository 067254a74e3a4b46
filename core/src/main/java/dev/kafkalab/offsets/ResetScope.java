package dev.kafkalab.offsets;

import dev.kafkalab.KafkaLabException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Where to move the offsets of a group: the eight scopes of Kafka's consumer-groups tool, with its meaning of each. */
public sealed interface ResetScope {
    /** The first record still there. */
    record ToEarliest() implements ResetScope {}

    /** The offset the next record will get. */
    record ToLatest() implements ResetScope {}

    /** This offset in every partition; outside the log, the nearest offset in it. */
    record ToOffset(long offset) implements ResetScope {}

    /**
     * So many offsets from the committed one, back if negative; outside the log, the nearest offset in it. Every
     * partition needs a committed offset.
     */
    record ShiftBy(long offsets) implements ResetScope {}

    /** The first record with this timestamp or a later one; where there is none, the end. */
    record ToDatetime(Instant time) implements ResetScope {}

    /** As {@link ToDatetime}, so long ago. */
    record ByDuration(Duration ago) implements ResetScope {
        public ByDuration {
            if (ago.isNegative()) {
                throw KafkaLabException.usage("a duration to go back by must not be negative, got " + ago);
            }
        }
    }

    /** The committed offset; where there is none, the end. */
    record ToCurrent() implements ResetScope {}

    /** An offset for each partition, as read from an {@link OffsetFile}; outside the log, the nearest offset in it. */
    record FromFile(Map<TopicPartition, Long> offsets) implements ResetScope {
        public FromFile {
            offsets = Map.copyOf(offsets);
        }
    }
}
