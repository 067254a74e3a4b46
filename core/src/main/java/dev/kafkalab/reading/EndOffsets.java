package dev.kafkalab.reading;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Where reading each partition ends, looked up once before reading begins.
 *
 * <p>What counts is the consumer's position, not the offset of the last record seen: behind that record there may be
 * offsets that hold none (compacted away, aborted, transaction markers).
 *
 * @param ends offset of the first record not to read; with {@code read_committed} the last stable offset bounds it
 */
record EndOffsets(Map<TopicPartition, Long> ends) {
    static EndOffsets lookUp(Consumer<?, ?> consumer, Collection<TopicPartition> partitions, ReadRequest request) {
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions, request.patience()));
        if (request.untilTime().isPresent()) {
            Instant until = request.untilTime().get();
            Map<TopicPartition, Long> times =
                    ends.keySet().stream().collect(Collectors.toMap(Function.identity(), p -> until.toEpochMilli()));
            consumer.offsetsForTimes(times, request.patience()).forEach((partition, first) -> {
                if (first != null) {
                    ends.merge(partition, first.offset(), Math::min);
                }
            });
        }
        return new EndOffsets(ends);
    }

    /** The first offset of a partition not to read. Partitions that came later have nothing to read. */
    long end(TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    /** How many offsets are left in what is assigned. Partitions that have none left are paused. */
    long remaining(Consumer<?, ?> consumer, ReadRequest request) {
        long remaining = 0;
        for (TopicPartition partition : consumer.assignment()) {
            long left = end(partition) - consumer.position(partition, request.patience());
            if (left > 0) {
                remaining += left;
            } else if (!consumer.paused().contains(partition)) {
                consumer.pause(java.util.List.of(partition));
            }
        }
        return remaining;
    }
}
