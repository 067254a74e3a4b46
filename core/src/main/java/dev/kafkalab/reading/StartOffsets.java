package dev.kafkalab.reading;

import dev.kafkalab.reading.StartPosition.At;
import dev.kafkalab.reading.StartPosition.AtTime;
import dev.kafkalab.reading.StartPosition.BeforeEnd;
import dev.kafkalab.reading.StartPosition.Beginning;
import dev.kafkalab.reading.StartPosition.End;
import dev.kafkalab.reading.StartPosition.Stored;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Moves a consumer to where reading begins, once for each partition. Used by the reading thread only. */
final class StartOffsets {
    private final Consumer<?, ?> consumer;
    private final ReadRequest request;
    private final java.util.function.Consumer<String> notices;
    private final Set<TopicPartition> done = new HashSet<>();

    StartOffsets(Consumer<?, ?> consumer, ReadRequest request, java.util.function.Consumer<String> notices) {
        this.consumer = consumer;
        this.request = request;
        this.notices = notices;
    }

    /** Seeks in those partitions that are assigned for the first time. */
    void seek(Collection<TopicPartition> assigned) {
        List<TopicPartition> fresh = assigned.stream().filter(done::add).toList();
        if (fresh.isEmpty()) {
            return;
        }
        StartPosition start = request.start();
        if (start instanceof Beginning) {
            consumer.seekToBeginning(fresh);
        } else if (start instanceof End) {
            consumer.seekToEnd(fresh);
        } else if (start instanceof At at) {
            seekWithin(fresh, at.offset());
        } else if (start instanceof BeforeEnd before) {
            held(fresh)
                    .forEach((partition, held) ->
                            consumer.seek(partition, Math.max(held.first(), held.end() - before.offsets())));
        } else if (start instanceof AtTime at) {
            seekToTime(fresh, at);
        } else {
            assert start instanceof Stored; // the consumer begins there by itself
        }
    }

    private void seekWithin(List<TopicPartition> partitions, long offset) {
        held(partitions).forEach((partition, held) -> {
            long nearest = Math.max(held.first(), Math.min(held.end(), offset));
            if (nearest != offset) {
                notices.accept("%s holds offsets %d to %d, not %d; reading from %d"
                        .formatted(partition, held.first(), held.end(), offset, nearest));
            }
            consumer.seek(partition, nearest);
        });
    }

    /** The offsets a partition holds: from {@code first} to before {@code end}. */
    private record Held(long first, long end) {}

    private Map<TopicPartition, Held> held(List<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, request.patience());
        Map<TopicPartition, Held> held = new HashMap<>();
        consumer.beginningOffsets(partitions, request.patience())
                .forEach((partition, first) ->
                        held.put(partition, new Held(first, ends.getOrDefault(partition, first))));
        return held;
    }

    private void seekToTime(List<TopicPartition> partitions, AtTime at) {
        Map<TopicPartition, Long> times = partitions.stream()
                .collect(Collectors.toMap(
                        Function.identity(), partition -> at.time().toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times, request.patience());
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp first = found.get(partition);
            if (first == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, first.offset());
            }
        }
    }
}
