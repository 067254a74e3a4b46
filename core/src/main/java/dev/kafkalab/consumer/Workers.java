package dev.kafkalab.consumer;

import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The lanes that have something to do, and the workers that run them: at most so many at once as the concurrency says.
 *
 * <p>A worker that begins wakes the next if there is more to do, so work that takes no time is done by one or two of them
 * and work that waits is soon done by all.
 *
 * <p>Thread-safe. {@link #halt} and {@link #await} belong to the poll thread.
 */
final class Workers<K> {
    private final Queue<Lane<K>> ready = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedDeque<Worker<K>> idle = new ConcurrentLinkedDeque<>();
    private final List<Worker<K>> all;
    private final Executor executor;
    private final AtomicInteger staying = new AtomicInteger();
    private volatile boolean halted;
    private volatile BooleanSupplier mayBegin = () -> true;
    private volatile boolean ended;
    private volatile @Nullable LaneRunner<K> runner;

    Workers(int concurrency, Executor executor) {
        this.executor = executor;
        all = IntStream.range(0, concurrency).mapToObj(i -> new Worker<>(this)).toList();
        idle.addAll(all);
    }

    /** Sets what runs lanes, before there are any. */
    void run(LaneRunner<K> laneRunner) {
        runner = laneRunner;
    }

    /** While this does not hold nothing is begun; when it holds again somebody calls {@link #wake}. */
    void beginOnlyIf(BooleanSupplier condition) {
        mayBegin = condition;
    }

    /** Runs a lane, as {@link LaneRunner#runOnce} says. */
    boolean runOnce(Lane<K> lane) {
        return Objects.requireNonNull(runner).runOnce(lane);
    }

    /** Adds a lane that has something to do; {@link #wake} makes it known. */
    void ready(Lane<K> lane) {
        ready.add(lane);
    }

    /** Adds a lane and makes it known. */
    void resume(Lane<K> lane) {
        ready.add(lane);
        wake();
    }

    @Nullable
    Lane<K> poll() {
        return mayBegin.getAsBoolean() ? ready.poll() : null;
    }

    /** Lets a worker that has nothing to do look for something. */
    void wake() {
        if (ready.isEmpty() || halted || !mayBegin.getAsBoolean()) {
            return;
        }
        Worker<K> worker = idle.pollFirst();
        if (worker == null) {
            return;
        }
        try {
            executor.execute(worker);
        } catch (RejectedExecutionException e) {
            idle.addFirst(worker);
            throw e;
        }
    }

    /** Notes that a worker has nothing to do. */
    void idle(Worker<K> worker) {
        idle.addFirst(worker);
        // A lane may have become ready since the worker looked, when there was nobody to wake.
        wake();
    }

    /**
     * Asks whether a worker may stay with a lane whose turn is over, so that a key with many records need not queue behind
     * thousands with one. Half of the workers may, so that there are always others for the rest.
     */
    boolean mayStay() {
        if (staying.incrementAndGet() <= all.size() / 2) {
            return true;
        }
        staying.decrementAndGet();
        return false;
    }

    /** Undoes a {@link #mayStay} that was granted. */
    void leave() {
        staying.decrementAndGet();
    }

    boolean isHalted() {
        return halted;
    }

    /** From now on no record is begun. */
    void halt() {
        halted = true;
    }

    /** Undoes {@link #halt}. */
    void go() {
        if (!ended) {
            halted = false;
            wake();
        }
    }

    /** Halts for good. */
    void end() {
        ended = true;
        halted = true;
    }

    /** Whether a handler runs for this partition. */
    boolean isBusy(OwnedPartition<K> partition) {
        return all.stream().anyMatch(worker -> worker.current() == partition);
    }

    /** Whether any handler runs. */
    boolean isBusy() {
        return all.stream().anyMatch(worker -> worker.current() != null);
    }

    /**
     * Waits for a condition that workers bring about.
     *
     * @return whether it came true before {@code deadline}, a value of {@link System#nanoTime}
     */
    static boolean await(BooleanSupplier condition, long deadline) {
        long pause = 20_000;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(pause * 2, 1_000_000);
        }
        return true;
    }
}
