package dev.kafkalab.consumer;

import dev.kafkalab.offsets.FinishedAhead;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where a partition begins that was just assigned.
 *
 * @param offset of the first record
 * @param before what is finished beyond it
 * @param reader polls this partition
 * @param led the consumed partition that it {@linkplain Follow follows}; itself if it is consumed
 * @param turns of that partition; null if nothing follows it
 */
record OwnedStart(
        TopicPartition name,
        long offset,
        FinishedAhead before,
        Consumer<byte[], byte[]> reader,
        TopicPartition led,
        @Nullable Turns turns) {
    boolean follows() {
        return !name.equals(led);
    }

    /** The same at another offset, behind which nothing is finished. */
    OwnedStart at(long other) {
        return new OwnedStart(name, other, FinishedAhead.NONE, reader, led, turns);
    }
}
