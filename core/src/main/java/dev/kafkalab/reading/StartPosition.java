package dev.kafkalab.reading;

import dev.kafkalab.KafkaLabException;
import java.time.Instant;

/** Where reading a partition begins. */
public sealed interface StartPosition {
    /** At the first record there is. */
    record Beginning() implements StartPosition {}

    /** With records that are yet to come. */
    record End() implements StartPosition {}

    /**
     * Where the group left off; where it has no stored offset, as {@code auto.offset.reset} says, which is
     * {@code earliest} unless set.
     */
    record Stored() implements StartPosition {}

    /** At this offset; outside of what the partition holds, at the nearest offset it has. */
    record At(long offset) implements StartPosition {
        public At {
            if (offset < 0) {
                throw KafkaLabException.usage("an offset is 0 or more; got " + offset);
            }
        }
    }

    /** So many offsets before the end, or at the beginning if there are fewer. */
    record BeforeEnd(long offsets) implements StartPosition {
        public BeforeEnd {
            if (offsets < 0) {
                throw KafkaLabException.usage("a number of offsets before the end is 0 or more; got " + offsets);
            }
        }
    }

    /** At the first record of that time or later; at the end if there is none. */
    record AtTime(Instant time) implements StartPosition {}
}
