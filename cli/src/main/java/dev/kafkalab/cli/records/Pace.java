package dev.kafkalab.cli.records;

import java.util.concurrent.locks.LockSupport;

/** Spreads records evenly over time. Not thread-safe. */
final class Pace {
    private final double perSecond;
    private final long begun = System.nanoTime();
    private long count;

    /** @param perSecond 0: does not wait at all */
    Pace(double perSecond) {
        this.perSecond = perSecond;
    }

    /** Waits until the next record is due, or the thread is interrupted. */
    void await() {
        if (perSecond <= 0) {
            return;
        }
        long due = begun + (long) (count++ * 1e9 / perSecond);
        for (long left = due - System.nanoTime();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = due - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }
}
