package dev.kafkalab.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Which partitions the consumer owns. What is given away is drained first: nothing of it is begun any more, what runs may
 * finish within the limit, what is done is committed. Belongs to the poll thread, but for {@link #owned} and {@link
 * #handled}.
 */
final class Assignment<K> implements ConsumerRebalanceListener {
    /**
     * The order in which partitions are asked what is done. A record that had to wait for one in a partition that follows,
     * or in one that follows further behind, is asked for before that one: so no commit says that the second is done and
     * the first is not.
     */
    private static final Comparator<OwnedPartition<?>> ASKED = Comparator.<OwnedPartition<?>, Boolean>comparing(
                    partition -> partition.start().follows())
            .thenComparing(partition -> partition.name().topic().length())
            .thenComparing(partition -> partition.name().topic());

    private final Consumer<byte[], byte[]> consumer;
    private final Workers<K> workers;
    private final Committer<K> committer;
    private final ConsumerListener listener;
    private final Duration drainLimit;
    private final Followers followers;
    private final Function<OwnedStart, Dispatcher<K>> dispatchers;
    private final Map<TopicPartition, Dispatcher<K>> owned = new HashMap<>();
    /** Where partitions without a committed offset began. */
    private final Map<TopicPartition, Long> starts = new HashMap<>();
    /** Taken away while handlers ran beyond the limit: their partition begins anew when they have ended. */
    private final List<OwnedPartition<K>> overdue = new ArrayList<>();

    private volatile List<OwnedPartition<K>> snapshot = List.of();
    private volatile long handledBefore;

    Assignment(
            Consumer<byte[], byte[]> consumer,
            Workers<K> workers,
            Committer<K> committer,
            ConsumerListener listener,
            Duration drainLimit,
            Followers followers,
            Function<OwnedStart, Dispatcher<K>> dispatchers) {
        this.consumer = consumer;
        this.workers = workers;
        this.committer = committer;
        this.listener = listener;
        this.drainLimit = drainLimit;
        this.followers = followers;
        this.dispatchers = dispatchers;
    }

    /** The partitions owned now, those that follow others behind them. Any thread. */
    List<OwnedPartition<K>> owned() {
        return snapshot;
    }

    /** Records done since the start, former partitions included. Any thread. */
    long handled() {
        return handledBefore
                + snapshot.stream().mapToLong(OwnedPartition::handled).sum();
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
        followers
                .begin(partitions, name -> starts.computeIfAbsent(name, consumer::position))
                .forEach(this::begin);
        publish();
    }

    private Dispatcher<K> begin(OwnedStart start) {
        Dispatcher<K> dispatcher = dispatchers.apply(start);
        owned.put(start.name(), dispatcher);
        if (isOverdue(start.led())) {
            start.reader().pause(List.of(start.name()));
            dispatcher.partition.paused(true);
        }
        return dispatcher;
    }

    /** Begins a partition anew at an offset before those it had reached: its topic was truncated or made anew. */
    Dispatcher<K> beginAgain(TopicPartition name, long offset) {
        OwnedStart start = Objects.requireNonNull(owned.get(name)).partition.start();
        end(List.of(name));
        Dispatcher<K> dispatcher = begin(start.at(offset));
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

    /** Whether handlers of a former assignment of this consumed partition, or of what follows it, still run. */
    boolean isOverdue(TopicPartition led) {
        overdue.removeIf(partition -> !workers.isBusy(partition));
        return overdue.stream().anyMatch(partition -> partition.start().led().equals(led));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        drain(partitions);
        listener.onRevoked(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        endWithFollowers(partitions);
        committer.lost();
        listener.onLost(partitions);
    }

    /** Lets what runs finish and commits what is done, of all partitions. */
    void drain() {
        drain(owned().stream()
                .filter(partition -> !partition.start().follows())
                .map(OwnedPartition::name)
                .toList());
    }

    private void drain(Collection<TopicPartition> partitions) {
        Set<TopicPartition> names = followers.with(partitions);
        List<OwnedPartition<K>> leaving = snapshot.stream()
                .filter(partition -> names.contains(partition.name()))
                .toList();
        if (leaving.isEmpty()) {
            return;
        }
        leaving.forEach(OwnedPartition::close);
        long deadline = System.nanoTime() + drainLimit.toNanos();
        Workers.await(() -> leaving.stream().noneMatch(this::isUnderWay), deadline);
        committer.commitNow(leaving);
        endWithFollowers(partitions);
        partitions.forEach(starts::remove);
    }

    private void endWithFollowers(Collection<TopicPartition> partitions) {
        Set<TopicPartition> names = followers.with(partitions);
        end(names);
        names.removeAll(partitions);
        followers.end(names);
        publish();
    }

    private boolean isUnderWay(OwnedPartition<K> partition) {
        return workers.isBusy(partition) || partition.isPublishing() || partition.awaitsAcknowledgement();
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
            handledBefore += partition.handled();
            if (workers.isBusy(partition)) {
                overdue.add(partition);
            }
        }
    }

    private void publish() {
        snapshot = owned.values().stream()
                .map(dispatcher -> dispatcher.partition)
                .sorted(ASKED)
                .toList();
    }
}
