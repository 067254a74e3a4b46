package dev.kafkalab.consumer;

import dev.kafkalab.offsets.FinishedAhead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Which partitions the consumer owns. What is given away is drained first: nothing of it is begun any more, what runs may
 * finish within the limit, what is done is committed. Belongs to the poll thread, but for {@link #owned} and {@link
 * #handled}.
 */
final class Assignment<K> implements ConsumerRebalanceListener {
    private final Consumer<byte[], byte[]> consumer;
    private final Workers<K> workers;
    private final Committer<K> committer;
    private final ConsumerListener listener;
    private final Duration drainLimit;
    private final Function<OwnedStart, Dispatcher<K>> dispatchers;
    private final Map<TopicPartition, Dispatcher<K>> owned = new HashMap<>();
    /** Where partitions without a committed offset began. */
    private final Map<TopicPartition, Long> starts = new HashMap<>();
    /** Taken away while handlers ran beyond the limit: their partition begins anew when they have ended. */
    private final List<OwnedPartition<K>> overdue = new ArrayList<>();

    private volatile List<OwnedPartition<K>> snapshot = List.of();
    private volatile long handledBefore;

    /** Where a partition begins that was just assigned. */
    record OwnedStart(TopicPartition name, long offset, FinishedAhead before) {}

    Assignment(
            Consumer<byte[], byte[]> consumer,
            Workers<K> workers,
            Committer<K> committer,
            ConsumerListener listener,
            Duration drainLimit,
            Function<OwnedStart, Dispatcher<K>> dispatchers) {
        this.consumer = consumer;
        this.workers = workers;
        this.committer = committer;
        this.listener = listener;
        this.drainLimit = drainLimit;
        this.dispatchers = dispatchers;
    }

    /** The partitions owned now. Any thread. */
    List<OwnedPartition<K>> owned() {
        return snapshot;
    }

    /** Records done since the start, former partitions included. Any thread. */
    long handled() {
        return handledBefore
                + snapshot.stream().mapToLong(OwnedPartition::finished).sum();
    }

    @Nullable
    Dispatcher<K> dispatcher(TopicPartition partition) {
        return owned.get(partition);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        begin(partitions);
        listener.onAssigned(partitions);
    }

    /** Begins partitions at their committed offsets, or where the group starts without one. */
    void begin(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(new HashSet<>(partitions));
        for (TopicPartition name : partitions) {
            OffsetAndMetadata commit = committed.get(name);
            OwnedStart start = commit == null
                    ? new OwnedStart(name, starts.computeIfAbsent(name, consumer::position), FinishedAhead.NONE)
                    : new OwnedStart(name, commit.offset(), FinishedAhead.of(commit.offset(), commit.metadata()));
            begin(start);
        }
        publish();
    }

    private Dispatcher<K> begin(OwnedStart start) {
        Dispatcher<K> dispatcher = dispatchers.apply(start);
        owned.put(start.name(), dispatcher);
        if (isOverdue(start.name())) {
            consumer.pause(List.of(start.name()));
            dispatcher.partition.paused(true);
        }
        return dispatcher;
    }

    /** Begins a partition anew at an offset before those it had reached: its topic was truncated or made anew. */
    Dispatcher<K> beginAgain(TopicPartition name, long offset) {
        end(List.of(name));
        Dispatcher<K> dispatcher = begin(new OwnedStart(name, offset, FinishedAhead.NONE));
        publish();
        return dispatcher;
    }

    /** Ends every partition, without a commit; nothing that still runs counts. */
    List<TopicPartition> abandonAll() {
        List<TopicPartition> names = List.copyOf(owned.keySet());
        end(names);
        return names;
    }

    /** Begins partitions again that were abandoned, where they were committed last. */
    void rewind(Collection<TopicPartition> names) {
        begin(names);
        for (OwnedPartition<K> partition : snapshot) {
            consumer.seek(partition.name(), partition.position());
            if (!partition.isPaused()) {
                consumer.resume(List.of(partition.name()));
            }
        }
    }

    /** Whether handlers of a former assignment of this partition still run. */
    boolean isOverdue(TopicPartition name) {
        overdue.removeIf(partition -> !workers.isBusy(partition));
        return overdue.stream().anyMatch(partition -> partition.name().equals(name));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        drain(partitions);
        listener.onRevoked(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        end(partitions);
        publish();
        committer.lost();
        listener.onLost(partitions);
    }

    /** Lets what runs finish and commits what is done, of all partitions. */
    void drain() {
        drain(List.copyOf(owned.keySet()));
    }

    private void drain(Collection<TopicPartition> partitions) {
        List<OwnedPartition<K>> leaving = partitions.stream()
                .map(owned::get)
                .filter(Objects::nonNull)
                .map(dispatcher -> dispatcher.partition)
                .toList();
        if (leaving.isEmpty()) {
            return;
        }
        leaving.forEach(OwnedPartition::close);
        long deadline = System.nanoTime() + drainLimit.toNanos();
        Workers.await(() -> leaving.stream().noneMatch(this::isUnderWay), deadline);
        committer.commitNow(leaving);
        end(partitions);
        partitions.forEach(starts::remove);
        publish();
    }

    private boolean isUnderWay(OwnedPartition<K> partition) {
        return workers.isBusy(partition) || partition.awaitsAcknowledgement();
    }

    /** Ends partitions without a commit. */
    private void end(Collection<TopicPartition> partitions) {
        for (TopicPartition name : partitions) {
            Dispatcher<K> dispatcher = owned.remove(name);
            if (dispatcher == null) {
                continue;
            }
            OwnedPartition<K> partition = dispatcher.partition;
            partition.abandon();
            handledBefore += partition.finished();
            if (workers.isBusy(partition)) {
                overdue.add(partition);
            }
        }
    }

    private void publish() {
        snapshot =
                owned.values().stream().map(dispatcher -> dispatcher.partition).toList();
    }
}
