package dev.kafkalab.consumer;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Records that wait for one another. The poll thread adds at the end; whoever runs the lane takes from the head, and only
 * one does at a time: a lane is {@link Lanes#ready ready} or run exactly while its count is above zero, and the count is
 * what hands it from one thread to the other.
 */
abstract class Lane<K> {
    final OwnedPartition<K> partition;
    private final AtomicInteger waiting = new AtomicInteger();
    /** Of the runner while the count is above zero, else of the poll thread. */
    private @Nullable Link first;
    /** Of the poll thread. */
    private @Nullable Link last;

    Lane(OwnedPartition<K> partition) {
        this.partition = partition;
    }

    /**
     * Adds at the end. Poll thread.
     *
     * @return whether the lane was idle and must be made ready
     */
    final boolean add(Link link) {
        Link previous = last;
        last = link;
        if (waiting.get() > 0 && previous != null) {
            previous.next = link;
            if (waiting.getAndAdd(link.size()) > 0) {
                return false;
            }
            // The runner took the last record and left in between.
        } else {
            waiting.set(link.size());
        }
        first = link;
        restart();
        return true;
    }

    /** Whether nothing waits and nobody runs it. Poll thread; stays true until that thread adds something. */
    final boolean isIdle() {
        return waiting.get() == 0;
    }

    /** How many records wait, the one that is handled included. */
    final int waiting() {
        return waiting.get();
    }

    /** The link at the head. Runner. */
    final Link first() {
        return Objects.requireNonNull(first);
    }

    /**
     * Leaves the link at the head behind. Runner.
     *
     * @param records those of it that were not counted yet
     * @return whether others wait; if not, the lane is no longer the caller's
     */
    final boolean leave(int records) {
        Link left = first();
        if (waiting.addAndGet(-records) == 0) {
            return false;
        }
        first = left.next;
        restart();
        return true;
    }

    /** Counts records of the link at the head as left, others of it remain. Runner. */
    final void count(int records) {
        waiting.addAndGet(-records);
    }

    /** Notes that another link stands at the head. */
    abstract void restart();

    /** The record at the head. Runner. */
    abstract InFlight<K> head();

    /** Records from the head on, at least one, at most {@code max}. Runner. */
    abstract List<InFlight<K>> heads(int max);

    /**
     * Leaves the record at the head behind. Runner.
     *
     * @return whether others wait; if not, the lane is no longer the caller's
     */
    abstract boolean next();
}
