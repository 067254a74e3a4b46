package dev.kafkalab.consumer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Commits after each record and lets its lane go on when the broker has said so. Records of other lanes that are done in
 * the meantime share the next commit.
 */
final class EachCommits<K> implements Committer<K> {
    /** How long the poll thread waits for records to be done before it polls again. */
    private static final long BETWEEN_POLLS = 20_000_000;

    private final OffsetCommits<K> commits;
    private final Workers<K> workers;
    /** Records done whose commit is not confirmed: what a crash repeats. */
    private final AtomicInteger pending = new AtomicInteger();

    private final Queue<Lane<K>> done = new ConcurrentLinkedQueue<>();
    private final List<Lane<K>> uncommitted = new ArrayList<>();
    private volatile boolean parked;
    private boolean waiting;
    private final Thread pollThread;

    /** @param concurrency so many records at most wait for their commit when another is begun */
    EachCommits(OffsetCommits<K> commits, Workers<K> workers, int concurrency, Thread pollThread) {
        this.commits = commits;
        this.workers = workers;
        workers.beginOnlyIf(() -> pending.get() < concurrency);
        this.pollThread = pollThread;
    }

    @Override
    public boolean mayGoOn(Lane<K> lane) {
        pending.incrementAndGet();
        done.add(lane);
        if (parked) {
            LockSupport.unpark(pollThread);
        }
        return false;
    }

    @Override
    public void tick(Collection<OwnedPartition<K>> owned) {
        long until = System.nanoTime() + BETWEEN_POLLS;
        do {
            waiting = !commitDone(owned) || inFlight(owned);
        } while (waiting && uncommitted.isEmpty() && awaitDone(until));
    }

    /** @return false if the commit failed and must be tried again after a poll */
    private boolean commitDone(Collection<OwnedPartition<K>> owned) {
        for (Lane<K> lane = done.poll(); lane != null; lane = done.poll()) {
            uncommitted.add(lane);
        }
        int before = uncommitted.size();
        uncommitted.removeIf(lane -> lane.partition.isClosed());
        pending.addAndGet(uncommitted.size() - before);
        // With those that follow: a record may have been done there for which one that is committed here had to wait.
        Set<TopicPartition> leading =
                uncommitted.stream().map(lane -> lane.partition.start().led()).collect(Collectors.toSet());
        List<OwnedPartition<K>> partitions = owned.stream()
                .filter(partition -> leading.contains(partition.start().led()))
                .toList();
        if (!commits.waiting(commits.news(partitions))) {
            return false;
        }
        pending.addAndGet(-uncommitted.size());
        for (Lane<K> lane : uncommitted) {
            if (lane.next()) {
                workers.ready(lane);
            }
        }
        uncommitted.clear();
        workers.wake();
        return true;
    }

    private static <K> boolean inFlight(Collection<OwnedPartition<K>> owned) {
        return owned.stream().anyMatch(partition -> !partition.start().follows() && partition.inFlight() > 0);
    }

    private boolean awaitDone(long until) {
        parked = true;
        try {
            while (done.isEmpty()) {
                long left = until - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                LockSupport.parkNanos(left);
            }
            return System.nanoTime() - until < 0;
        } finally {
            parked = false;
        }
    }

    @Override
    public void commitNow(Collection<OwnedPartition<K>> leaving) {
        commits.waiting(commits.news(leaving));
    }

    @Override
    public long patience() {
        return waiting ? 0 : 100;
    }
}
