package dev.kafkalab.reading;

import dev.kafkalab.KafkaLabException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads topics in one thread, from a start to an end, and hands over records as bytes.
 *
 * <p>Promise: a record's offset is committed only after the sink has flushed it, whatever ends the reading (at least
 * once); records of a partition come in order; a reader with an end returns when the positions of all its partitions
 * have reached the end offsets taken at the start, in a group as well, and whether or not records lie at those offsets.
 * No topic is created by reading it.
 *
 * <p>Not promised: order between partitions; that a group's members that come and go never read a record twice.
 *
 * <p>One thread calls {@link #read}, once; {@link #stop} may be called from any. Whoever creates it closes it.
 */
public final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final ReadRequest request;
    private final StartOffsets start;
    private final HandledOffsets handled;
    private final long limit;
    private long counted;
    /** Whether it is known which partitions are this reader's; a member of a group may well get none. */
    private boolean settled;

    /**
     * @param properties any property of Kafka's consumer; group and commit mode come from the request
     * @param notices told what somebody may want to know, a line each
     */
    public TopicReader(Map<String, ?> properties, ReadRequest request, java.util.function.Consumer<String> notices) {
        this.request = request;
        this.consumer = new KafkaConsumer<>(
                complete(properties, request), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.start = new StartOffsets(consumer, request, notices);
        this.limit = request.limit().orElse(Long.MAX_VALUE);
        this.handled = new HandledOffsets(consumer, request.commit());
    }

    private static Map<String, Object> complete(Map<String, ?> given, ReadRequest request) {
        Map<String, Object> properties = new HashMap<>(given);
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        request.group().ifPresent(group -> properties.put(ConsumerConfig.GROUP_ID_CONFIG, group));
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, request.commit() == CommitMode.AUTO);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.putIfAbsent(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return properties;
    }

    /**
     * Reads until there is a reason to end.
     *
     * @throws KafkaLabException if a topic or partition does not exist
     * @throws org.apache.kafka.common.KafkaException what Kafka's client throws; {@link TimeoutException} if the brokers
     *     do not answer within the request's patience
     */
    public ReadEnd read(RecordSink sink) {
        long begun = System.nanoTime();
        try {
            Collection<TopicPartition> partitions = PartitionLookup.lookUp(consumer, request);
            attach(partitions);
            EndOffsets ends = request.bounded() ? EndOffsets.lookUp(consumer, partitions, request) : null;
            StallWatch watch = new StallWatch(request.patience());
            while (true) {
                if (ends != null && settled) {
                    long remaining = ends.remaining(consumer, request);
                    if (remaining == 0) {
                        return ReadEnd.COMPLETE;
                    }
                    watch.check(remaining);
                }
                Duration wait = untilDeadline(begun);
                if (wait.isNegative() || wait.isZero()) {
                    return ReadEnd.DEADLINE;
                }
                if (hand(consumer.poll(wait), ends, sink)) {
                    return ReadEnd.LIMIT;
                }
            }
        } catch (WakeupException stop) {
            return ReadEnd.STOPPED;
        }
    }

    /** Makes {@link #read} return {@link ReadEnd#STOPPED} as soon as it can. */
    public void stop() {
        consumer.wakeup();
    }

    /** Commits what was handled, if the mode commits at all, and leaves the group. */
    @Override
    public void close() {
        try (consumer) {
            handled.commitAll(consumer.assignment());
        } catch (WakeupException stopped) {
            // It was to end, and it does; the commit was made.
        }
    }

    private void attach(Collection<TopicPartition> partitions) {
        if (request.group().isEmpty() || !request.partitions().isEmpty()) {
            consumer.assign(partitions);
            start.seek(partitions);
            settled = true;
        } else if (request.topics() instanceof TopicChoice.Named named) {
            consumer.subscribe(named.topics(), new Rebalances());
        } else if (request.topics() instanceof TopicChoice.Matching matching) {
            consumer.subscribe(matching.pattern(), new Rebalances());
        }
    }

    private Duration untilDeadline(long begun) {
        if (request.deadline().isEmpty()) {
            return POLL;
        }
        Duration left = request.deadline().get().minusNanos(System.nanoTime() - begun);
        return left.compareTo(POLL) < 0 ? left : POLL;
    }

    /** Hands a batch over and commits it; true if the limit was reached. */
    private boolean hand(ConsumerRecords<byte[], byte[]> batch, @Nullable EndOffsets ends, RecordSink sink) {
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(batch.nextOffsets());
        try {
            for (TopicPartition partition : batch.partitions()) {
                List<ConsumerRecord<byte[], byte[]>> records = batch.records(partition);
                int taken = take(records, ends == null ? Long.MAX_VALUE : ends.end(partition), sink);
                if (taken < records.size()) {
                    next.put(partition, new OffsetAndMetadata(records.get(taken).offset()));
                }
            }
            sink.flush();
        } catch (RuntimeException | Error e) {
            // The client's own commit when it closes must not cover what the sink did not keep.
            batch.partitions()
                    .forEach(partition -> consumer.seek(
                            partition, batch.records(partition).get(0).offset()));
            throw e;
        }
        next.forEach((partition, offset) -> {
            if (!offset.equals(batch.nextOffsets().get(partition))) {
                consumer.seek(partition, offset);
            }
        });
        handled.advance(next);
        return limitReached();
    }

    /** Hands over the records before {@code end} while the limit allows; returns how many. */
    private int take(List<ConsumerRecord<byte[], byte[]>> records, long end, RecordSink sink) {
        int taken = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.offset() >= end || limitReached()) {
                break;
            }
            taken++;
            if (sink.accept(record)) {
                counted++;
            }
        }
        return taken;
    }

    private boolean limitReached() {
        return counted >= limit;
    }

    /** Partitions that come are read from where they should be; those that go are committed first. */
    private final class Rebalances implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            start.seek(partitions);
            settled = true;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            settled = false;
            handled.commitAll(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            settled = false;
            handled.forget(partitions);
        }
    }
}
