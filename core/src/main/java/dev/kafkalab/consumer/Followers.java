package dev.kafkalab.consumer;

import dev.kafkalab.offsets.FinishedAhead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions that {@linkplain Follow follow} those owned. They are read by a consumer that is no member of the group,
 * so that no assignor can part them from what they follow; their offsets are committed by the member. Belongs to the poll
 * thread.
 */
final class Followers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Followers.class);
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Follow follow;
    private final Consumer<byte[], byte[]> member;
    private final Supplier<Consumer<byte[], byte[]>> readers;
    private @Nullable Consumer<byte[], byte[]> reader;

    /** @param readers makes what reads them, if there are any; without a place to start from unless it is told one */
    Followers(Follow follow, Consumer<byte[], byte[]> member, Supplier<Consumer<byte[], byte[]>> readers) {
        this.follow = follow;
        this.member = member;
        this.readers = readers;
    }

    /** These consumed partitions and those that follow them. */
    Set<TopicPartition> with(Collection<TopicPartition> consumed) {
        Set<TopicPartition> all = new HashSet<>(consumed);
        consumed.forEach(name -> all.addAll(of(name)));
        return all;
    }

    private List<TopicPartition> of(TopicPartition consumed) {
        return follow.topics(consumed.topic()).stream()
                .map(topic -> new TopicPartition(topic, consumed.partition()))
                .toList();
    }

    /**
     * Begins consumed partitions at their committed offsets, or where the group starts without one, and what follows them
     * where that was left; whoever gives turns has heard of all that waits there.
     *
     * @param fresh where the group starts without a committed offset
     */
    List<OwnedStart> begin(Collection<TopicPartition> consumed, ToLongFunction<TopicPartition> fresh) {
        Map<TopicPartition, Turns> turns = new LinkedHashMap<>();
        consumed.stream().filter(name -> !of(name).isEmpty()).forEach(name -> turns.put(name, follow.begin(name)));
        Map<TopicPartition, OffsetAndMetadata> committed = member.committed(with(consumed));
        List<OwnedStart> starts = new ArrayList<>();
        for (TopicPartition name : consumed) {
            OffsetAndMetadata commit = committed.get(name);
            long offset = commit == null ? fresh.applyAsLong(name) : commit.offset();
            starts.add(new OwnedStart(name, offset, ahead(commit), member, name, turns.get(name)));
        }
        starts.addAll(following(turns, committed));
        return starts;
    }

    private Collection<OwnedStart> following(
            Map<TopicPartition, Turns> turns, Map<TopicPartition, OffsetAndMetadata> committed) {
        if (turns.isEmpty()) {
            return List.of();
        }
        Set<TopicPartition> names = with(turns.keySet());
        names.removeAll(turns.keySet());
        Consumer<byte[], byte[]> reading = reader == null ? readers.get() : reader;
        reader = reading;
        Set<TopicPartition> flowing = new HashSet<>(reading.assignment());
        flowing.removeAll(reading.paused());
        reading.pause(flowing);
        names.addAll(reading.assignment());
        reading.assign(names);
        Map<TopicPartition, Long> beginnings = reading.beginningOffsets(names);
        Map<TopicPartition, Long> ends = reading.endOffsets(names);
        Map<TopicPartition, OwnedStart> starts = new LinkedHashMap<>();
        turns.forEach((led, turn) -> of(led).forEach(name -> {
            long offset = Objects.requireNonNull(beginnings.get(name));
            OffsetAndMetadata commit = committed.get(name);
            if (commit != null && commit.offset() >= offset && commit.offset() <= end(ends, name)) {
                starts.put(name, new OwnedStart(name, commit.offset(), ahead(commit), reading, led, turn));
                return;
            }
            if (commit != null) {
                LOG.warn(
                        "{} begins at {}, not at the committed {}: records that waited there were deleted",
                        name,
                        offset,
                        commit.offset());
            }
            starts.put(name, new OwnedStart(name, offset, FinishedAhead.NONE, reading, led, turn));
        }));
        look(starts, ends, reading);
        reading.resume(flowing);
        turns.values().forEach(Turns::begin);
        return starts.values();
    }

    /** Shows what waits to whoever gives turns, and goes back to where it begins. */
    private static void look(
            Map<TopicPartition, OwnedStart> starts, Map<TopicPartition, Long> ends, Consumer<byte[], byte[]> reading) {
        starts.values().forEach(start -> reading.seek(start.name(), start.offset()));
        Set<TopicPartition> left = new HashSet<>(starts.keySet());
        while (true) {
            left.removeIf(name -> reading.position(name) >= end(ends, name));
            if (left.isEmpty()) {
                break;
            }
            for (ConsumerRecord<byte[], byte[]> record : reading.poll(PATIENCE)) {
                TopicPartition name = new TopicPartition(record.topic(), record.partition());
                OwnedStart start = Objects.requireNonNull(starts.get(name));
                if (record.offset() < end(ends, name) && !start.before().contains(record.offset())) {
                    Objects.requireNonNull(start.turns()).found(record);
                }
            }
        }
        starts.values().forEach(start -> reading.seek(start.name(), start.offset()));
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition name) {
        return Objects.requireNonNull(ends.get(name));
    }

    private static FinishedAhead ahead(@Nullable OffsetAndMetadata commit) {
        return commit == null ? FinishedAhead.NONE : FinishedAhead.of(commit.offset(), commit.metadata());
    }

    /** What came since the last poll, without waiting for more. */
    ConsumerRecords<byte[], byte[]> poll() {
        return reader == null || reader.assignment().isEmpty() ? ConsumerRecords.empty() : reader.poll(Duration.ZERO);
    }

    /** Reads these no more. */
    void end(Collection<TopicPartition> names) {
        if (reader == null) {
            return;
        }
        Set<TopicPartition> left = new HashSet<>(reader.assignment());
        if (left.removeAll(names)) {
            reader.assign(left);
        }
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
    }
}
